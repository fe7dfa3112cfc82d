import { z } from "zod"
import { ProviderError } from "@/lib/providers/errors"
import { createGeminiClient, type GeminiClient, readReply } from "@/lib/providers/gemini/client"
import { submitStill } from "@/lib/providers/gemini/frames"
import { openClip, reportMedia } from "@/lib/providers/gemini/media"
import { readInteraction } from "@/lib/providers/gemini/reply"
import { readStill, toOmni } from "@/lib/providers/gemini/request"
import { receiveGemini } from "@/lib/providers/gemini/webhook"
import { unreadableReply } from "@/lib/providers/http-failures"
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

/** Google's samples look every 10 s; a clip takes from half a minute to some minutes. */
const polling: PollingPlan = {
  firstCheckAfterSeconds: 15,
  everySeconds: 10,
  maxEverySeconds: 30,
  giveUpAfterSeconds: 3 * 3600,
}

const geminiJob = z.object({ id: z.string().min(1) })

type Context = { client: GeminiClient; settings: ProviderSettings }

/** Gemini Omni through the Interactions API. It cannot be looked up by our key. */
export function createAdapter(settings: ProviderSettings): VideoProvider {
  const context: Context = { client: createGeminiClient(settings), settings }
  return {
    id: "gemini",
    polling: scalePolling(polling, settings.pollScale),
    submit: (request, call) => submit(context, request, call),
    submitFrames: (request, call) => submitStill(context.client, request, call),
    check: (job, call) => check(context, job, call),
    jobOf: (id) => ({ id }),
    download: (job, key, call) => openClip(context, { id: idOf(job), key }, call),
    cancel: (job, call) => cancel(context, job, call),
    webhook: { receive: (delivery) => receiveGemini(delivery, settings) },
    testCredential: async ({ signal }) => {
      await context.client.send({ method: "GET", path: "models?pageSize=1", signal })
    },
  }
}

async function submit({ client }: Context, request: VideoRequest, call: SubmitCall): Promise<Submission> {
  const optional = (image: ImageRef | undefined) => (image === undefined ? undefined : readStill(image, call))
  const [firstFrame, lastFrame, references] = await Promise.all([
    optional(request.firstFrame),
    optional(request.lastFrame),
    Promise.all(request.referenceImages.map((image) => readStill(image, call))),
  ])
  const body = toOmni(request, { firstFrame, lastFrame, references }, call.callbackUrl)
  if (body === null) throw unsupportedModel("gemini", request.model)
  const isSubmit = true
  const reply = await client.send({
    method: "POST",
    path: "interactions",
    body: { json: body },
    signal: call.signal,
    isSubmit,
  })
  const { id } = readReply(reply, { isSubmit })
  if (!id) throw unreadableReply("gemini", reply, "No interaction id", { isSubmit })
  return { jobRef: { id }, vendorJobId: id }
}

function idOf(jobRef: JobRef): string | null {
  return geminiJob.safeParse(jobRef).data?.id ?? null
}

async function check({ client }: Context, jobRef: JobRef, call: Call): Promise<JobReport> {
  const id = idOf(jobRef)
  if (id === null) return lost("The stored job reference is not one of the Gemini API's.")
  try {
    const reading = readInteraction(await client.interaction(id, call))
    return "report" in reading ? reading.report : await reportMedia(client, reading.media, call)
  } catch (error) {
    if (error instanceof ProviderError && error.kind === "not_found") return lost(`No interaction ${id}: ${error.message}`)
    throw error
  }
}

/** Google does not say whether what ran until the cancel is billed, nor what it answers for a job that is over. */
async function cancel({ client }: Context, jobRef: JobRef, call: Call): Promise<CancelOutcome> {
  const id = idOf(jobRef)
  if (id === null) return { outcome: "asked" }
  const path = `interactions/${encodeURIComponent(id)}/cancel`
  try {
    const reply = await client.send({ method: "POST", path, body: { json: {} }, signal: call.signal })
    return outcomeOf(readReply(reply, { isSubmit: false }).status)
  } catch (error) {
    const isRefused = error instanceof ProviderError && (error.httpStatus === 400 || error.httpStatus === 409)
    if (!isRefused) throw error
    return outcomeOf((await client.interaction(id, call)).status)
  }
}

function outcomeOf(status: string): CancelOutcome {
  if (status === "cancelled") return { outcome: "stopped", chargeUnknown: true }
  const isOver = ["completed", "failed", "incomplete", "budget_exceeded"].includes(status)
  return { outcome: isOver ? "too_late" : "asked" }
}
