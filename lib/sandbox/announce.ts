import { randomUUID } from "node:crypto"
import { isOver, type Job, type JobStatus } from "@/lib/sandbox/job"
import type { CallbackStyle, Postman } from "@/lib/sandbox/postman"

/** A callback that a vendor wants to send about a job's new status. */
export type Notice = { event: string; body: string }

/** What a vendor tells about a job that changed, and how it signs. */
export type Teller = CallbackStyle & {
  /** Callbacks for the status the job has just reached. `invented` asks for a lie with the vendor's face. */
  tell(job: Job, invented: boolean): Notice[]
}

/** Nobody to tell: clients poll. */
export const silent: Teller = { headers: () => ({}), timeoutMilliseconds: 1, pausesMilliseconds: [], tell: () => [] }

/** Puts the callbacks for a job's new status in the post, inside the caller's commit, with the rehearsed accidents. */
export function announce(postman: Postman, teller: Teller, job: Job, speed: number): void {
  const { plan, vendor, sequence, callbackUrl: url } = job
  if (url === null || job.isGone || plan["lost-webhook"] !== undefined) return
  if (plan.forget !== undefined && job.status !== "queued") return
  const isReordered = plan["reordered-webhook"] !== undefined
  if (isReordered && !isOver(job)) return
  const dueAt = Date.now() + (plan["late-webhook"] ?? 0) * 1000
  const soon = (milliseconds: number) => dueAt + milliseconds / speed
  const send = ({ body, event }: Notice, kind: "true" | "forged" | "stale", at: number, messageId: string = randomUUID()) =>
    postman.post({ messageId, jobSequence: sequence, vendor, url, body, event, kind, dueAt: at })

  const isForged = plan["forged-webhook"] !== undefined && isOver(job)
  const isStale = plan["stale-webhook"] !== undefined && isOver(job)
  if (isForged) for (const lie of teller.tell(job, true)) send(lie, "forged", dueAt)
  for (const notice of teller.tell(job, false)) {
    if (isStale) send(notice, "stale", dueAt)
    const messageId = randomUUID()
    send(notice, "true", isForged || isStale ? soon(300) : dueAt, messageId)
    if (plan["duplicate-webhook"] !== undefined) send(notice, "true", soon(150), messageId)
  }
  if (isReordered)
    earlier(job).forEach(
      (past, index) => void teller.tell(past, false).map((notice) => send(notice, "true", soon(500 * (index + 1)))),
    )
}

/** The job as it was before it ended, latest first. */
function earlier(job: Job): Job[] {
  const past = (status: JobStatus, startedAt: number | null): Job => ({
    ...job,
    status,
    startedAt,
    finishedAt: null,
    failure: null,
  })
  return job.startedAt === null ? [past("queued", null)] : [past("running", job.startedAt), past("queued", null)]
}
