import type RunwayML from "@runwayml/sdk"
import { z } from "zod"
import { ProviderError } from "@/lib/providers/errors"
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
import { createRunwayClient, runwayFailure } from "@/lib/providers/runway/client"
import { runwayCreated, runwayTask, toReport } from "@/lib/providers/runway/reply"
import { toRunway } from "@/lib/providers/runway/request"

/** "Do not poll faster than every 5 s" (SDK 4.20.1); its own helper waits 6. */
const polling: PollingPlan = {
  firstCheckAfterSeconds: 6,
  everySeconds: 6,
  maxEverySeconds: 20,
  giveUpAfterSeconds: 3 * 3600,
}

const runwayJob = z.object({ id: z.string().min(1) })

type Context = { client: RunwayML; now: () => number }

/** Runway by its own SDK. No callbacks, no lookup: only polling tells how a job goes. */
export function createAdapter(settings: ProviderSettings): VideoProvider {
  const context: Context = { client: createRunwayClient(settings), now: settings.now }
  return {
    id: "runway",
    polling: scalePolling(polling, settings.pollScale),
    submit: (request, call) => submit(context, request, call),
    check: (job, call) => check(context, job, call),
    cancel: (job, call) => cancel(context, job, call),
    testCredential: async (call) => {
      await attempt(context, () => context.client.organization.retrieve({ signal: call.signal }))
    },
  }
}

async function attempt<T>(context: Context, run: () => PromiseLike<T>, isSubmit = false): Promise<T> {
  try {
    return await run()
  } catch (error) {
    throw runwayFailure(error, { isSubmit, now: context.now() })
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
  const target = toRunway(request, { firstFrame, lastFrame, references })
  if (target === null) throw unsupportedModel("runway", request.model)
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

async function check(context: Context, jobRef: JobRef, call: Call): Promise<JobReport> {
  const id = readJob(jobRef)
  if (id === null) return lost("The stored job reference is not one of Runway's.")
  const reply = await retrieve(context, id, call)
  if (reply === null) return lost(`Runway finds no task ${id}.`)
  // A status of tomorrow is a job that still lives: keep looking.
  return toReport(reply) ?? { status: "running" }
}

async function retrieve(context: Context, id: string, call: Call) {
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
async function cancel(context: Context, jobRef: JobRef, call: Call): Promise<CancelOutcome> {
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
