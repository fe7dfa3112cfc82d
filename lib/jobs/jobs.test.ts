import { mkdtempSync, readFileSync } from "node:fs"
import { readdir } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { db } from "@/lib/db"
import type { BatchItem } from "@/lib/generations/schema"
import { requestCancel } from "@/lib/jobs/cancel"
import { check } from "@/lib/jobs/check"
import { ingest } from "@/lib/jobs/ingest"
import { openPresence, type Presence } from "@/lib/jobs/presence"
import { submit } from "@/lib/jobs/submit"
import { submitAgain } from "@/lib/jobs/submit-again"
import { sweep } from "@/lib/jobs/sweep"
import { aGeneration, aRequest } from "@/lib/jobs/testing"
import { startFakeVendor } from "@/lib/jobs/testing-http"
import { transition } from "@/lib/jobs/transition"
import type { Work } from "@/lib/jobs/work"
import { renderTestClip } from "@/lib/media/testing"
import { auditLedger, balance } from "@/lib/spend/data"
import { createTestDatabase } from "@/lib/testing/database"

const database = await createTestDatabase()
const vendor = await startFakeVendor()
process.env.SANDBOX_URL = vendor.url
const folder = mkdtempSync(join(tmpdir(), "rushes-jobs-"))
process.env.DATA_DIR = folder

let presence: Presence
let work: Work
let clip: Buffer
beforeAll(async () => {
  presence = await openPresence(database.url, () => {})
  work = { presence, signal: new AbortController().signal }
  await renderTestClip(join(folder, "clip.mp4"), { width: 640, height: 360, frames: 72, sound: false })
  clip = readFileSync(join(folder, "clip.mp4"))
})
afterAll(() => presence.close())

const rowOf = (id: string) => db().generation.findUniqueOrThrow({ where: { id } })
const takeOf = (generationId: string) => db().take.findUniqueOrThrow({ where: { generationId } })
const jobsOf = (id: string) =>
  db().$queryRaw<{ task: string; seconds: number }[]>`
    select task_identifier as task, extract(epoch from run_at - now())::float8 as seconds from graphile_worker.jobs
    where key like ${`%:${id}`} and task_identifier <> 'submit'`
const models = { fal: "fal/veo3.1", kling: "kling/kling-3.0", runway: "runway/gen4.5" }

/** A running generation of a vendor, and its job there. */
async function aRunning(provider: keyof typeof models, item: Partial<BatchItem> = {}) {
  const model = models[provider]
  const made = await aGeneration({
    modelId: model,
    request: aRequest({ model, durationSeconds: 3 }),
    priceMicros: 400_000,
    ...item,
  })
  const job = `job-${made.id}`
  const jobRef = provider === "fal" ? { requestId: job, endpoint: "fal-ai/veo3.1" } : { id: job }
  await transition({ generationId: made.id, to: "submitting", via: "submit" })
  const next = { task: "check" as const, runAt: new Date(Date.now() + 60_000) }
  await transition({ generationId: made.id, to: "running", facts: { jobRef, vendorJobId: job }, next, via: "submit" })
  return { ...made, job }
}
const klingSays = (job: string, status: string, more = {}) => {
  vendor.handlers["GET /kling/tasks"] = () => ({ json: { code: 0, data: [{ id: job, status, ...more }] } })
}
const runwaySays = (json: object, status = 200) => {
  vendor.handlers["GET /runway/v1/tasks"] = () => ({ status, json })
}
/** A generation whose clip lies at the vendor. */
async function anIngesting(path: string) {
  const made = await aRunning("kling")
  klingSays(made.job, "succeeded", { outputs: [{ type: "video", url: `${vendor.url}${path}` }] })
  await check(made.id, work)
  expect((await rowOf(made.id)).status).toBe("ingesting")
  return made
}

test("looks follow one another with growing pauses while a job runs, and its progress is kept", async () => {
  const { id, job } = await aRunning("runway")
  runwaySays({ id: job, status: "RUNNING", progress: 0.25 })
  await check(id, work)
  expect(await rowOf(id)).toMatchObject({ status: "running", progress: 0.25, checkAttempts: 1 })
  const [first] = await jobsOf(id)
  for (let look = 0; look < 4; look++) await check(id, work)
  const jobs = await jobsOf(id)
  expect(jobs).toHaveLength(1)
  expect(jobs[0]?.seconds).toBeGreaterThan((first?.seconds ?? 0) * 1.5)
})

test("two looks at once ask the vendor once, and the second comes later", async () => {
  const { id, job } = await aRunning("runway")
  let asked = 0
  vendor.handlers["GET /runway/v1/tasks"] = async () => {
    asked++
    await new Promise((resolve) => setTimeout(resolve, 1500))
    return { json: { id: job, status: "RUNNING", progress: 0.5 } }
  }
  await Promise.all([check(id, work), check(id, work)])
  expect(asked).toBe(1)
  expect(await jobsOf(id)).toHaveLength(1)
})

test("a look that fails is only a look: it is repeated, and after the vendor's time the generation expires, not charged", async () => {
  const { id, access } = await aRunning("kling")
  vendor.handlers["GET /kling/tasks"] = () => ({
    status: 503,
    json: { code: 5001, message: "maintenance" },
    headers: { "retry-after": "30" },
  })
  await check(id, work)
  expect((await rowOf(id)).status).toBe("running")
  expect((await jobsOf(id))[0]?.seconds).toBeGreaterThan(25)
  await db().generation.update({ where: { id }, data: { acceptedAt: new Date(Date.now() - 24 * 3600_000) } })
  await check(id, work)
  expect(await rowOf(id)).toMatchObject({ status: "expired", priceActualMicros: 0n })
  expect(await auditLedger(access.teamId)).toEqual([])
})

test("a result that is reported while a look finds no job any more stays", async () => {
  const { id } = await aRunning("kling")
  await db().generation.update({ where: { id }, data: { acceptedAt: new Date(Date.now() - 60_000) } })
  vendor.handlers["GET /kling/tasks"] = async () => {
    await transition({ generationId: id, to: "ingesting", facts: { remoteFiles: [] }, via: "webhook" })
    return { json: { code: 0, data: [] } }
  }
  await check(id, work)
  expect(await rowOf(id)).toMatchObject({ status: "ingesting", failure: null })
})

test("a job that the vendor lost fails after a grace", async () => {
  const { id } = await aRunning("kling")
  vendor.handlers["GET /kling/tasks"] = () => ({ json: { code: 0, data: [] } })
  await check(id, work)
  expect((await rowOf(id)).status).toBe("running")
  await db().generation.update({ where: { id }, data: { acceptedAt: new Date(Date.now() - 60_000) } })
  await check(id, work)
  expect(await rowOf(id)).toMatchObject({ status: "failed", failure: { kind: "lost", charged: null } })
})

test("a finished clip is stored with its pictures, its differences and its price", async () => {
  vendor.handlers["GET /files/good.mp4"] = () => ({ bytes: clip })
  const { id, access } = await anIngesting("/files/good.mp4")
  await Promise.all([ingest(id, work), ingest(id, work)])
  expect(await rowOf(id)).toMatchObject({ status: "succeeded", priceActualMicros: 400_000n })
  const take = await takeOf(id)
  for (const file of [take.clipId, take.posterClipId, take.filmstripClipId, take.firstFrameClipId, take.lastFrameClipId]) {
    expect(file).not.toBeNull()
  }
  expect(take.differences).toMatchObject([{ what: "size" }])
  expect(vendor.count("GET /files/good.mp4")).toBe(1)
  expect(await balance(access.teamId, "sandbox")).toEqual({ heldMicros: 0, chargedMicros: 400_000 })
  expect(await auditLedger(access.teamId)).toEqual([])
})

test("an expired link is asked for again before the clip is fetched again", async () => {
  vendor.handlers["GET /files/expired.mp4"] = () => ({ status: 403, json: {} })
  vendor.handlers["GET /files/fresh.mp4"] = () => ({ bytes: clip })
  const { id, job } = await anIngesting("/files/expired.mp4")
  klingSays(job, "succeeded", { outputs: [{ type: "video", url: `${vendor.url}/files/fresh.mp4` }] })
  await ingest(id, work)
  expect(await rowOf(id)).toMatchObject({ status: "ingesting", ingestAttempts: 1 })
  await ingest(id, work)
  expect((await rowOf(id)).status).toBe("succeeded")
})

test.each([
  ["is truncated", () => ({ bytes: clip.subarray(0, clip.length * 0.6) }), "The clip arrived incomplete.", 3],
  [
    "is not a video",
    () => ({ bytes: Buffer.from("<html>sorry</html>".repeat(100)) }),
    "The vendor's result is not a video.",
    1,
  ],
])("a result that %s fails its take with the reason, is charged, and leaves no file", async (_, answer, reason, attempts) => {
  vendor.handlers["GET /files/bad.mp4"] = answer
  const { id, access } = await anIngesting("/files/bad.mp4")
  for (let attempt = 0; attempt < attempts; attempt++) await ingest(id, work)
  const row = await rowOf(id)
  expect(row).toMatchObject({ status: "failed", failure: { charged: true }, priceActualMicros: 400_000n })
  expect((row.failure as { message: string }).message).toContain(reason)
  expect(await auditLedger(access.teamId)).toEqual([])
  expect(await readdir(join(folder, "storage", ".temporary")).catch(() => [])).toEqual([])
})

test("a live result at an address inside our network is refused", async () => {
  const { id } = await anIngesting("/files/good.mp4")
  await db().generation.update({ where: { id }, data: { mode: "live" } })
  await ingest(id, work)
  expect(await rowOf(id)).toMatchObject({ status: "failed", failure: { kind: "unusable_result" } })
})

test("a worker that is asked to end gives its clip to the next one", async () => {
  const ending = new AbortController()
  vendor.handlers["GET /files/slow.mp4"] = () => {
    setTimeout(() => ending.abort(new Error("ending")), 100)
    return undefined
  }
  const { id } = await anIngesting("/files/slow.mp4")
  await ingest(id, { presence, signal: ending.signal })
  expect((await rowOf(id)).status).toBe("ingesting")
  expect((await jobsOf(id)).filter(({ task }) => task === "ingest")).toHaveLength(1)
})

test("what was not sent is stopped at once, not charged", async () => {
  const { id, access } = await aGeneration()
  const answers = await Promise.all([1, 2].map(() => requestCancel(access.teamId, id, access.user.id)))
  expect(answers.map(({ outcome }) => outcome).sort()).toEqual(["stopped", "too_late"])
  expect(answers.map(({ message }) => message)).toContain("Stopped before it was sent, not charged")
  await submit(id, work)
  expect((await rowOf(id)).status).toBe("cancelled")
  expect(await auditLedger(access.teamId)).toEqual([])
})

test("a running job is stopped where the vendor can, asked where it may go on, and the truth is told where it cannot", async () => {
  const runway = await aRunning("runway")
  vendor.handlers["DELETE /runway/v1/tasks"] = () => ({ status: 204, bytes: Buffer.alloc(0) })
  runwaySays({ id: runway.job, status: "RUNNING", progress: 0.5 })
  expect(await requestCancel(runway.access.teamId, runway.id, runway.access.user.id)).toMatchObject({ outcome: "stopped" })
  expect((await rowOf(runway.id)).status).toBe("cancelled")

  const fal = await aRunning("fal")
  vendor.handlers["PUT /fal/queue"] = () => ({ status: 202, json: { status: "CANCELLATION_REQUESTED" } })
  expect(await requestCancel(fal.access.teamId, fal.id, fal.access.user.id)).toMatchObject({ outcome: "asked" })
  expect(await rowOf(fal.id)).toMatchObject({ status: "running", cancelRequestedById: fal.access.user.id })
  vendor.handlers["PUT /fal/queue"] = () => ({ status: 400, json: { status: "ALREADY_COMPLETED" } })
  expect(await requestCancel(fal.access.teamId, fal.id, fal.access.user.id)).toMatchObject({ outcome: "too_late" })

  const kling = await aRunning("kling")
  expect(await requestCancel(kling.access.teamId, kling.id, kling.access.user.id)).toEqual({
    outcome: "impossible",
    message: "Kling cannot cancel a job it has taken",
  })
  expect((await rowOf(kling.id)).cancelRequestedAt).toBeNull()
  await expect(requestCancel(runway.access.teamId, kling.id, kling.access.user.id)).rejects.toMatchObject({ code: "not_found" })
})

test("a result that comes while the vendor is asked to stop is kept, and nobody is told that it was stopped", async () => {
  const { id, job, access } = await aRunning("runway")
  runwaySays({ id: job, status: "RUNNING", progress: 0.9 })
  vendor.handlers["DELETE /runway/v1/tasks"] = async () => {
    await transition({ generationId: id, to: "ingesting", facts: { remoteFiles: [] }, via: "check" })
    return { status: 204, bytes: Buffer.alloc(0) }
  }
  expect(await requestCancel(access.teamId, id, access.user.id)).toMatchObject({ outcome: "too_late" })
  expect((await rowOf(id)).status).toBe("ingesting")
})

test("a wish to stop that comes while it is being sent is passed on as soon as the vendor has answered", async () => {
  const { id, access } = await aGeneration({
    modelId: models.runway,
    request: aRequest({ model: models.runway, durationSeconds: 5 }),
  })
  vendor.handlers["POST /runway"] = async () => {
    expect(await requestCancel(access.teamId, id, access.user.id)).toMatchObject({ outcome: "asked" })
    return { json: { id: "r1" } }
  }
  runwaySays({ id: "r1", status: "RUNNING" })
  await submit(id, work)
  expect((await rowOf(id)).status).toBe("cancelled")
})

test("submitting again sends one new take, however often it is pressed, and lets go of what was held", async () => {
  const { id, access } = await aGeneration({ priceMicros: 700_000 })
  const press = () => submitAgain(access.teamId, id, access.user.id)
  await expect(press()).rejects.toMatchObject({ code: "conflict" })
  await transition({ generationId: id, to: "submitting", via: "submit" })
  await transition({ generationId: id, to: "unknown", facts: { unknownUntil: new Date(Date.now() + 60_000) }, via: "submit" })
  await expect(press()).rejects.toMatchObject({ code: "conflict" })
  await db().generation.update({ where: { id }, data: { unknownUntil: new Date() } })
  const answers = await Promise.all(Array.from({ length: 6 }, press))
  expect(new Set(answers.map(({ takeId }) => takeId)).size).toBe(1)
  expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1)
  expect((await rowOf(id)).status).toBe("expired")
  const again = answers[0]?.generationId ?? ""
  expect(await rowOf(again)).toMatchObject({ status: "queued", retryOfId: id, request: (await rowOf(id)).request })
  expect((await takeOf(again)).number).toBe(2)
  expect(await balance(access.teamId, "sandbox")).toEqual({ heldMicros: 700_000, chargedMicros: 0 })
  expect(await auditLedger(access.teamId)).toEqual([])
})

test("the sweep gives a job to everything that waits without one, and to nothing else", async () => {
  await db().$executeRaw`delete from graphile_worker._private_jobs`
  await db().generation.deleteMany()
  const [queued, running, done, waiting] = [
    await aGeneration(),
    await aRunning("kling"),
    await aRunning("kling"),
    await aGeneration(),
  ]
  await transition({ generationId: done.id, to: "failed", via: "check" })
  await transition({ generationId: waiting.id, to: "submitting", via: "submit" })
  await transition({ generationId: waiting.id, to: "unknown", facts: { unknownUntil: new Date() }, via: "submit" })
  await sweep()
  const keys = async () =>
    (await db().$queryRaw<{ key: string }[]>`select key from graphile_worker.jobs order by key`).map(({ key }) => key)
  const kept = await keys()
  await db().$executeRaw`delete from graphile_worker._private_jobs`
  await sweep()
  expect(await keys()).toEqual([`check:${running.id}`, `submit:${queued.id}`])
  expect(kept).toEqual(expect.arrayContaining([`check:${running.id}`, `submit:${queued.id}`]))
})
