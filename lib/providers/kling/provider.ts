import { z } from "zod"
import { createHttp, type Http, type HttpReply, type HttpRequest } from "@/lib/providers/http"
import { unreadableReply } from "@/lib/providers/http-failures"
import { codeFailure } from "@/lib/providers/kling/failures"
import { type KlingTask, klingCreated, klingEnvelope, klingTasks, toReport } from "@/lib/providers/kling/reply"
import { toKling } from "@/lib/providers/kling/request"
import { receiveKling } from "@/lib/providers/kling/webhook"
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

/** Queries take no slot and have no published rate; a clip takes one to some minutes. */
const polling: PollingPlan = {
  firstCheckAfterSeconds: 10,
  everySeconds: 8,
  maxEverySeconds: 30,
  giveUpAfterSeconds: 3 * 3600,
}

const klingJob = z.object({ id: z.string().min(1) })

type Context = { http: Http; api: string; now: () => number }

/** Kling's "model in the path" API with a Bearer key. It looks jobs up by our key, and cannot cancel. */
export function createAdapter(settings: ProviderSettings): VideoProvider {
  const { api } = settings.baseUrls
  const http = createHttp({
    provider: "kling",
    keyUrls: [api],
    authorization: `Bearer ${settings.apiKey}`,
    fetch: settings.fetch,
    now: settings.now,
  })
  const context: Context = { http, api, now: settings.now }
  return {
    id: "kling",
    polling: scalePolling(polling, settings.pollScale),
    submit: (request, call) => submit(context, request, call),
    check: (job, call) => check(context, job, call),
    lookup: (key, _request, call) => lookup(context, key, call),
    webhook: { receive: async (delivery) => receiveKling(delivery, settings) },
    testCredential: async (call) => {
      await ask(context, `${api}/tasks?task_ids=0`, call)
    },
  }
}

async function submit(context: Context, request: VideoRequest, call: SubmitCall): Promise<Submission> {
  const base64 = async (image: VideoRequest["firstFrame"]) =>
    image === undefined ? undefined : Buffer.from((await call.readImage(image)).bytes).toString("base64")
  const [firstFrame, lastFrame] = await Promise.all([base64(request.firstFrame), base64(request.lastFrame)])
  const images = { firstFrame, lastFrame }
  const target = toKling(request, images, { callbackUrl: call.callbackUrl, externalTaskId: call.idempotencyKey })
  if (target === null) throw unsupportedModel("kling", request.model)
  const sent = {
    method: "POST",
    url: `${context.api}${target.path}`,
    body: { json: target.body },
    signal: call.signal,
    isSubmit: true,
  } as const
  const reply = await context.http.send(sent)
  const created = klingCreated.safeParse(open(context, reply, sent))
  if (!created.success) throw unreadableReply("kling", reply, "No task id", sent)
  return { jobRef: { id: created.data.id }, vendorJobId: created.data.id }
}

/** The data of a good answer; throws the error that the code or, without one, the HTTP status stands for. */
function open(context: Context, reply: HttpReply, request: Pick<HttpRequest, "isSubmit">): unknown {
  const isSubmit = request.isSubmit ?? false
  const envelope = klingEnvelope.safeParse(reply.json)
  if (envelope.success && envelope.data.code !== 0) {
    const answer = { code: envelope.data.code, message: envelope.data.message ?? "" }
    const error = codeFailure(answer, reply, { isSubmit, now: context.now() })
    if (error !== null) throw error
  }
  if (reply.status < 200 || reply.status >= 300) throw context.http.failure(reply, request)
  if (!envelope.success || envelope.data.code !== 0) {
    throw unreadableReply("kling", reply, "Not an answer of Kling's", { isSubmit })
  }
  return envelope.data.data
}

/** Tasks by a query; an empty list when Kling says that there is none. */
async function ask(context: Context, url: string, call: Call): Promise<KlingTask[]> {
  const reply = await context.http.send({ method: "GET", url, signal: call.signal })
  const envelope = klingEnvelope.safeParse(reply.json)
  if (envelope.success && envelope.data.code === 1203) return []
  const tasks = klingTasks.safeParse(open(context, reply, {}) ?? [])
  if (!tasks.success) throw unreadableReply("kling", reply, "Not a list of tasks", { isSubmit: false })
  return tasks.data
}

async function check(context: Context, jobRef: JobRef, call: Call): Promise<JobReport> {
  const job = klingJob.safeParse(jobRef)
  if (!job.success) return lost("The stored job reference is not one of Kling's.")
  const { id } = job.data
  const tasks = await ask(context, `${context.api}/tasks?task_ids=${encodeURIComponent(id)}`, call)
  const task = tasks.find((candidate) => candidate.id === id)
  if (task === undefined) return lost(`Kling lists no task ${id}.`)
  // A status of tomorrow is a job that still lives: keep looking.
  return toReport(task) ?? { status: "running" }
}

async function lookup(context: Context, key: string, call: Call): Promise<Submission | null> {
  const url = `${context.api}/tasks?external_task_ids=${encodeURIComponent(key)}`
  const tasks = await ask(context, url, call)
  // A vendor that ignored the filter would list strangers: only our own key counts.
  const task = tasks.find((candidate) => candidate.external_id === key)
  return task === undefined ? null : { jobRef: { id: task.id }, vendorJobId: task.id }
}
