import { expect, test } from "vitest"
import { db } from "@/lib/db"
import type { GenerationStatus } from "@/lib/generated/prisma/enums"
import { takesOfShot, takeViewById, takeViewsByIds } from "@/lib/takes/data"
import { aClip, aShot, aTake } from "@/lib/takes/testing"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()

const mapped: [GenerationStatus, object][] = [
  ["queued", { status: "queued", money: { state: "held", micros: 420_000 }, cancel: "possible", clip: null }],
  ["submitting", { status: "queued", money: { state: "held", micros: 420_000 }, cancel: "impossible" }],
  ["running", { status: "running", progress: 0.5, money: { state: "held", micros: 420_000 }, cancel: "impossible" }],
  ["ingesting", { status: "ingesting", progress: null, ingest: { bytes: 10, totalBytes: 40 }, cancel: "impossible" }],
  ["succeeded", { status: "succeeded", money: { state: "charged", micros: 420_000 }, hasLastFrame: true, failure: null }],
  ["failed", { status: "failed", money: { state: "not_charged", micros: 0 }, failure: { kind: "lost", charged: false } }],
  ["refused", { status: "refused", money: { state: "not_charged", micros: 0 } }],
  ["cancelled", { status: "cancelled", money: { state: "not_charged", micros: 0 } }],
  ["expired", { status: "expired", money: { state: "not_charged", micros: 0 } }],
  ["unknown", { status: "unknown", money: { state: "held", micros: 420_000 }, unknown: { mayDecide: true } }],
]

test.each(mapped)("a generation that is %s is shown as it should", async (status, view) => {
  const shot = await aShot()
  const { takeId } = await aTake(shot, {
    status,
    progress: 0.5,
    ingestBytes: 10n,
    ingestTotalBytes: 40n,
    unknownUntil: new Date(0),
    ...(status === "failed" && { failure: { kind: "lost", message: "Lost.", charged: false } }),
  })
  expect(await takeViewById(shot.teamId, takeId)).toMatchObject(view)
})

test("what a vendor charged is shown instead of the estimate, also for a failure", async () => {
  const shot = await aShot()
  const done = await aTake(shot, { priceActualMicros: 300_000n })
  const failure = { kind: "output_refused", message: "Refused.", charged: true }
  const failed = await aTake(shot, { status: "refused", priceActualMicros: 300_000n, failure })
  for (const { takeId } of [done, failed]) {
    expect((await takeViewById(shot.teamId, takeId))?.money).toEqual({ state: "charged", micros: 300_000 })
  }
})

test("a sandbox take is free in every state", async () => {
  const shot = await aShot()
  for (const status of ["queued", "succeeded", "failed"] as const) {
    const { takeId } = await aTake(shot, { status, mode: "sandbox" })
    expect((await takeViewById(shot.teamId, takeId))?.money).toEqual({ state: "free", micros: 0 })
  }
})

test("a finished take carries its clip, its filmstrip's frames and where it is in the shot", async () => {
  const shot = await aShot("The lamp falls, the light goes out over the harbour")
  const { takeId } = await aTake(shot)
  expect(await takeViewById(shot.teamId, takeId)).toMatchObject({
    shotNumber: 1,
    shotName: "The lamp falls, the light goes out over…",
    number: 1,
    versionNumber: 1,
    modelName: "Kling 3.0",
    clip: { width: 1280, height: 720, fps: 24, frameCount: 120, durationSeconds: 5 },
    filmstrip: { frames: 16 },
    author: { name: "Ada" },
  })
})

test("a take carries its small copy for scrubbing and its loudness once it has them", async () => {
  const shot = await aShot()
  const { takeId } = await aTake(shot)
  expect(await takeViewById(shot.teamId, takeId)).toMatchObject({ proxy: null, loudnessLufs: null })
  const proxyClipId = await aClip(shot.teamId, { kind: "video", mime: "video/mp4", width: 640, height: 360 })
  await db().take.update({ where: { id: takeId }, data: { proxyClipId } })
  await db().takeMeasures.create({ data: { takeId, teamId: shot.teamId, version: 1, loudnessLufs: -21.5 } })
  expect(await takeViewById(shot.teamId, takeId)).toMatchObject({
    proxy: { url: `/api/clips/${proxyClipId}`, width: 640, height: 360 },
    loudnessLufs: -21.5,
  })
})

test("a running take shows the frame it was asked to begin with, and how long its model took lately", async () => {
  const shot = await aShot()
  const clipId = await aClip(shot.teamId)
  const start = Date.now()
  for (const seconds of [10, 30, 90]) {
    await aTake(shot, { createdAt: new Date(start - seconds * 1000), finishedAt: new Date(start) })
  }
  const { takeId } = await aTake(shot, { status: "running", request: { firstFrame: { clipId } } })
  const view = await takeViewById(shot.teamId, takeId)
  expect(view).toMatchObject({ expectedSeconds: 30, firstFrameUrl: `/api/clips/${clipId}` })
  const other = await aTake(shot, { status: "running", mode: "sandbox" })
  expect((await takeViewById(shot.teamId, other.takeId))?.expectedSeconds).toBe(null)
})

test("a running take may be cancelled where the vendor can, once", async () => {
  const shot = await aShot()
  const running = await aTake(shot, { status: "running", provider: "fal", model: "fal/seedance-2.0" })
  expect((await takeViewById(shot.teamId, running.takeId))?.cancel).toBe("possible")
  await db().generation.update({ where: { id: running.generationId }, data: { cancelRequestedAt: new Date() } })
  expect((await takeViewById(shot.teamId, running.takeId))?.cancel).toBe("asked")
})

test("a shot's takes come newest first, without the trash, and never another team's", async () => {
  const [ours, theirs] = [await aShot(), await aShot()]
  const [first, second] = [await aTake(ours), await aTake(ours, { status: "running" })]
  await aTake(ours, {}, { trashedAt: new Date() })
  const foreign = await aTake(theirs)
  expect((await takesOfShot(ours.teamId, ours.shotId)).map(({ id }) => id)).toEqual([second.takeId, first.takeId])
  expect(await takesOfShot(ours.teamId, theirs.shotId)).toEqual([])
  const asked = [first.takeId, foreign.takeId, second.takeId]
  expect((await takeViewsByIds(ours.teamId, asked)).map(({ id }) => id)).toEqual([first.takeId, second.takeId])
})
