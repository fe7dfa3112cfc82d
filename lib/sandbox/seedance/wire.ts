import type { Teller } from "@/lib/sandbox/announce"
import { isOver, type Job } from "@/lib/sandbox/job"
import { createSeedance } from "@/lib/sandbox/seedance/server"
import { toTask } from "@/lib/sandbox/seedance/task"
import type { VendorWire } from "@/lib/sandbox/vendor-wire"
import type { World } from "@/lib/sandbox/world"

/** The whole task at every change of status, unsigned: nothing tells a forgery from a true one. */
function createSeedanceTeller(world: World): Teller {
  return {
    timeoutMilliseconds: 5000,
    pausesMilliseconds: [2000, 10_000, 30_000],
    headers: () => ({}),
    tell(job, invented) {
      // ModelArk tells no cancellation.
      if (job.status === "cancelled") return []
      const task = toTask(world, invented ? lie(job) : job)
      return [{ event: String(task.status), body: JSON.stringify(task) }]
    },
  }
}

/** The opposite of what happened. */
function lie(job: Job): Job {
  if (!isOver(job)) return job
  const failure = { kind: "vendor" as const, detail: "forged" }
  return job.status === "succeeded" ? { ...job, status: "failed", failure } : { ...job, status: "succeeded", failure: null }
}

export const seedanceWire: VendorWire = {
  id: "seedance",
  settings: { rates: {}, queueMs: [400, 1000], runMs: [1800, 3200], answerMs: 0, concurrency: 10, linkSeconds: 86_400 },
  createServer: createSeedance,
  createTeller: createSeedanceTeller,
}
