import { randomUUID } from "node:crypto"
import { ProviderError } from "@/lib/providers/errors"
import { type FalJob, jobUrls, readFalJob } from "@/lib/providers/fal/job"
import {
  errorTypes,
  falStatus,
  falSubmitted,
  isStillInProgress,
  refusalOf,
  toFailure,
  toSuccess,
} from "@/lib/providers/fal/reply"
import { isSendable, toFal } from "@/lib/providers/fal/request"
import { uploadClip, uploadImage } from "@/lib/providers/fal/upload"
import { receiveFal } from "@/lib/providers/fal/webhook"
import { createHttp, type Http } from "@/lib/providers/http"
import { unreadableReply } from "@/lib/providers/http-failures"
import { lost, unsupportedModel } from "@/lib/providers/outcomes"
import { scalePolling } from "@/lib/providers/polling"
import type {
  Call,
  CancelOutcome,
  JobRef,
  JobReport,
  PollingPlan,
  ProviderSettings,
  Submission,
  SubmitCall,
  VideoProvider,
  VideoRequest,
} from "@/lib/providers/provider"

/** fal publishes no limit on status calls; its SDK looks every half second, which we do not need beside callbacks. */
const polling: PollingPlan = {
  firstCheckAfterSeconds: 4,
  everySeconds: 4,
  maxEverySeconds: 20,
  giveUpAfterSeconds: 3 * 3600,
}

/** fal.ai's queue: submit, Ed25519-signed callback, status, result, cancel. `baseUrls` needs `rest` and `jwks`. */
export function createAdapter(settings: ProviderSettings): VideoProvider {
  const { api } = settings.baseUrls
  const rest = settings.baseUrls.rest ?? api
  const shared = {
    provider: "fal",
    keyUrls: [api, rest],
    authorization: `Key ${settings.apiKey}`,
    fetch: settings.fetch,
    now: settings.now,
  } as const
  const http = createHttp(shared)
  // A source clip may be 90 MB.
  const storage: Storage = { http: createHttp({ ...shared, timeoutSeconds: 300 }), rest }
  return {
    id: "fal",
    polling: scalePolling(polling, settings.pollScale),
    submit: (request, call) => submit(http, api, storage, request, call),
    check: (job, call) => check(http, api, job, call),
    cancel: (job, call) => cancel(http, api, job, call),
    webhook: { receive: (delivery) => receiveFal(delivery, settings) },
    testCredential: (call) => testCredential(http, api, call),
  }
}

type Storage = { http: Http; rest: string }

async function submit(
  http: Http,
  api: string,
  { http: uploads, rest }: Storage,
  request: VideoRequest,
  call: SubmitCall,
): Promise<Submission> {
  if (!isSendable(request.model)) throw unsupportedModel("fal", request.model)
  const { firstFrame, lastFrame, referenceImages, sourceClip } = request
  const [first, last, clip, ...references] = await Promise.all([
    firstFrame && uploadImage(uploads, rest, firstFrame, call),
    lastFrame && uploadImage(uploads, rest, lastFrame, call),
    sourceClip && uploadClip(uploads, rest, sourceClip, call),
    ...referenceImages.map((image) => uploadImage(uploads, rest, image, call)),
  ])
  const target = toFal(request, {
    firstFrame: first,
    lastFrame: last,
    references: references.filter((url) => url !== undefined),
    sourceClip: clip,
  })
  if (target === null) throw unsupportedModel("fal", request.model)

  const url = new URL(`${api}/${target.endpoint}`)
  if (call.callbackUrl !== undefined) url.searchParams.set("fal_webhook", call.callbackUrl)
  const sent = {
    method: "POST",
    url: url.href,
    // Another model in silence would make a comparison a lie. fal's own retries stay on: they are one request and one bill.
    headers: { "x-app-fal-disable-fallback": "true", "x-fal-queue-priority": "normal" },
    body: { json: target.input },
    signal: call.signal,
    isSubmit: true,
  } as const
  const reply = await http.send(sent)
  if (reply.status !== 200) throw refused(http, reply, sent)
  const parsed = falSubmitted.safeParse(reply.json)
  if (!parsed.success) throw unreadableReply("fal", reply, "No request id", sent)
  const job: FalJob = {
    requestId: parsed.data.request_id,
    endpoint: target.endpoint,
    statusUrl: parsed.data.status_url,
    responseUrl: parsed.data.response_url,
    cancelUrl: parsed.data.cancel_url,
  }
  const jobRef: JobRef = Object.fromEntries(Object.entries(job).filter((entry) => entry[1] !== undefined))
  return { jobRef, vendorJobId: job.requestId }
}

/** fal says 403 both for a wrong key and for an account whose balance is used up; only the text tells them apart. */
function refused(http: Http, reply: Parameters<Http["failure"]>[0], request: { isSubmit: boolean }): ProviderError {
  const error = http.failure(reply, request)
  const isBalance = reply.status === 403 && /balance|locked|billing/i.test(reply.text)
  const refusal = refusalOf(reply.json)
  if (!isBalance && refusal === null) return error
  return new ProviderError({
    provider: "fal",
    kind: refusal ?? "credit",
    acceptance: "no",
    message: error.message,
    httpStatus: reply.status,
  })
}

async function check(http: Http, api: string, jobRef: JobRef, call: Call): Promise<JobReport> {
  const urls = jobUrls(readFalJob(jobRef), api)
  const request = { method: "GET", url: urls.status, signal: call.signal } as const
  const reply = await http.send(request)
  if (reply.status === 404) return lost(reply.text)
  if (reply.status !== 200 && reply.status !== 202) throw refused(http, reply, { isSubmit: false })
  const parsed = falStatus.safeParse(reply.json)
  if (!parsed.success) throw unreadableReply("fal", reply, "Unknown status", { isSubmit: false })
  const status = parsed.data
  if (status.status === "IN_QUEUE") {
    return status.queue_position == null ? { status: "queued" } : { status: "queued", position: status.queue_position }
  }
  // IN_PROGRESS, or a word that we do not know: COMPLETED alone ends a job.
  if (status.status !== "COMPLETED") return { status: "running" }
  const hasError = status.error !== undefined && status.error !== null && status.error !== ""
  return readResult(http, urls.response, call, { hasError, errorType: status.error_type ?? undefined, text: reply.text })
}

/** COMPLETED says only that it ended: there is no FAILED status, the result's own answer tells how. */
async function readResult(
  http: Http,
  url: string,
  call: Call,
  seen: { hasError: boolean; errorType: string | undefined; text: string },
): Promise<JobReport> {
  const reply = await http.send({ method: "GET", url, signal: call.signal })
  if (reply.status === 200) {
    const success = seen.hasError ? null : toSuccess(reply.json)
    const failed = { body: reply.json, errorType: seen.errorType, httpStatus: undefined, text: seen.text }
    return success ?? toFailure(failed)
  }
  if (reply.status === 400 && isStillInProgress(reply.json)) return { status: "running" }
  // Who is asking, how often, or an outage of the result's host says nothing about the job: look again later.
  const isAboutUs = reply.status === 401 || reply.status === 403 || reply.status === 429
  const hasCause = seen.hasError || seen.errorType !== undefined || errorTypes(reply.json).length > 0
  const isOutage = reply.status >= 500 && !hasCause
  if (isAboutUs || isOutage || reply.status < 400) throw http.failure(reply, {})
  if (reply.status === 404 && !seen.hasError) return lost(reply.text)
  return toFailure({ body: reply.json, errorType: seen.errorType, httpStatus: reply.status, text: reply.text })
}

async function cancel(http: Http, api: string, jobRef: JobRef, call: Call): Promise<CancelOutcome> {
  const request = { method: "PUT", url: jobUrls(readFalJob(jobRef), api).cancel, signal: call.signal } as const
  const reply = await http.send(request)
  if (reply.status === 200) return { outcome: "stopped" }
  if (reply.status === 202) return { outcome: "asked" }
  if (reply.status === 400 && reply.text.includes("ALREADY_COMPLETED")) return { outcome: "too_late" }
  // NOT_FOUND: fal does not know the job (any more). The next check says so for good.
  if (reply.status === 404) return { outcome: "asked" }
  throw http.failure(reply, {})
}

/** Asks for a request that cannot exist: 404 means that the key was believed. Costs nothing and starts nothing. */
async function testCredential(http: Http, api: string, call: Call): Promise<void> {
  const url = `${api}/fal-ai/veo3.1/requests/${randomUUID()}/status`
  const reply = await http.send({ method: "GET", url, signal: call.signal })
  if (reply.status === 404 || reply.status === 200 || reply.status === 202) return
  throw refused(http, reply, { isSubmit: false })
}
