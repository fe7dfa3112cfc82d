import { z } from "zod"
import { ProviderError } from "@/lib/providers/errors"
import { replyFailure } from "@/lib/providers/heygen/failures"
import { heygenCreated, heygenList, heygenRetrieved, toReport } from "@/lib/providers/heygen/reply"
import { type HeygenCast, type HeygenStill, toHeygen } from "@/lib/providers/heygen/request"
import { receiveHeygen } from "@/lib/providers/heygen/webhook"
import { createHttp, type Http } from "@/lib/providers/http"
import { unreadableReply } from "@/lib/providers/http-failures"
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

/** A spoken clip takes minutes, and longer the longer it is. */
const polling: PollingPlan = {
  firstCheckAfterSeconds: 15,
  everySeconds: 10,
  maxEverySeconds: 60,
  giveUpAfterSeconds: 6 * 3600,
}

const heygenJob = z.object({
  id: z.string().min(1),
  model: z.string(),
  resolution: z.enum(["360p", "480p", "540p", "720p", "768p", "1080p", "2k", "4k"]),
})
type HeygenJob = z.infer<typeof heygenJob>

/** How many pages of a filtered list are looked through before we say that we do not know. */
const maxPages = 10

type Context = { http: Http; videos: string; cast: HeygenCast; now: () => number }

/** HeyGen's v3 videos: an avatar or a photo that speaks, or a scene with an avatar. It cannot cancel. */
export function createAdapter(settings: ProviderSettings): VideoProvider {
  const { api } = settings.baseUrls
  const http = createHttp({
    provider: "heygen",
    keyUrls: [api],
    authorization: settings.apiKey,
    keyHeader: "x-api-key",
    fetch: settings.fetch,
    now: settings.now,
  })
  const entered = (name: string) => settings.fields?.[name]?.trim() || undefined
  const cast = { avatarId: entered("avatarId"), voiceId: entered("voiceId") }
  const context: Context = { http, videos: `${api}/v3/videos`, cast, now: settings.now }
  return {
    id: "heygen",
    polling: scalePolling(polling, settings.pollScale),
    submit: (request, call) => submit(context, request, call),
    check: (job, call) => check(context, job, call),
    jobOf: (id, request) => toSubmission(id, request).jobRef,
    lookup: (key, request, call) => lookup(context, key, request, call),
    webhook: { receive: async (delivery) => receiveHeygen(delivery, settings) },
    async testCredential(call) {
      const reply = await http.send({ method: "GET", url: `${api}/v3/users/me`, signal: call.signal })
      if (reply.status !== 200) throw replyFailure(reply, { isSubmit: false, now: settings.now() })
    },
  }
}

/** The video's title, by which HeyGen's list finds it. */
const titleOf = (idempotencyKey: string) => `Rushes ${idempotencyKey}`

async function submit(context: Context, request: VideoRequest, call: SubmitCall): Promise<Submission> {
  const still = async (image: ImageRef): Promise<HeygenStill> => {
    const { bytes, mime } = await call.readImage(image)
    return { type: "base64", media_type: mime, data: Buffer.from(bytes).toString("base64") }
  }
  const { firstFrame, referenceImages } = request
  const [first, ...references] = await Promise.all([
    firstFrame === undefined ? undefined : still(firstFrame),
    ...referenceImages.map(still),
  ])
  const stills = { firstFrame: first, references: references.filter((reference) => reference !== undefined) }
  const { idempotencyKey, callbackUrl } = call
  const heygenCall = { title: titleOf(idempotencyKey), callbackUrl, callbackId: idempotencyKey }
  const body = toHeygen(request, stills, context.cast, heygenCall)
  if (body === null) throw unsupportedModel("heygen", request.model)
  if (typeof body === "string") {
    throw new ProviderError({ provider: "heygen", kind: "invalid_request", acceptance: "no", message: body })
  }
  const sent = {
    method: "POST",
    url: context.videos,
    // Documented for batches only; other adapters send it here too. Nothing of ours relies on it.
    headers: { "idempotency-key": idempotencyKey },
    body: { json: body },
    signal: call.signal,
    isSubmit: true,
  } as const
  const reply = await context.http.send(sent)
  if (reply.status < 200 || reply.status >= 300) throw replyFailure(reply, { isSubmit: true, now: context.now() })
  const created = heygenCreated.safeParse(reply.json)
  if (!created.success) throw unreadableReply("heygen", reply, "No video id", sent)
  return toSubmission(created.data.data.video_id, request)
}

function toSubmission(id: string, { model, resolution }: VideoRequest): Submission {
  const job: HeygenJob = { id, model, resolution }
  return { jobRef: job, vendorJobId: id }
}

async function check(context: Context, jobRef: JobRef, call: Call): Promise<JobReport> {
  const job = heygenJob.safeParse(jobRef)
  if (!job.success) return lost("The stored job reference is not one of HeyGen's.")
  const url = `${context.videos}/${encodeURIComponent(job.data.id)}`
  const reply = await context.http.send({ method: "GET", url, signal: call.signal })
  if (reply.status === 404) return lost(reply.text)
  if (reply.status !== 200) throw replyFailure(reply, { isSubmit: false, now: context.now() })
  const video = heygenRetrieved.safeParse(reply.json)
  if (!video.success) throw unreadableReply("heygen", reply, "Not a video", { isSubmit: false })
  return toReport(video.data.data, job.data)
}

/**
 * Looks for the video that is named after our key. Null when surely none is. Throws `ProviderError` when the list leaves
 * that open: a filter that was not obeyed and too many pages, or videos without a title.
 */
async function lookup(context: Context, key: string, request: VideoRequest, call: Call): Promise<Submission | null> {
  const title = titleOf(key)
  let token: string | undefined
  for (let page = 0; page < maxPages; page++) {
    const query = new URLSearchParams({ limit: "100", title, ...(token !== undefined && { token }) })
    const reply = await context.http.send({ method: "GET", url: `${context.videos}?${query}`, signal: call.signal })
    if (reply.status !== 200) throw replyFailure(reply, { isSubmit: false, now: context.now() })
    const list = heygenList.safeParse(reply.json)
    if (!list.success) throw unreadableReply("heygen", reply, "Not a list of videos", { isSubmit: false })
    const { data, has_more: hasMore, next_token: next } = list.data
    const found = data.find((video) => video.title === title)
    if (found?.id) return toSubmission(found.id, request)
    if (found || data.some((video) => video.title == null)) break
    if (hasMore !== true || !next) return null
    token = next
  }
  const message = "The list of videos does not tell whether ours is among them."
  throw new ProviderError({ provider: "heygen", kind: "unavailable", acceptance: "no", isRetryable: true, message })
}
