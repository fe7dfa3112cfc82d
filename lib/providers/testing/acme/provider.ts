import { z } from "zod"
import { ProviderError } from "@/lib/providers/errors"
import { createHttp, type Http } from "@/lib/providers/http"
import { unreadableReply } from "@/lib/providers/http-failures"
import { lost } from "@/lib/providers/outcomes"
import { scalePolling } from "@/lib/providers/polling"
import type { Call, FailureKind, JobRef, JobReport, ProviderSettings, VideoProvider } from "@/lib/providers/provider"

const job = z.object({ id: z.string(), state: z.string(), clip: z.string().nullish(), why: z.string().nullish() })

const kinds: Record<string, FailureKind> = {
  prompt: "prompt_refused",
  image: "image_refused",
  output: "output_refused",
  person: "person_refused",
  minor: "minor_refused",
  property: "property_refused",
}

export function createAdapter(settings: ProviderSettings): VideoProvider {
  const { api } = settings.baseUrls
  const { fetch, now, apiKey } = settings
  const http = createHttp({ provider: "acme", keyUrls: [api], authorization: `Bearer ${apiKey}`, fetch, now })
  const plan = { firstCheckAfterSeconds: 5, everySeconds: 5, maxEverySeconds: 30, giveUpAfterSeconds: 3600 }
  return {
    id: "acme",
    polling: scalePolling(plan, settings.pollScale),
    async submit({ prompt, aspectRatio: ratio, durationSeconds: seconds, seed, firstFrame }, call) {
      const still = firstFrame && Buffer.from((await call.readImage(firstFrame)).bytes).toString("base64")
      const body = { json: { prompt, ratio, seconds, seed, still } }
      const sent = { method: "POST", url: `${api}/jobs`, body, signal: call.signal, isSubmit: true } as const
      const reply = await http.send(sent)
      if (reply.status === 402) throw noCredit(reply.text)
      if (reply.status !== 200) throw http.failure(reply, sent)
      const made = job.safeParse(reply.json)
      if (!made.success) throw unreadableReply("acme", reply, "No job", sent)
      return { jobRef: { id: made.data.id }, vendorJobId: made.data.id }
    },
    check: (jobRef, call) => check(http, api, jobRef, call),
    async testCredential({ signal }) {
      const reply = await http.send({ method: "GET", url: `${api}/me`, signal })
      if (reply.status !== 200) throw http.failure(reply, {})
    },
  }
}

function noCredit(message: string): ProviderError {
  return new ProviderError({ provider: "acme", kind: "credit", acceptance: "no", message, httpStatus: 402 })
}

async function check(http: Http, api: string, jobRef: JobRef, { signal }: Call): Promise<JobReport> {
  const { id } = z.object({ id: z.string() }).parse(jobRef)
  const reply = await http.send({ method: "GET", url: `${api}/jobs/${id}`, signal })
  if (reply.status === 404) return lost(reply.text)
  if (reply.status !== 200) throw http.failure(reply, {})
  const found = job.safeParse(reply.json)
  if (!found.success) throw unreadableReply("acme", reply, "No job", { isSubmit: false })
  const { state, clip, why } = found.data
  if (state === "queued") return { status: "queued" }
  if (state === "done" && clip) return { status: "succeeded", files: [{ url: clip }] }
  if (state !== "failed") return { status: "running" }
  return { status: "failed", failure: { kind: kinds[why ?? ""] ?? "vendor_error", vendorText: why ?? "", charged: false } }
}
