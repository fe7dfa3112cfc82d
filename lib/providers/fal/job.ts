import { z } from "zod"
import { ProviderError } from "@/lib/providers/errors"
import { isUnder } from "@/lib/providers/http"
import type { JobRef } from "@/lib/providers/provider"

const falJob = z.object({
  requestId: z.string().min(1),
  endpoint: z.string().min(1),
  statusUrl: z.string().optional(),
  responseUrl: z.string().optional(),
  cancelUrl: z.string().optional(),
})
export type FalJob = z.infer<typeof falJob>

/** Reads back what `submit` returned. Throws `ProviderError` of kind "not_found" when it is not ours. */
export function readFalJob(job: JobRef): FalJob {
  const parsed = falJob.safeParse(job)
  if (parsed.success) return parsed.data
  throw new ProviderError({
    provider: "fal",
    kind: "not_found",
    acceptance: "no",
    message: "The stored job reference is not one of fal's.",
  })
}

/**
 * Where to look at a job: the address that fal returned when it lies under our configured queue, else our own. fal
 * follows a job under owner and app alone, without the endpoint's sub-path (seen in its SDK, 1.10.1).
 */
export function jobUrls(job: FalJob, api: string): { status: string; response: string; cancel: string } {
  const app = job.endpoint.split("/").slice(0, 2).join("/")
  const own = `${api}/${app}/requests/${encodeURIComponent(job.requestId)}`
  const trusted = (url: string | undefined, fallback: string) => (url !== undefined && isUnder(url, [api]) ? url : fallback)
  return {
    status: trusted(job.statusUrl, `${own}/status`),
    response: trusted(job.responseUrl, own),
    cancel: trusted(job.cancelUrl, `${own}/cancel`),
  }
}
