import { mkdtempSync, readFileSync } from "node:fs"
import { readdir } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { storeClip } from "@/lib/clips/mutations"
import { db } from "@/lib/db"
import type { BatchItem } from "@/lib/generations/schema"
import { ingest } from "@/lib/jobs/ingest"
import { measure } from "@/lib/jobs/measure"
import { enqueueMeasures, giveUpMeasuring } from "@/lib/jobs/measure-data"
import { openPresence, type Presence } from "@/lib/jobs/presence"
import { sweep } from "@/lib/jobs/sweep"
import { aGeneration, aRequest, until } from "@/lib/jobs/testing"
import { startFakeVendor } from "@/lib/jobs/testing-http"
import { transition } from "@/lib/jobs/transition"
import type { Work } from "@/lib/jobs/work"
import { startWorker } from "@/lib/jobs/worker"
import { analyseVideo } from "@/lib/media/analyse"
import { clipMeasures } from "@/lib/media/measure/schema"
import { renderFilm, sine } from "@/lib/media/measure/testing"
import { measureVersion } from "@/lib/media/measure/thresholds"
import { readObject } from "@/lib/storage/body"
import { storage } from "@/lib/storage/open"
import { createTestDatabase } from "@/lib/testing/database"

const database = await createTestDatabase()
const vendor = await startFakeVendor()
process.env.SANDBOX_URL = vendor.url
const folder = mkdtempSync(join(tmpdir(), "rushes-measure-"))
process.env.DATA_DIR = folder

let presence: Presence
let work: Work
let bytes: Buffer
let firstFrame: Buffer
beforeAll(async () => {
  presence = await openPresence(database.url, () => {})
  work = { presence, signal: new AbortController().signal }
  const path = join(folder, "clip.mp4")
  await renderFilm(path, { frames: 12, view: (frame) => ({ x: -2 * frame }), sound: [sine(0.5, -20)] })
  bytes = readFileSync(path)
  firstFrame = (await analyseVideo(path)).firstFrame.bytes
  vendor.handlers["GET /files/clip.mp4"] = () => ({ bytes })
})
afterAll(() => presence.close())
beforeEach(async () => {
  await db().$executeRaw`delete from graphile_worker._private_jobs`
  await db().generation.deleteMany()
})

const url = `${vendor.url}/files/clip.mp4`
const takeOf = (generationId: string) =>
  db().take.findUniqueOrThrow({ where: { generationId }, include: { measures: true, proxy: true, clip: true } })
const jobs = () =>
  db().$queryRaw<{ id: string; key: string; priority: number; seconds: number }[]>`
    select id::text, key, priority, extract(epoch from run_at - now())::float8 as seconds
    from graphile_worker.jobs where task_identifier = 'measure' order by key`
const temporaries = () => readdir(join(folder, "storage", ".temporary")).catch(() => [])

/** A generation whose clip lies at the vendor. */
async function anIngesting(item: Partial<BatchItem> = {}) {
  const made = await aGeneration(item)
  await transition({ generationId: made.id, to: "submitting", via: "submit" })
  const facts = { vendorJobId: made.id, remoteFiles: [{ url }] }
  await transition({ generationId: made.id, to: "ingesting", facts, via: "check" })
  return made
}

/** A finished take from before there were measures. */
async function anOldTake() {
  const made = await aGeneration()
  const size = { width: 320, height: 180, durationSeconds: 0.5, fps: 24, frameCount: 12, hasAudio: true }
  const { id: clipId } = await storeClip(made.access.teamId, { kind: "video", mime: "video/mp4", ...size, content: bytes })
  await db().generation.update({ where: { id: made.id }, data: { status: "succeeded", finishedAt: new Date() } })
  await db().take.update({ where: { id: made.takeId }, data: { clipId } })
  await db().takeMeasures.create({ data: { takeId: made.takeId, teamId: made.access.teamId, version: 0 } })
  return made
}

async function aStill(teamId: Parameters<typeof storeClip>[0], content: Buffer) {
  const still = { kind: "image", mime: "image/png", width: 320, height: 180 } as const
  const { id: clipId, ...facts } = await storeClip(teamId, { ...still, content })
  return { clipId, ...facts }
}

test("a worker gives the clip it takes in, and an older one, a proxy and measures against what was asked", async () => {
  const old = await anOldTake()
  const made = await aGeneration()
  const { teamId } = made.access
  const still = await aStill(teamId, firstFrame)
  const asked = aRequest({ durationSeconds: 5, sound: false, firstFrame: still })
  await db().generation.update({ where: { id: made.id }, data: { request: JSON.parse(JSON.stringify(asked)) } })
  const { promptVersionId } = await db().generation.findUniqueOrThrow({ where: { id: made.id } })
  const camera = { motion: "pan_left", strength: "slow" }
  await db().promptVersion.update({ where: { id: promptVersionId ?? "" }, data: { settings: { camera } } })
  await transition({ generationId: made.id, to: "submitting", via: "submit" })
  const arrived = { vendorJobId: made.id, remoteFiles: [{ url }] }
  const next = { task: "ingest" as const }
  await transition({ generationId: made.id, to: "ingesting", facts: arrived, next, via: "check" })

  const worker = await startWorker()
  await until(async () => (await db().generation.findUnique({ where: { id: made.id } }))?.status === "succeeded", 30)
  await until(async () => (await takeOf(old.id)).measures?.version === measureVersion, 30)
  await worker.stop()

  const take = await takeOf(made.id)
  expect(take.proxy).toMatchObject({ kind: "video", width: 320, height: 180, fps: 24, frameCount: 12, hasAudio: false })
  expect(take.proxy?.storageKey).not.toBe(take.clip?.storageKey)
  expect(take.measures).toMatchObject({ teamId, version: measureVersion, failure: null })
  const measures = clipMeasures.parse(take.measures?.measures)
  expect(measures.delivered).toMatchObject({
    durationSeconds: { asked: 5, delivered: 0.5 },
    width: { asked: 1280, delivered: 320 },
    audio: { asked: false, delivered: true },
  })
  expect(measures.cameraAsked).toEqual({ asked: "pan_left", obeyed: "yes" })
  expect(measures.firstFrame).toMatchObject({ croppedWidth: 0, croppedHeight: 0 })
  expect("ssim" in measures.firstFrame && measures.firstFrame.ssim).toBeGreaterThan(0.99)
  expect("loudnessLufs" in measures.sound && measures.sound.loudnessLufs).toBe(take.measures?.loudnessLufs)
  expect(take.measures?.loudnessLufs).toBeCloseTo(-23, 0)
})

test("a clip that cannot be measured is a finished take all the same, with its proxy and why it has no measures", async () => {
  const made = await anIngesting()
  const broken = await aStill(made.access.teamId, Buffer.from("no picture at all"))
  const request = JSON.parse(JSON.stringify(aRequest({ firstFrame: broken })))
  await db().generation.update({ where: { id: made.id }, data: { request } })
  await ingest(made.id, work)
  expect(await db().generation.findUnique({ where: { id: made.id } })).toMatchObject({ status: "succeeded", failure: null })
  const take = await takeOf(made.id)
  expect(take.measures).toMatchObject({
    ...{ measures: null, loudnessLufs: null, version: measureVersion },
    failure: "The shot's first frame could not be read, so the clip was not measured.",
  })
  expect(take.proxy).toMatchObject({ width: 320, frameCount: 12 })
  expect(await temporaries()).toEqual([])
})

test("a clip that came to nothing twice is taken in without measures first, and measured by a job of its own", async () => {
  const made = await anIngesting()
  await db().generation.update({ where: { id: made.id }, data: { ingestAttempts: 2 } })
  await ingest(made.id, work)
  expect(await takeOf(made.id)).toMatchObject({ measures: { version: 0 }, proxy: null, clip: { frameCount: 12 } })
  await sweep()
  expect(await jobs()).toMatchObject([{ key: `measure:${measureVersion}:${made.takeId}`, priority: 10 }])
  await measure(made.takeId, work)
  expect(await takeOf(made.id)).toMatchObject({ measures: { failure: null }, proxy: { frameCount: 12 } })
})

test("finished takes without measures, or with an older tool's, are measured later, and their clips stay as they are", async () => {
  const [old, outdated, current, trashed] = [await anOldTake(), await anOldTake(), await anIngesting(), await anOldTake()]
  const older = { version: measureVersion - 1, measures: {} }
  await db().takeMeasures.update({ where: { takeId: outdated.takeId }, data: older })
  await ingest(current.id, work)
  await db().take.update({ where: { id: trashed.takeId }, data: { trashedAt: new Date() } })
  await aGeneration()
  const before = await takeOf(old.id)

  await sweep()
  await sweep()
  expect((await jobs()).map(({ key }) => key)).toEqual(
    [old.takeId, outdated.takeId].map((id) => `measure:${measureVersion}:${id}`).sort(),
  )
  for (const { id, takeId } of [old, outdated]) {
    await measure(takeId, work)
    const take = await takeOf(id)
    expect(take.measures).toMatchObject({ version: measureVersion, failure: null })
    expect(clipMeasures.safeParse(take.measures?.measures).success).toBe(true)
    expect(take.proxy).toMatchObject({ width: 320, height: 180, frameCount: 12 })
  }
  const after = await takeOf(old.id)
  expect(after.clip).toEqual(before.clip)
  expect((await readObject(storage(), after.clip?.storageKey ?? "")).equals(bytes)).toBe(true)
  expect(await temporaries()).toEqual([])
  await db().$executeRaw`delete from graphile_worker._private_jobs`
  await sweep()
  expect(await jobs()).toEqual([])
})

test("no more wait to be measured than were asked for", async () => {
  for (let take = 0; take < 3; take++) await anOldTake()
  expect(await enqueueMeasures(2)).toBe(2)
  expect(await enqueueMeasures(2)).toBe(0)
  expect(await enqueueMeasures(3)).toBe(1)
})

test("a clip that cannot be decoded, or whose file is gone, is told as not measured and not tried again", async () => {
  const [broken, gone] = [await anOldTake(), await anOldTake()]
  const keyOf = async (id: string) => (await takeOf(id)).clip?.storageKey ?? ""
  const half = bytes.subarray(0, bytes.length / 2)
  const key = await keyOf(broken.id)
  await storage().delete(key)
  await storage().put(key, new Blob([new Uint8Array(half)]).stream(), { mime: "video/mp4", bytes: half.length })
  await db().clip.updateMany({ where: { storageKey: key }, data: { bytes: half.length } })
  await storage().delete(await keyOf(gone.id))
  for (const { takeId } of [broken, gone]) await measure(takeId, work)
  expect((await takeOf(broken.id)).measures).toMatchObject({ measures: null, failure: "The clip could not be decoded." })
  expect((await takeOf(gone.id)).measures).toMatchObject({ measures: null, failure: "The clip's file is no longer there." })
  await sweep()
  expect(await jobs()).toEqual([])
  expect(await temporaries()).toEqual([])
})

test("a storage that fails for now puts the take off, and does not give it up", async () => {
  const made = await anOldTake()
  const clip = (await takeOf(made.id)).clip
  await db().clip.update({ where: { id: clip?.id ?? "" }, data: { bytes: bytes.length + 1 } })
  await measure(made.takeId, work)
  expect((await takeOf(made.id)).measures?.version).toBe(0)
  const [job] = await jobs()
  expect(job?.seconds).toBeGreaterThan(300)
})

test("a worker that is asked to end leaves the take as it was, for the next one", async () => {
  const made = await anOldTake()
  await measure(made.takeId, { ...work, signal: AbortSignal.abort(new Error("ending")) })
  expect(await takeOf(made.id)).toMatchObject({ measures: { version: 0 }, proxy: null })
  await sweep()
  expect(await jobs()).toHaveLength(1)
  expect(await temporaries()).toEqual([])
})

test("a take whose measuring ended the process three times is told as not measured, and left alone", async () => {
  const [made, waiting] = [await anOldTake(), await anOldTake()]
  await enqueueMeasures(20)
  const key = `measure:${measureVersion}:${made.takeId}`
  await db().$executeRaw`update graphile_worker._private_jobs set attempts = 3 where key = ${key}`
  expect(await giveUpMeasuring()).toBe(1)
  expect((await takeOf(made.id)).measures).toMatchObject({
    measures: null,
    failure: "Measuring this clip failed again and again.",
  })
  await sweep()
  expect((await jobs()).map((job) => job.key)).toEqual([`measure:${measureVersion}:${waiting.takeId}`])
})
