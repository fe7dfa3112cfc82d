import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { db } from "@/lib/db"
import { createBatch } from "@/lib/generations/mutations"
import { check } from "@/lib/jobs/check"
import { sendHeld, stopHeld } from "@/lib/jobs/held"
import { openPresence, type Presence } from "@/lib/jobs/presence"
import { submit } from "@/lib/jobs/submit"
import { sweep } from "@/lib/jobs/sweep"
import { aBatch, anItem, aShot } from "@/lib/jobs/testing"
import { startFakeVendor } from "@/lib/jobs/testing-http"
import { freePort } from "@/lib/jobs/testing-process"
import { transition } from "@/lib/jobs/transition"
import { wake } from "@/lib/jobs/wake"
import type { Work } from "@/lib/jobs/work"
import { holdsOfShot, vendorsDown, waitingTakes } from "@/lib/lanes/data"
import { failuresUntilDown } from "@/lib/lanes/rules"
import { requireVendor } from "@/lib/providers/vendors"
import { auditLedger, balance } from "@/lib/spend/data"
import { takesOfShot } from "@/lib/takes/data"
import { createTestDatabase } from "@/lib/testing/database"

const database = await createTestDatabase()
const vendor = await startFakeVendor()
process.env.SANDBOX_URL = vendor.url

let presence: Presence
let work: Work
beforeAll(async () => {
  presence = await openPresence(database.url, () => {})
  work = { presence, signal: new AbortController().signal }
})
afterAll(() => presence.close())

const post = "POST /kling/text-to-video"
const look = "GET /kling/tasks"
const kling = requireVendor("kling")
const { limits, sandboxUrls } = kling
let jobs = 0
const accept = () => ({ json: { code: 0, data: { id: `k${++jobs}`, status: "submitted" } } })
const refuse = (status: number, code: number, headers = {}) => ({ status, headers, json: { code, message: "no" } })
beforeEach(async () => {
  await db().$executeRaw`delete from graphile_worker._private_jobs`
  await db().generation.deleteMany()
  kling.limits = limits
  vendor.requests.length = 0
  vendor.handlers[post] = accept
})

/** One press for so many takes at Kling; the generations in the order of their numbers. */
async function aPress(takesPerModel: number) {
  const { access, shotId } = await aShot()
  const {
    generationIds: ids,
    takeIds,
    batchId,
  } = await createBatch(access, aBatch(shotId, { items: [anItem()], takesPerModel }))
  return { access, shotId, ids, takeIds, batchId, teamId: access.teamId }
}
type Press = Awaited<ReturnType<typeof aPress>>
const statuses = async ({ teamId }: Press) => {
  const rows = await db().generation.findMany({ where: { teamId }, orderBy: { id: "asc" }, select: { status: true } })
  return rows.map(({ status }) => status).join(" ")
}
const waiting = async ({ teamId, takeIds }: Press) => {
  const all = await waitingTakes(teamId)
  return takeIds.map((id) => all.get(id) ?? null)
}
const sendAll = ({ ids }: Press) => Promise.all(ids.map((id) => submit(id, work)))
/** Runs what is due of the queue's submits and wakes, as a worker would, until there is nothing. */
async function runDue() {
  for (;;) {
    const due = await db().$queryRaw<{ id: string; task: string; payload: { generationId: string } }[]>`
      select id::text, task_identifier as task, (select payload from graphile_worker._private_jobs as job where job.id = jobs.id) as payload
      from graphile_worker.jobs where task_identifier in ('submit', 'wake') and run_at <= now() order by priority, jobs.id limit 1`
    const [job] = due
    if (!job) return
    await db().$executeRaw`delete from graphile_worker._private_jobs where id = ${job.id}::bigint`
    await (job.task === "wake" ? wake(job.payload.generationId) : submit(job.payload.generationId, work))
  }
}

test("no more jobs are at work than the vendor takes; the others stand in line by age, and each that leaves lets the next go", async () => {
  kling.limits = { ...limits, concurrentJobs: 3 }
  const press = await aPress(7)
  await Promise.all(press.ids.toReversed().map((id) => submit(id, work)))
  await runDue()
  expect(vendor.count(post)).toBe(3)
  expect(await statuses(press)).toBe("running running running queued queued queued queued")
  const places = [1, 2, 3, 4].map((place) => ({ for: "slot", place }))
  expect(await waiting(press)).toEqual([null, null, null, ...places])
  const shown = await takesOfShot(press.teamId, press.shotId)
  expect(shown.map(({ waiting }) => waiting).reverse()).toEqual([null, null, null, ...places])

  await transition({ generationId: press.ids[1] ?? "", to: "ingesting", facts: { remoteFiles: [] }, via: "check" })
  await transition({ generationId: press.ids[3] ?? "", to: "cancelled", via: "person" })
  await runDue()
  expect(await statuses(press)).toBe("running ingesting running cancelled running queued queued")
  expect((await waiting(press)).slice(5)).toEqual(places.slice(0, 2))
})

test("a slot is no counter: what is unknown keeps it while it is looked for, and a lost wake is made good by the sweep", async () => {
  kling.limits = { ...limits, concurrentJobs: 1 }
  const press = await aPress(2)
  const [first = "", second = ""] = press.ids
  vendor.handlers[post] = () => "cut"
  await submit(first, work)
  vendor.handlers[post] = accept
  await runDue()
  expect(await statuses(press)).toBe("unknown queued")
  await db().generation.update({ where: { id: first }, data: { unknownUntil: new Date(0) } })
  await db().$executeRaw`delete from graphile_worker._private_jobs`
  await sweep()
  await runDue()
  expect(await statuses(press)).toBe("unknown running")
  expect(second).not.toBe("")
})

test("submits keep the vendor's rate", async () => {
  kling.limits = { ...limits, concurrentJobs: null, submitsPerMinute: 8 }
  const press = await aPress(5)
  await sendAll(press)
  await runDue()
  expect(vendor.count(post)).toBe(2)
  expect((await waiting(press)).slice(2)).toEqual([1, 2, 3].map((place) => ({ for: "slot", place })))
  // Six more over the rest of the minute, so the next may go after ten seconds.
  await db().$executeRaw`update "Lane" set "pacedTo" = "pacedTo" - interval '10 seconds' where "teamId" = ${press.teamId}::uuid`
  await db().$executeRaw`update graphile_worker._private_jobs set run_at = now() where key like 'wake:%'`
  await runDue()
  expect(vendor.count(post)).toBe(3)
})

test("a rate limit pauses the whole lane as long as the vendor says; then one probe goes, and the others after it", async () => {
  const press = await aPress(4)
  vendor.handlers[post] = () => refuse(429, 1303, { "retry-after": "20" })
  await submit(press.ids[0] ?? "", work)
  await runDue()
  expect(vendor.count(post)).toBe(1)
  const line = await waiting(press)
  expect(line).toMatchObject([1, 2, 3, 4].map((place) => ({ for: "vendor", why: "busy", place })))
  const until = line[0]?.for === "vendor" ? Date.parse(line[0].until) : 0
  expect(until - Date.now()).toBeGreaterThan(18_000)
  expect(until - Date.now()).toBeLessThan(21_000)

  await db().lane.updateMany({ where: { teamId: press.teamId }, data: { pausedUntil: new Date(0) } })
  let most = 0
  let now = 0
  vendor.handlers[post] = async () => {
    most = Math.max(most, ++now)
    await new Promise((resolve) => setTimeout(resolve, 30))
    now -= 1
    return accept()
  }
  await sendAll(press)
  expect(vendor.count(post)).toBe(2)
  await runDue()
  expect(await statuses(press)).toBe("running running running running")
  expect(most).toBe(1)
})

test("a vendor that is busy without saying for how long is tried again as soon as a job of ours leaves it", async () => {
  const press = await aPress(3)
  await submit(press.ids[0] ?? "", work)
  vendor.handlers[post] = () => refuse(429, 1303)
  await submit(press.ids[1] ?? "", work)
  await runDue()
  expect(vendor.count(post)).toBe(2)
  vendor.handlers[post] = accept
  await transition({ generationId: press.ids[0] ?? "", to: "ingesting", facts: { remoteFiles: [] }, via: "check" })
  await runDue()
  await db().$executeRaw`update graphile_worker._private_jobs set run_at = now() where key like 'submit:%'`
  await runDue()
  expect(await statuses(press)).toBe("ingesting running running")
})

test("a vendor that fails again and again is left alone, says so on every take that waits, and one look that works ends it", async () => {
  const running = await aPress(3)
  const { teamId } = running
  const [first = "", ...rest] = running.ids
  await submit(first, work)
  vendor.handlers[look] = () => ({ status: 502, json: {} })
  for (let failure = 0; failure < failuresUntilDown; failure += 1) await check(first, work)
  expect(await statuses(running)).toBe("running queued queued")
  expect(await vendorsDown(teamId)).toMatchObject([{ provider: "kling", mode: "sandbox" }])
  for (const id of rest) await submit(id, work)
  expect(vendor.count(post)).toBe(1)
  expect((await waiting(running)).slice(1)).toMatchObject(
    [1, 2].map((place) => ({ for: "vendor", why: "not_answering", place })),
  )
  // Somebody else's way to the same vendor is their own.
  const others = await aPress(1)
  await submit(others.ids[0] ?? "", work)
  expect(await statuses(others)).toBe("running")

  vendor.handlers[look] = () => ({ json: { code: 0, data: [{ id: `k${jobs - 1}`, status: "processing" }] } })
  await check(first, work)
  await runDue()
  expect(await vendorsDown(teamId)).toEqual([])
  expect(await statuses(running)).toBe("running running running")
})

test("while a vendor is down a probe goes after each pause, the pauses grow, and none of it ends a generation", async () => {
  const press = await aPress(2)
  const [first = ""] = press.ids
  // Nobody listens there: the connection is refused.
  const port = await freePort()
  kling.sandboxUrls = () => ({ api: `http://127.0.0.1:${port}` })
  const pauses: number[] = []
  for (let failure = 0; failure < failuresUntilDown + 4; failure += 1) {
    await submit(first, work)
    const [down] = await vendorsDown(press.teamId)
    if (down) pauses.push(down.until.getTime() - Date.now())
    await db().lane.updateMany({ where: { teamId: press.teamId }, data: { pausedUntil: new Date(0) } })
  }
  kling.sandboxUrls = sandboxUrls
  expect(pauses).toHaveLength(5)
  expect(pauses.at(-1)).toBeGreaterThan((pauses[0] ?? 0) * 2)
  expect(await statuses(press)).toBe("queued queued")
  vendor.handlers[post] = accept
  await sendAll(press)
  await runDue()
  expect(await statuses(press)).toBe("running running")
})

test("three failures of one cause hold the rest of their press, at that vendor alone, until a person stops it, not charged", async () => {
  const press = await aPress(8)
  const { access, shotId, teamId, batchId } = press
  vendor.handlers[post] = () => refuse(429, 1102)
  for (const id of press.ids.slice(0, 2)) await submit(id, work).then(() => wake(id))
  expect(await holdsOfShot(teamId, shotId)).toEqual([])
  await submit(press.ids[2] ?? "", work)
  await runDue()
  expect(await holdsOfShot(teamId, shotId)).toEqual([
    { batchId, provider: "kling", kind: "credit", mode: "sandbox", failed: 3, waiting: 5 },
  ])
  await sweep()
  await sendAll(press)
  expect(vendor.count(post)).toBe(3)
  expect((await waiting(press)).slice(3)).toEqual(Array(5).fill({ for: "person", batchId }))
  // Another press of the team goes its way.
  const other = await createBatch(access, aBatch(shotId))
  vendor.handlers[post] = accept
  await submit(other.generationIds[0] ?? "", work)
  expect(vendor.count(post)).toBe(4)

  const stranger = await aPress(1)
  const hold = { batchId, provider: "kling" }
  await expect(stopHeld(stranger.teamId, hold, stranger.access.user.id)).rejects.toMatchObject({ code: "not_found" })
  expect(await balance(teamId, "sandbox")).toMatchObject({ heldMicros: 6 * 420_000 })
  const answers = await Promise.allSettled([1, 2].map(() => stopHeld(teamId, hold, access.user.id)))
  expect(answers.filter(({ status }) => status === "fulfilled")).toMatchObject([{ value: 5 }])
  expect(await balance(teamId, "sandbox")).toEqual({ heldMicros: 420_000, chargedMicros: 0 })
  expect(await auditLedger(teamId)).toEqual([])
  expect(await holdsOfShot(teamId, shotId)).toEqual([])
})

test("who wants the rest of a held press sent is not asked again for the same cause", async () => {
  const press = await aPress(9)
  const { access, shotId, teamId, batchId } = press
  vendor.handlers[post] = () => refuse(400, 1201)
  for (const id of press.ids.slice(0, 3)) await submit(id, work)
  await db().$executeRaw`delete from graphile_worker._private_jobs where key is not null`
  await runDue()
  expect(await holdsOfShot(teamId, shotId)).toHaveLength(1)
  expect(await sendHeld(teamId, { batchId, provider: "kling" }, access.user.id)).toBe(6)
  await submit(press.ids[3] ?? "", work)
  vendor.handlers[post] = accept
  await runDue()
  expect(await holdsOfShot(teamId, shotId)).toEqual([])
  expect(await statuses(press)).toBe("failed failed failed failed running running running running running")
})
