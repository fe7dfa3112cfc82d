import { z } from "zod"
import { createHttp, type Http, type HttpReply } from "@/lib/providers/http"
import { unreadableReply } from "@/lib/providers/http-failures"
import { lumaCreated, lumaGeneration, toReport } from "@/lib/providers/luma/reply"
import { type LumaImage, toLuma } from "@/lib/providers/luma/request"
import { lost, unsupportedModel } from "@/lib/providers/outcomes"
import { scalePolling } from "@/lib/providers/polling"
import type {
  Call,
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

/** Luma advises every 2 to 5 s, but allows 30 requests a minute for all jobs of a key, looks included. */
const polling: PollingPlan = {
  firstCheckAfterSeconds: 20,
  everySeconds: 15,
  maxEverySeconds: 30,
  giveUpAfterSeconds: 3 * 3600,
}

const lumaJob = z.object({ id: z.string().min(1) })

/** An id that no generation has: whoever may ask gets 404 for it. */
const nobody = "00000000-0000-0000-0000-000000000000"

type Context = { http: Http; api: string }

/**
 * Luma's Agents API by plain HTTP: the SDK that its pages name is not on npm. It has no callbacks, no cancelling and no
 * list, so a submit whose answer was lost cannot be found again.
 */
export function createAdapter(settings: ProviderSettings): VideoProvider {
  const { api } = settings.baseUrls
  const http = createHttp({
    provider: "luma",
    keyUrls: [api],
    authorization: `Bearer ${settings.apiKey}`,
    fetch: settings.fetch,
    now: settings.now,
  })
  const context: Context = { http, api }
  return {
    id: "luma",
    polling: scalePolling(polling, settings.pollScale),
    submit: (request, call) => submit(context, request, call),
    check: (job, call) => check(context, job, call),
    testCredential: async (call) => {
      await find(context, nobody, call)
    },
  }
}

async function submit({ http, api }: Context, request: VideoRequest, call: SubmitCall): Promise<Submission> {
  const read = async (image: ImageRef | undefined): Promise<LumaImage | undefined> => {
    if (image === undefined) return undefined
    const { bytes, mime } = await call.readImage(image)
    return { data: Buffer.from(bytes).toString("base64"), media_type: mime }
  }
  const [firstFrame, lastFrame] = await Promise.all([read(request.firstFrame), read(request.lastFrame)])
  const json = toLuma(request, { firstFrame, lastFrame })
  if (json === null) throw unsupportedModel("luma", request.model)
  const sent = { method: "POST", url: `${api}/generations`, body: { json }, signal: call.signal, isSubmit: true } as const
  const reply = await http.send(sent)
  if (!isGood(reply)) throw http.failure(reply, sent)
  const created = lumaCreated.safeParse(reply.json)
  if (!created.success) throw unreadableReply("luma", reply, "No generation id", sent)
  return { jobRef: { id: created.data.id }, vendorJobId: created.data.id }
}

function isGood({ status }: HttpReply): boolean {
  return status >= 200 && status < 300
}

/** The reply about one generation; null when this key has none of that id. */
async function find({ http, api }: Context, id: string, call: Call): Promise<HttpReply | null> {
  const reply = await http.send({ method: "GET", url: `${api}/generations/${encodeURIComponent(id)}`, signal: call.signal })
  if (reply.status === 404) return null
  if (!isGood(reply)) throw http.failure(reply, {})
  return reply
}

async function check(context: Context, jobRef: JobRef, call: Call): Promise<JobReport> {
  const job = lumaJob.safeParse(jobRef)
  if (!job.success) return lost("The stored job reference is not one of Luma's.")
  const reply = await find(context, job.data.id, call)
  if (reply === null) return lost(`Luma finds no generation ${job.data.id}.`)
  const generation = lumaGeneration.safeParse(reply.json)
  if (!generation.success) throw unreadableReply("luma", reply, "Not a generation", { isSubmit: false })
  // A state of tomorrow is a job that still lives: keep looking.
  return toReport(generation.data) ?? { status: "running" }
}
