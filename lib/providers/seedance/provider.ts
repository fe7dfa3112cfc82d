import { z } from "zod"
import { ProviderError } from "@/lib/providers/errors"
import { createHttp, type Http } from "@/lib/providers/http"
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
import { replyFailure } from "@/lib/providers/seedance/failures"
import { findTask } from "@/lib/providers/seedance/lookup"
import { type SeedanceTask, seedanceCreated, seedanceTask, toReport } from "@/lib/providers/seedance/reply"
import { expiresAfterSeconds, toSeedance } from "@/lib/providers/seedance/request"
import { receiveSeedance } from "@/lib/providers/seedance/webhook"

/** A clip takes one to some minutes; the vendor's own examples look every 10 to 30 s. */
const polling: PollingPlan = {
  firstCheckAfterSeconds: 10,
  everySeconds: 8,
  maxEverySeconds: 30,
  // A little after the vendor gives it up itself, so that its word comes first.
  giveUpAfterSeconds: expiresAfterSeconds + 600,
}

const seedanceJob = z.object({
  id: z.string().min(1),
  model: z.string(),
  resolution: z.enum(["360p", "480p", "540p", "720p", "768p", "1080p", "2k", "4k"]),
  sound: z.boolean(),
})
type SeedanceJob = z.infer<typeof seedanceJob>

/** What goes into one request (the sheet), less 1 MB for everything but the stills. */
const maxStillCharacters = 63_000_000

type Context = { http: Http; tasks: string; now: () => number }

/** Seedance through BytePlus ModelArk: tasks that are created, listed, read and, while they wait, cancelled. */
export function createAdapter(settings: ProviderSettings): VideoProvider {
  const { api } = settings.baseUrls
  const http = createHttp({
    provider: "seedance",
    keyUrls: [api],
    authorization: `Bearer ${settings.apiKey}`,
    fetch: settings.fetch,
    now: settings.now,
  })
  const context: Context = { http, tasks: `${api}/contents/generations/tasks`, now: settings.now }
  return {
    id: "seedance",
    polling: scalePolling(polling, settings.pollScale),
    submit: (request, call) => submit(context, request, call),
    check: (job, call) => check(context, job, call),
    jobOf: (id, request) => toSubmission(id, request).jobRef,
    async lookup(key, request, call) {
      const id = await findTask(context, key, request, call)
      return id === null ? null : toSubmission(id, request)
    },
    cancel: (job, call) => cancel(context, job, call),
    webhook: { receive: async (delivery) => receiveSeedance(delivery) },
    async testCredential(call) {
      const url = `${context.tasks}?page_num=1&page_size=1`
      const reply = await http.send({ method: "GET", url, signal: call.signal })
      if (reply.status !== 200) throw replyFailure(reply, { isSubmit: false, now: settings.now() })
    },
  }
}

async function submit(context: Context, request: VideoRequest, call: SubmitCall): Promise<Submission> {
  const dataUri = async (image: ImageRef): Promise<string> => {
    const { bytes, mime } = await call.readImage(image)
    return `data:${mime};base64,${Buffer.from(bytes).toString("base64")}`
  }
  const optional = (image: ImageRef | undefined) => (image === undefined ? undefined : dataUri(image))
  const [firstFrame, lastFrame, references] = await Promise.all([
    optional(request.firstFrame),
    optional(request.lastFrame),
    Promise.all(request.referenceImages.map(dataUri)),
  ])
  const stills = [firstFrame, lastFrame, ...references].reduce((sum, uri) => sum + (uri?.length ?? 0), 0)
  if (stills > maxStillCharacters) throw tooMuch()
  const body = toSeedance(request, { firstFrame, lastFrame, references }, call)
  if (body === null) throw unsupportedModel("seedance", request.model)
  const sent = { method: "POST", url: context.tasks, body: { json: body }, signal: call.signal, isSubmit: true } as const
  const reply = await context.http.send(sent)
  if (reply.status < 200 || reply.status >= 300) throw replyFailure(reply, { isSubmit: true, now: context.now() })
  const created = seedanceCreated.safeParse(reply.json)
  if (!created.success) throw unreadableReply("seedance", reply, "No task id", sent)
  return toSubmission(created.data.id, request)
}

function tooMuch(): ProviderError {
  const message = "Not sent. All stills together are larger than the 64 MB that go into one request."
  return new ProviderError({ provider: "seedance", kind: "invalid_request", acceptance: "no", message })
}

/** The job keeps what its tokens are priced by, since a look does not surely echo it. */
function toSubmission(id: string, { model, resolution, sound }: VideoRequest): Submission {
  const job: SeedanceJob = { id, model, resolution, sound: sound === true }
  return { jobRef: job, vendorJobId: id }
}

async function check(context: Context, jobRef: JobRef, call: Call): Promise<JobReport> {
  const job = seedanceJob.safeParse(jobRef)
  if (!job.success) return lost("The stored job reference is not one of ModelArk's.")
  const task = await retrieve(context, job.data.id, call)
  if (task === null) return lost(`ModelArk finds no task ${job.data.id}.`)
  // A status of tomorrow is a job that still lives: keep looking.
  return toReport(task, job.data) ?? { status: "running" }
}

/** The task; null when ModelArk does not know it. */
async function retrieve(context: Context, id: string, call: Call): Promise<SeedanceTask | null> {
  const url = `${context.tasks}/${encodeURIComponent(id)}`
  const reply = await context.http.send({ method: "GET", url, signal: call.signal })
  if (reply.status === 404) return null
  if (reply.status !== 200) throw replyFailure(reply, { isSubmit: false, now: context.now() })
  const task = seedanceTask.safeParse(reply.json)
  if (!task.success) throw unreadableReply("seedance", reply, "Not a task", { isSubmit: false })
  return task.data
}

/**
 * DELETE stops a task that waits, is refused for one that runs, and erases one that has finished, with its clip. So look
 * first, and send it for one that waits only: between a look and a DELETE a running task may finish.
 */
async function cancel(context: Context, jobRef: JobRef, call: Call): Promise<CancelOutcome> {
  const job = seedanceJob.safeParse(jobRef)
  if (!job.success) return { outcome: "asked" }
  const task = await retrieve(context, job.data.id, call)
  if (task === null) return { outcome: "asked" }
  const report = toReport(task, job.data)
  if (report?.status === "cancelled") return { outcome: "stopped" }
  if (report?.status === "succeeded" || report?.status === "failed") return { outcome: "too_late" }
  if (report?.status !== "queued") return { outcome: "asked" }
  const url = `${context.tasks}/${encodeURIComponent(job.data.id)}`
  const reply = await context.http.send({ method: "DELETE", url, signal: call.signal })
  if (reply.status >= 200 && reply.status < 300) return { outcome: "stopped" }
  const error = replyFailure(reply, { isSubmit: false, now: context.now() })
  // Refused: it began to run in between.
  if (error.kind === "invalid_request" || error.kind === "not_found") return { outcome: "asked" }
  throw error
}
