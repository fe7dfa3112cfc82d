import { afterAll, expect, test } from "vitest"
import { db } from "@/lib/db"
import { createBatch } from "@/lib/generations/mutations"
import { isTerminal } from "@/lib/generations/rules"
import { aBatch, anItem, aShot, until } from "@/lib/jobs/testing"
import { startFakeVendor } from "@/lib/jobs/testing-http"
import { testProcess } from "@/lib/jobs/testing-process"
import { requireVendor } from "@/lib/providers/vendors"
import { auditLedger, balance } from "@/lib/spend/data"
import { createTestDatabase } from "@/lib/testing/database"

const database = await createTestDatabase()
const vendor = await startFakeVendor()
const settings = { DATABASE_URL: database.url, SANDBOX_URL: vendor.url, UNKNOWN_SECONDS: "5", LOG_LEVEL: "info" }
const workers = ["worker 1", "worker 2", "worker 3"].map((name) =>
  testProcess(name, "scripts/worker.ts", settings, "worker started"),
)
afterAll(() => Promise.all(workers.map((worker) => worker.end("SIGKILL"))))

const presses = 45
const slots = requireVendor("kling").limits.concurrentJobs ?? 0

test(`${presses} presses, two workers, one killed on the way: never more than ${slots} at the vendor, each sent once, in order, and no slot is lost`, async () => {
  /** What the vendor has, by our key: when it will say that the job is over. */
  const jobs = new Map<string, { id: string; endsAt: number }>()
  const posts: string[] = []
  let atWork = 0
  let most = 0
  vendor.handlers["POST /kling"] = async ({ body }) => {
    const key: string = JSON.parse(body.toString()).options.external_task_id
    posts.push(key)
    most = Math.max(most, ++atWork)
    jobs.set(key, { id: `k-${key}`, endsAt: Date.now() + 700 })
    await new Promise((resolve) => setTimeout(resolve, 60))
    return { json: { code: 0, data: { id: `k-${key}`, status: "submitted" } } }
  }
  const over = new Set<string>()
  vendor.handlers["GET /kling/tasks"] = ({ query }) => {
    const key = query.get("task_ids")?.slice(2) ?? query.get("external_task_ids") ?? ""
    const job = jobs.get(key)
    if (!job) return { json: { code: 0, data: [] } }
    const isOver = Date.now() > job.endsAt
    // Its slot is free at the vendor once it says so.
    if (isOver && !over.has(key)) {
      over.add(key)
      atWork -= 1
    }
    const end = { status: "failed", task_status_msg: "gone" }
    return { json: { code: 0, data: [{ id: job.id, external_id: key, ...(isOver ? end : { status: "processing" }) }] } }
  }

  const { access, shotId } = await aShot()
  const [first, second, third] = workers
  await Promise.all([first?.start(), second?.start()])
  const made: string[] = []
  for (let press = 0; press < presses; press += 1) {
    const item = anItem({ priceMicros: 100_000 })
    made.push(...(await createBatch(access, aBatch(shotId, { items: [item] }))).generationIds)
  }
  await until(async () => posts.length > 10)
  await first?.end("SIGKILL")
  await third?.start()
  const rows = () =>
    db().generation.findMany({
      where: { teamId: access.teamId },
      orderBy: { id: "asc" },
      select: { id: true, status: true, submitAttempts: true },
    })
  await until(async () => (await rows()).every(({ status }) => isTerminal(status)), 30).catch(async (error) => {
    throw new Error(`${error.message} ${JSON.stringify((await rows()).filter(({ status }) => !isTerminal(status)))}`)
  })

  expect(most).toBeLessThanOrEqual(slots)
  expect(most).toBeGreaterThan(slots / 2)
  expect(new Set(posts).size).toBe(posts.length)
  expect((await rows()).every(({ submitAttempts }) => submitAttempts === 1)).toBe(true)
  // By age, but for those that two workers sent in the same moment.
  const order = posts.map((key) => made.indexOf(key))
  expect(Math.max(...order.map((index, place) => Math.abs(index - place)))).toBeLessThanOrEqual(slots)
  expect(await auditLedger(access.teamId)).toEqual([])
  expect((await balance(access.teamId, "sandbox")).heldMicros).toBe(0)
}, 60_000)
