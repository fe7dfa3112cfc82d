import type OpenAI from "openai"
import { z } from "zod"
import { ProviderError } from "@/lib/providers/errors"
import { attempt, createOpenAiClient } from "@/lib/providers/openai/client"
import { downloadVideo } from "@/lib/providers/openai/download"
import { submitFrames } from "@/lib/providers/openai/frames"
import { toReference } from "@/lib/providers/openai/reference"
import { openAiVideo, toReport } from "@/lib/providers/openai/reply"
import { sizeOf, toOpenAi } from "@/lib/providers/openai/request"
import { receiveOpenAi } from "@/lib/providers/openai/webhook"
import { lost, unsupportedModel } from "@/lib/providers/outcomes"
import { scalePolling } from "@/lib/providers/polling"
import type {
  Call,
  JobRef,
  JobReport,
  PollingPlan,
  ProviderSettings,
  Submission,
  SubmitCall,
  VideoProvider,
  VideoRequest,
} from "@/lib/providers/provider"

/** "Every 10 to 20 s", says the guide (the OpenAI sheet). */
const polling: PollingPlan = {
  firstCheckAfterSeconds: 10,
  everySeconds: 10,
  maxEverySeconds: 20,
  giveUpAfterSeconds: 3 * 3600,
}

const videoJob = z.object({ kind: z.literal("video"), id: z.string().min(1) })

type Context = { client: OpenAI; now: () => number }

/** OpenAI by its own SDK, at any server that speaks its API. It cannot cancel a job, and looks none up by a key of ours. */
export function createAdapter(settings: ProviderSettings): VideoProvider {
  const { now } = settings
  // Made when first used: a field that holds no address must fail the call and not the vendor.
  let made: OpenAI | undefined
  const context = (): Context => {
    made ??= createOpenAiClient(settings)
    return { client: made, now }
  }
  return {
    id: "openai",
    polling: scalePolling(polling, settings.pollScale),
    submit: async (request, call) => submit(context(), request, call),
    submitFrames: async (request, call) => submitFrames(context().client, request, call, now),
    check: async (job, call) => check(context(), job, call),
    download: async (job, key, call) => {
      const known = videoJob.safeParse(job)
      if (known.success) return downloadVideo(settings, known.data.id, key, call)
      throw new ProviderError({ provider: "openai", kind: "not_found", acceptance: "no", message: "Not a video of OpenAI's." })
    },
    webhook: { receive: async (delivery) => receiveOpenAi(delivery, settings) },
    testCredential: async (call) => {
      const { client } = context()
      await attempt(() => client.models.list({ signal: call.signal }), { isSubmit: false, now: now() })
    },
  }
}

async function submit({ client, now }: Context, request: VideoRequest, call: SubmitCall): Promise<Submission> {
  const size = sizeOf(request)
  if (size === null) throw unsupportedModel("openai", request.model)
  const { firstFrame } = request
  const reference = firstFrame && (await toReference(await call.readImage(firstFrame), size))
  const body = toOpenAi(request, reference)
  if (body === null) throw unsupportedModel("openai", request.model)
  if (call.signal.aborted) {
    throw new ProviderError({ provider: "openai", kind: "unavailable", acceptance: "no", message: "Aborted before sending." })
  }
  const reply = await attempt(() => client.videos.create(body, { signal: call.signal }), {
    isSubmit: true,
    hasImage: reference !== undefined,
    now: now(),
  })
  const video = openAiVideo.safeParse(reply)
  if (!video.success) throw unreadable(reply, "maybe")
  return { jobRef: { kind: "video", id: video.data.id }, vendorJobId: video.data.id }
}

async function check({ client, now }: Context, jobRef: JobRef, call: Call): Promise<JobReport> {
  const job = videoJob.safeParse(jobRef)
  if (!job.success) return lost("OpenAI keeps no such job: pictures come with the answer and are not kept.")
  try {
    const reply = await attempt(() => client.videos.retrieve(job.data.id, { signal: call.signal }), {
      isSubmit: false,
      now: now(),
    })
    const video = openAiVideo.safeParse(reply)
    if (!video.success) throw unreadable(reply, "no")
    // A status of tomorrow is a job that still lives: keep looking.
    return toReport(video.data) ?? { status: "running" }
  } catch (error) {
    if (error instanceof ProviderError && error.kind === "not_found") return lost(error.message)
    throw error
  }
}

function unreadable(reply: unknown, acceptance: "no" | "maybe"): ProviderError {
  const message = `Not a video of OpenAI's: ${JSON.stringify(reply)?.slice(0, 500)}`
  return new ProviderError({ provider: "openai", kind: "bad_reply", acceptance, message })
}
