import { z } from "zod"
import { createHttp } from "@/lib/providers/http"
import { unreadableReply } from "@/lib/providers/http-failures"
import { isMissing, type KlingContext, openAnswer } from "@/lib/providers/kling/answer"
import { findLegacy, submitLegacy, testKeyPair } from "@/lib/providers/kling/legacy"
import { legacyKind, legacyKinds, toLegacyKling } from "@/lib/providers/kling/legacy-request"
import { type KlingTask, klingCreated, klingTasks, toReport } from "@/lib/providers/kling/reply"
import { type KlingImages, toKling } from "@/lib/providers/kling/request"
import { createTokenHttp, keyPairOf } from "@/lib/providers/kling/token"
import { receiveKling } from "@/lib/providers/kling/webhook"
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

/** Queries take no slot and have no published rate; a clip takes one to some minutes. */
const polling: PollingPlan = {
  firstCheckAfterSeconds: 10,
  everySeconds: 8,
  maxEverySeconds: 30,
  giveUpAfterSeconds: 3 * 3600,
}

/** `kind`: of a job in the older API; absent for one in the newer. */
const klingJob = z.object({ id: z.string().min(1), kind: z.enum(legacyKinds).optional() })

/** `legacy` speaks with the key pair where a team has one, and with the key otherwise, for jobs that began there. */
type Ways = { newer: KlingContext; legacy: KlingContext; hasPair: boolean }

/**
 * Kling's "model in the path" API with a Bearer key; for a team with a legacy key pair the "model_name in the body" API,
 * for the models that it has. Both look jobs up by our key, and neither can cancel.
 */
export function createAdapter(settings: ProviderSettings): VideoProvider {
  const { baseUrls, fetch, now } = settings
  const { api } = baseUrls
  const authorization = `Bearer ${settings.apiKey}`
  const newer = { http: createHttp({ provider: "kling", keyUrls: [api], authorization, fetch, now }), api, now }
  const pair = keyPairOf(settings)
  const legacy = pair === undefined ? newer : { http: createTokenHttp(settings, pair), api, now }
  const ways: Ways = { newer, legacy, hasPair: pair !== undefined }
  return {
    id: "kling",
    polling: scalePolling(polling, settings.pollScale),
    submit: (request, call) => submit(ways, request, call),
    check: (job, call) => check(ways, job, call),
    lookup: (key, request, call) => lookup(ways, key, request, call),
    webhook: { receive: async (delivery) => receiveKling(delivery, settings) },
    testCredential: async (call) => {
      if (ways.hasPair) await testKeyPair(legacy, call)
      else await ask(newer, `${api}/tasks?task_ids=0`, call)
    },
  }
}

async function submit(ways: Ways, request: VideoRequest, call: SubmitCall): Promise<Submission> {
  const images = await readImages(request, call)
  const ours = { callbackUrl: call.callbackUrl, externalTaskId: call.idempotencyKey }
  const older = ways.hasPair ? toLegacyKling(request, images, ours) : null
  if (older !== null) return submitLegacy(ways.legacy, older, call)
  const target = toKling(request, images, ours)
  if (target === null) throw unsupportedModel("kling", request.model)
  const context = ways.newer
  const sent = {
    method: "POST",
    url: `${context.api}${target.path}`,
    body: { json: target.body },
    signal: call.signal,
    isSubmit: true,
  } as const
  const reply = await context.http.send(sent)
  const created = klingCreated.safeParse(openAnswer(context, reply, sent))
  if (!created.success) throw unreadableReply("kling", reply, "No task id", sent)
  return { jobRef: { id: created.data.id }, vendorJobId: created.data.id }
}

async function readImages({ firstFrame, lastFrame, referenceImages }: VideoRequest, call: SubmitCall): Promise<KlingImages> {
  const base64 = async (image: ImageRef) => Buffer.from((await call.readImage(image)).bytes).toString("base64")
  const optional = (image: ImageRef | undefined) => (image === undefined ? undefined : base64(image))
  const [first, last, references] = await Promise.all([
    optional(firstFrame),
    optional(lastFrame),
    Promise.all(referenceImages.map(base64)),
  ])
  return { firstFrame: first, lastFrame: last, references }
}

/** Tasks of the newer API by a query; an empty list when Kling says that there is none. */
async function ask(context: KlingContext, url: string, call: Call): Promise<KlingTask[]> {
  const reply = await context.http.send({ method: "GET", url, signal: call.signal })
  if (isMissing(reply)) return []
  const tasks = klingTasks.safeParse(openAnswer(context, reply, {}) ?? [])
  if (!tasks.success) throw unreadableReply("kling", reply, "Not a list of tasks", { isSubmit: false })
  return tasks.data
}

async function check(ways: Ways, jobRef: JobRef, call: Call): Promise<JobReport> {
  const job = klingJob.safeParse(jobRef)
  if (!job.success) return lost("The stored job reference is not one of Kling's.")
  const { id, kind } = job.data
  const tasks =
    kind === undefined
      ? await ask(ways.newer, `${ways.newer.api}/tasks?task_ids=${encodeURIComponent(id)}`, call)
      : [await findLegacy(ways.legacy, kind, id, call)]
  const task = tasks.find((candidate) => candidate?.id === id)
  if (!task) return lost(`Kling lists no task ${id}.`)
  // A status of tomorrow is a job that still lives: keep looking.
  return toReport(task) ?? { status: "running" }
}

/** By our key, in the API to which this request goes. */
async function lookup(ways: Ways, key: string, request: VideoRequest, call: Call): Promise<Submission | null> {
  const kind = ways.hasPair ? legacyKind(request) : null
  if (kind !== null) {
    const task = await findLegacy(ways.legacy, kind, key, call)
    return task?.external_id === key ? { jobRef: { id: task.id, kind }, vendorJobId: task.id } : null
  }
  const tasks = await ask(ways.newer, `${ways.newer.api}/tasks?external_task_ids=${encodeURIComponent(key)}`, call)
  // A vendor that ignored the filter would list strangers: only our own key counts.
  const task = tasks.find((candidate) => candidate.external_id === key)
  return task === undefined ? null : { jobRef: { id: task.id }, vendorJobId: task.id }
}
