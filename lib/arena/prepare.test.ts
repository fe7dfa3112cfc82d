import { mkdtempSync } from "node:fs"
import { readFile, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { serveBlindClip, spendToken } from "@/lib/arena/clips"
import { sessionView } from "@/lib/arena/data"
import { createSession, reopenSession } from "@/lib/arena/mutations"
import { prepareSession } from "@/lib/arena/prepare"
import { strandedSessions } from "@/lib/arena/prepare-data"
import { aNewSession, anArena, pairOfJudge, type TestArena, tokenOf } from "@/lib/arena/testing"
import { storeClip } from "@/lib/clips/mutations"
import { db } from "@/lib/db"
import { openPresence, type Presence } from "@/lib/jobs/presence"
import { sweep } from "@/lib/jobs/sweep"
import { probeVideo } from "@/lib/media/probe"
import { renderTestClip, type TestClip } from "@/lib/media/testing"
import { storage } from "@/lib/storage/open"
import { createTestDatabase } from "@/lib/testing/database"

const database = await createTestDatabase()
const folder = mkdtempSync(join(tmpdir(), "rushes-prepare-"))
process.env.DATA_DIR = folder

let presence: Presence
beforeAll(async () => {
  presence = await openPresence(database.url, () => {})
})
afterAll(() => presence.close())

const kinds = {
  usual: { width: 854, height: 480, fps: 24, frames: 26, sound: true },
  fast: { width: 640, height: 360, fps: 30, frames: 40, sound: true, noise: true },
  square: { width: 480, height: 480, fps: 24, frames: 26 },
  silent: { width: 854, height: 480, fps: 24, frames: 24 },
} satisfies Record<string, TestClip>
const made = new Map<string, Buffer>()

/** Gives a take a real clip. */
async function film(arena: TestArena, takeId: string, kind: keyof typeof kinds): Promise<void> {
  const path = join(folder, `${kind}.mp4`)
  if (!made.has(kind)) {
    await renderTestClip(path, kinds[kind])
    made.set(kind, await readFile(path))
  }
  const { rotation: _, codec: __, ...facts } = await probeVideo(path)
  const content = made.get(kind) ?? Buffer.alloc(0)
  const { id } = await storeClip(arena.shot.teamId, { kind: "video", ...facts, content })
  await db().take.update({ where: { id: takeId }, data: { clipId: id } })
}

const models = ["kling/a", "veo/b", "luma/c"]

async function filmed(shots: (keyof typeof kinds)[][]): Promise<TestArena> {
  const arena = await anArena(shots.length, models.slice(0, shots[0]?.length))
  for (const [i, shot] of shots.entries())
    for (const [j, kind] of shot.entries()) await film(arena, arena.takeIds[i]?.[j] ?? "", kind)
  return arena
}

/** Runs jobs as the worker would, until the session is no longer being prepared. */
async function prepare(sessionId: string, signal = new AbortController().signal): Promise<number> {
  for (let runs = 1; runs < 20; runs++) {
    await prepareSession(sessionId, { presence, signal })
    const { status } = await db().judgingSession.findUniqueOrThrow({ where: { id: sessionId } })
    if (status !== "preparing") return runs
  }
  throw new Error("The session never got ready.")
}

const takesOf = (sessionId: string) =>
  db().sessionTake.findMany({ where: { sessionId }, orderBy: [{ shotId: "asc" }, { takeId: "asc" }] })

test("a session opens when its clips are alike; each is served with equally many bytes, which play", {
  timeout: 300_000,
}, async () => {
  const arena = await filmed([
    ["usual", "fast"],
    ["usual", "silent"],
  ])
  const { sessionId } = await createSession(arena.access, aNewSession(arena))
  expect(await prepare(sessionId)).toBe(3)
  const takes = await takesOf(sessionId)
  expect(takes.map(({ hasAudio }) => hasAudio)).toEqual([true, true, false, false])
  expect(takes.map(({ durationSeconds }) => Math.round((durationSeconds ?? 0) * 24))).toEqual([26, 26, 24, 24])
  for (const { width, height } of takes) expect([width, height]).toEqual([854, 480])
  expect(new Set(takes.map(({ bytes }) => bytes)).size).toBeGreaterThan(1)

  const { leftUrl, rightUrl, ...pair } = await pairOfJudge(arena.access, sessionId)
  expect(pair).toMatchObject({ width: 854, height: 480 })
  const lengths: number[] = []
  for (const url of [leftUrl, rightUrl]) {
    const clip = await spendToken(arena.access.user.id, tokenOf(url))
    if (!clip) throw new Error("The address does not open.")
    const response = await serveBlindClip(clip)
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(response.headers.get("content-length")).toBe(String(bytes.length))
    lengths.push(bytes.length)
    const path = join(folder, `${tokenOf(url)}.mp4`)
    await writeFile(path, bytes)
    const facts = await probeVideo(path)
    expect(facts).toMatchObject({ width: 854, height: 480, fps: 24 })
    expect(facts.durationSeconds).toBeCloseTo(pair.durationSeconds, 6)
  }
  expect(lengths[0]).toBe(lengths[1])
  for (const { storageKey, takeId } of takes) {
    expect(storageKey).not.toContain(takeId)
    expect((await storage().head(storageKey ?? ""))?.bytes).toBeLessThanOrEqual((lengths[0] ?? 0) - 8)
  }
})

test("work that was cut short goes on where it was, and a second run changes nothing", { timeout: 300_000 }, async () => {
  const arena = await filmed([["usual", "fast"]])
  const { sessionId } = await createSession(arena.access, aNewSession(arena))
  const ending = new AbortController()
  const cut = prepareSession(sessionId, { presence, signal: ending.signal })
  ending.abort(new Error("The worker is ending."))
  await cut
  expect((await takesOf(sessionId)).map(({ storageKey }) => storageKey)).toEqual([null, null])

  // As a killed worker leaves it: one clip is stored and noted, the other is neither.
  await prepareSession(sessionId, { presence, signal: new AbortController().signal })
  const before = await takesOf(sessionId)
  const { takeId = "", storageKey } = before[1] ?? {}
  await storage().delete(storageKey ?? "")
  await db().sessionTake.update({ where: { sessionId_takeId: { sessionId, takeId } }, data: { storageKey: null, bytes: null } })
  await prepare(sessionId)
  expect(await takesOf(sessionId)).toEqual(before)
  await prepareSession(sessionId, { presence, signal: new AbortController().signal })
  expect(await takesOf(sessionId)).toEqual(before)
  const release = await presence.tryLock(`judging session ${sessionId}`)
  expect(release).not.toBeNull()
  await release?.()
})

test("a take that cannot be made alike is left out with a reason, and the others are made without it", {
  timeout: 300_000,
}, async () => {
  const arena = await filmed([["usual", "fast", "square"]])
  const { sessionId } = await createSession(arena.access, aNewSession(arena))
  await prepare(sessionId)
  const view = await sessionView(arena.access, sessionId)
  expect(view?.shotList[0]?.takes.map(({ state }) => state)).toEqual(["ready", "failed", "ready"])
  expect(view?.shotList[0]?.takes[1]?.failure).toContain("another shape")
  expect(view).toMatchObject({
    status: "open",
    prepared: { ready: 3, of: 3 },
    words: ["1 take is left out.", "Nobody has voted yet."],
  })
  expect(view?.shotList[0]).toMatchObject({ isJudged: true, hasAudio: true })
})

test("a session whose job used up its attempts is taken up again", async () => {
  const arena = await filmed([["usual", "fast"]])
  const { sessionId } = await createSession(arena.access, aNewSession(arena))
  await sweep()
  const job = () => db().$queryRaw`select attempts from graphile_worker.jobs where key = ${`blind:${sessionId}`}`
  expect(await strandedSessions()).not.toContain(sessionId)
  await db().$executeRaw`
    update graphile_worker._private_jobs set attempts = max_attempts where key = ${`blind:${sessionId}`}`
  expect(await strandedSessions()).toContain(sessionId)
  await sweep()
  expect(await job()).toEqual([{ attempts: 0 }])
})

test("a session without two clips to compare says so, and can be tried again", { timeout: 300_000 }, async () => {
  const arena = await filmed([["usual", "fast"]])
  const [gone = "", other = ""] = arena.takeIds.flat()
  const { sessionId } = await createSession(arena.access, aNewSession(arena))
  await db().take.update({ where: { id: gone }, data: { clipId: null } })
  await prepare(sessionId)
  const view = await sessionView(arena.access, sessionId)
  expect(view?.status).toBe("closed")
  expect(view?.words.at(-1)).toBe("No shot has clips of two models, so there is nothing to judge.")

  await film(arena, gone, "silent")
  await reopenSession(arena.access, sessionId)
  await prepare(sessionId)
  const takes = await takesOf(sessionId)
  expect((await sessionView(arena.access, sessionId))?.status).toBe("open")
  expect(takes.find(({ takeId }) => takeId === other)).toMatchObject({ hasAudio: false, failure: null })
  expect(new Set(takes.map(({ durationSeconds }) => durationSeconds))).toEqual(new Set([1]))
})
