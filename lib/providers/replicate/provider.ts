import { z } from "zod"
import { ProviderError } from "@/lib/providers/errors"
import { lost, unsupportedModel } from "@/lib/providers/outcomes"
import { scalePolling } from "@/lib/providers/polling"
import type {
  Call,
  CancelOutcome,
  ImageRef,
  JobRef,
  JobReport,
  PollingPlan,
  ProviderSettings,
  Submission,
  SubmitCall,
  VideoProvider,
  VideoRequest,
} from "@/lib/providers/provider"
import { attempt } from "@/lib/providers/replicate/client"
import { type Prediction, prediction, toReport } from "@/lib/providers/replicate/reply"
import { toReplicate } from "@/lib/providers/replicate/request"
import { toInput } from "@/lib/providers/replicate/upload"
import { receiveReplicate } from "@/lib/providers/replicate/webhook"

/** 3,000 reads a minute are allowed; files go an hour after the end, so a look must never be far away. */
const polling: PollingPlan = {
  firstCheckAfterSeconds: 5,
  everySeconds: 5,
  maxEverySeconds: 20,
  giveUpAfterSeconds: 3 * 3600,
}

const replicateJob = z.object({ id: z.string().min(1) })

/** Replicate's official models by its own SDK: create, signed callback, get, cancel. It looks nothing up by a key of ours. */
export function createAdapter(settings: ProviderSettings): VideoProvider {
  return {
    id: "replicate",
    polling: scalePolling(polling, settings.pollScale),
    submit: (request, call) => submit(settings, request, call),
    check: (job, call) => check(settings, job, call),
    jobOf: (id) => ({ id }),
    cancel: (job, call) => cancel(settings, job, call),
    webhook: { receive: async (delivery) => receiveReplicate(delivery, settings) },
    testCredential: async ({ signal }) => {
      await attempt(settings, { isSubmit: false }, (client) => client.accounts.current({ signal }))
    },
  }
}

async function submit(settings: ProviderSettings, request: VideoRequest, call: SubmitCall): Promise<Submission> {
  const none = { firstFrame: undefined, lastFrame: undefined, references: [] }
  if (toReplicate(request, none) === null) throw unsupportedModel("replicate", request.model)
  const ready = (image: ImageRef | undefined) => (image === undefined ? undefined : toInput(settings, image, call))
  const [firstFrame, lastFrame, references] = await Promise.all([
    ready(request.firstFrame),
    ready(request.lastFrame),
    Promise.all(request.referenceImages.map((image) => toInput(settings, image, call))),
  ])
  const target = toReplicate(request, { firstFrame, lastFrame, references })
  if (target === null) throw unsupportedModel("replicate", request.model)
  const reply = await attempt(settings, { isSubmit: true }, (client) =>
    client.predictions.create({
      model: target.model,
      input: target.input,
      ...(call.callbackUrl !== undefined && { webhook: call.callbackUrl, webhook_events_filter: ["completed"] }),
      // No "Prefer: wait": a clip takes minutes, and the answer would come unfinished.
      wait: false,
      signal: call.signal,
    }),
  )
  const { id } = read(reply, "maybe")
  return { jobRef: { id }, vendorJobId: id }
}

async function check(settings: ProviderSettings, jobRef: JobRef, { signal }: Call): Promise<JobReport> {
  const job = replicateJob.safeParse(jobRef)
  if (!job.success) return lost("The stored job reference is not one of Replicate's.")
  const { id } = job.data
  try {
    const reply = await attempt(settings, { isSubmit: false }, (client) => client.predictions.get(id, { signal }))
    // A status of tomorrow is a job that still lives: keep looking.
    return toReport(read(reply, "no")) ?? { status: "running" }
  } catch (error) {
    if (error instanceof ProviderError && error.kind === "not_found") return lost(error.message)
    throw error
  }
}

/** A prediction that had begun is billed for the time it ran (the Replicate sheet), which it does not tell. */
async function cancel(settings: ProviderSettings, jobRef: JobRef, { signal }: Call): Promise<CancelOutcome> {
  const job = replicateJob.safeParse(jobRef)
  if (!job.success) return { outcome: "asked" }
  const { id } = job.data
  try {
    const reply = await attempt(settings, { isSubmit: false }, (client) => client.predictions.cancel(id, { signal }))
    const seen = read(reply, "no")
    if (seen.status === "aborted") return { outcome: "stopped" }
    if (seen.status === "canceled") return { outcome: "stopped", ...(seen.started_at != null && { chargeUnknown: true }) }
    return { outcome: seen.status === "succeeded" || seen.status === "failed" ? "too_late" : "asked" }
  } catch (error) {
    // It does not know the prediction (any more). The next check says so for good.
    if (error instanceof ProviderError && error.kind === "not_found") return { outcome: "asked" }
    throw error
  }
}

function read(reply: unknown, acceptance: "no" | "maybe"): Prediction {
  const parsed = prediction.safeParse(reply)
  if (parsed.success) return parsed.data
  const message = `Not a prediction of Replicate's: ${JSON.stringify(reply)?.slice(0, 500)}`
  throw new ProviderError({ provider: "replicate", kind: "bad_reply", acceptance, message })
}
