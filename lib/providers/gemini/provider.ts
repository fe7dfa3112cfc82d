import { z } from "zod"
import { ProviderError } from "@/lib/providers/errors"
import { createGeminiClient, type GeminiClient, readReply } from "@/lib/providers/gemini/client"
import { submitStill } from "@/lib/providers/gemini/frames"
import { type GeminiMedia, geminiFile, mediaIn, readInteraction } from "@/lib/providers/gemini/reply"
import { readStill, toOmni } from "@/lib/providers/gemini/request"
import { receiveGemini } from "@/lib/providers/gemini/webhook"
import { unreadableReply } from "@/lib/providers/http-failures"
import { openFile } from "@/lib/providers/open-file"
import { lost, unsupportedModel } from "@/lib/providers/outcomes"
import { scalePolling } from "@/lib/providers/polling"
import type {
  Call,
  CancelOutcome,
  Download,
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

/** `RemoteFile.key` of a clip that stands in the interaction itself. */
const inline = "inline"

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
    download: (job, key, call) => download(context, job, key, call),
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

/** A clip in the file store is only ready once its file is "ACTIVE". */
async function reportMedia(client: GeminiClient, media: GeminiMedia, { signal }: Call): Promise<JobReport> {
  const mime = media.mime === undefined ? {} : { mime: media.mime }
  if ("base64" in media) return { status: "succeeded", files: [{ key: inline, ...mime }] }
  const made: JobReport = { status: "succeeded", files: [{ key: media.file, ...mime }] }
  let state: string | null | undefined
  try {
    const reply = await client.send({ method: "GET", path: media.file, signal })
    state = geminiFile.safeParse(reply.json).data?.state
  } catch (error) {
    // A file that has expired (403 or 404) was made all the same: opening it tells.
    if (error instanceof ProviderError && (error.httpStatus === 403 || error.kind === "not_found")) return made
    throw error
  }
  if (state === "PROCESSING") return { status: "running" }
  if (state !== "FAILED") return made
  const vendorText = `The file ${media.file} failed.`
  return { status: "failed", failure: { kind: "vendor_error", vendorText, charged: undefined } }
}

async function download(context: Context, jobRef: JobRef, key: string, call: Call): Promise<Download> {
  if (key !== inline) return openStored(context, key, call)
  const id = idOf(jobRef)
  const [media] = id === null ? [] : mediaIn(await context.client.interaction(id, call), "video")
  if (media === undefined) {
    throw new ProviderError({ provider: "gemini", kind: "not_found", acceptance: "no", message: "The clip is not there." })
  }
  // Asked again, the same interaction may name a file where it gave bytes, or the other way round.
  if ("file" in media) return openStored(context, media.file, call)
  const bytes = Buffer.from(media.base64, "base64")
  const body = new Blob([bytes]).stream()
  return { body, bytes: bytes.length, ...(media.mime !== undefined && { mime: media.mime }) }
}

function openStored({ client: { api }, settings }: Context, file: string, { signal }: Call): Promise<Download> {
  return openFile({
    provider: "gemini",
    url: `${api}/v1beta/${file}:download?alt=media`,
    keyHeaders: { "x-goog-api-key": settings.apiKey },
    keyUrls: [api],
    redirectHosts: [".googleapis.com", ".googleusercontent.com"],
    fetch: settings.fetch,
    now: settings.now,
    signal,
  })
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
