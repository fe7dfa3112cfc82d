import { z } from "zod"
import { ProviderError } from "@/lib/providers/errors"
import { lost, unsupportedModel } from "@/lib/providers/outcomes"
import { scalePolling } from "@/lib/providers/polling"
import type {
  Call,
  CancelOutcome,
  FrameRequest,
  JobRef,
  JobReport,
  PollingPlan,
  ProviderSettings,
  Submission,
  SubmitCall,
  VideoProvider,
  VideoRequest,
} from "@/lib/providers/provider"
import { createRunwayClient, runwayFailure } from "@/lib/providers/runway/client"
import { toRunwayFrames } from "@/lib/providers/runway/frame-request"
import { prepareMedia, prepareStills, type RunwayContext } from "@/lib/providers/runway/media"
import { runwayCreated, runwayTask, toReport } from "@/lib/providers/runway/reply"
import { type RunwaySubmit, toRunway } from "@/lib/providers/runway/request"

/** "Do not poll faster than every 5 s" (SDK 4.20.1); its own helper waits 6. */
const polling: PollingPlan = {
  firstCheckAfterSeconds: 6,
  everySeconds: 6,
  maxEverySeconds: 20,
  giveUpAfterSeconds: 3 * 3600,
}

const runwayJob = z.object({ id: z.string().min(1) })

/** Runway by its own SDK. No callbacks, no lookup: only polling tells how a job goes. */
export function createAdapter(settings: ProviderSettings): VideoProvider {
  const context: RunwayContext = { client: createRunwayClient(settings), now: settings.now }
  return {
    id: "runway",
    polling: scalePolling(polling, settings.pollScale),
    submit: (request, call) => submit(context, request, call),
    submitFrames: (request, call) => submitFrames(context, request, call),
    check: (job, call) => check(context, job, call),
    cancel: (job, call) => cancel(context, job, call),
    testCredential: async (call) => {
      await attempt(context, () => context.client.organization.retrieve({ signal: call.signal }))
    },
  }
}

async function attempt<T>(context: RunwayContext, run: () => PromiseLike<T>, isSubmit = false): Promise<T> {
  try {
    return await run()
  } catch (error) {
    throw runwayFailure(error, { isSubmit, now: context.now() })
  }
}

async function submit(context: RunwayContext, request: VideoRequest, call: SubmitCall): Promise<Submission> {
  const media = await prepareMedia(context, request, call)
  return start(context, request.model, toRunway(request, media), call)
}

async function submitFrames(context: RunwayContext, request: FrameRequest, call: SubmitCall): Promise<Submission> {
  const addresses = await prepareStills(context, request.referenceImages, call)
  const references = request.referenceImages.map((image) => addresses.get(image) ?? "")
  return start(context, request.model, toRunwayFrames(request, references), call)
}

/** The one billable POST. */
async function start(
  context: RunwayContext,
  model: string,
  target: RunwaySubmit | null,
  call: SubmitCall,
): Promise<Submission> {
  if (target === null) throw unsupportedModel("runway", model)
  if (call.signal.aborted) throw unsent()
  const reply = await attempt(
    context,
    () => context.client.post<unknown>(target.path, { body: target.body, signal: call.signal }),
    true,
  )
  const created = runwayCreated.safeParse(reply)
  if (!created.success) {
    const message = `No task id: ${JSON.stringify(reply)?.slice(0, 500)}`
    throw new ProviderError({ provider: "runway", kind: "bad_reply", acceptance: "maybe", message })
  }
  return { jobRef: { id: created.data.id }, vendorJobId: created.data.id }
}

function unsent(): ProviderError {
  return new ProviderError({ provider: "runway", kind: "unavailable", acceptance: "no", message: "Aborted before sending." })
}

function readJob(jobRef: JobRef): string | null {
  const job = runwayJob.safeParse(jobRef)
  return job.success ? job.data.id : null
}

async function check(context: RunwayContext, jobRef: JobRef, call: Call): Promise<JobReport> {
  const id = readJob(jobRef)
  if (id === null) return lost("The stored job reference is not one of Runway's.")
  const reply = await retrieve(context, id, call)
  if (reply === null) return lost(`Runway finds no task ${id}.`)
  // A status of tomorrow is a job that still lives: keep looking.
  return toReport(reply) ?? { status: "running" }
}

async function retrieve(context: RunwayContext, id: string, call: Call) {
  let reply: unknown
  try {
    reply = await attempt(context, () => context.client.tasks.retrieve(id, { signal: call.signal }))
  } catch (error) {
    if (error instanceof ProviderError && error.kind === "not_found") return null
    throw error
  }
  const task = runwayTask.safeParse(reply)
  if (task.success) return task.data
  const message = `Not a task: ${JSON.stringify(reply)?.slice(0, 500)}`
  throw new ProviderError({ provider: "runway", kind: "bad_reply", acceptance: "no", message })
}

/**
 * DELETE aborts a task that waits or runs, but deletes the output of one that has finished: so look first. A task that
 * ends between the two calls is lost; Runway offers nothing safer. It does not say whether an aborted run is billed.
 */
async function cancel(context: RunwayContext, jobRef: JobRef, call: Call): Promise<CancelOutcome> {
  const id = readJob(jobRef)
  if (id === null) return { outcome: "asked" }
  const task = await retrieve(context, id, call)
  if (task === null) return { outcome: "asked" }
  const report = toReport(task)
  if (report?.status === "cancelled") return { outcome: "stopped" }
  if (report !== null && report.status !== "queued" && report.status !== "running") return { outcome: "too_late" }
  await attempt(context, () => context.client.tasks.delete(id, { signal: call.signal }))
  return report?.status === "queued" ? { outcome: "stopped" } : { outcome: "stopped", chargeUnknown: true }
}
