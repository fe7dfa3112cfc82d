import { createHash } from "node:crypto"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { NextRequest } from "next/server"
import sharp from "sharp"
import { beforeAll, expect, test, vi } from "vitest"
import * as clips from "@/app/api/arena/clips/[token]/route"
import * as next from "@/app/api/arena/next/route"
import * as stills from "@/app/api/arena/stills/[id]/route"
import { castVotes, playedPair, undoVote } from "@/lib/arena/actions"
import type { JudgeView } from "@/lib/arena/schema"
import { aMember, anArena, anOpenSession, type TestArena } from "@/lib/arena/testing"
import { sessionCookieName } from "@/lib/auth/session"
import { storeClip } from "@/lib/clips/mutations"
import { db } from "@/lib/db"
import { bodyOf } from "@/lib/storage/body"
import { storage } from "@/lib/storage/open"
import { createTestDatabase } from "@/lib/testing/database"
import { sessionOf } from "@/lib/testing/two-teams"

await createTestDatabase()
process.env.DATA_DIR = mkdtempSync(join(tmpdir(), "rushes-blind-"))

const origin = "http://studio.test"
let token = ""
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (name === sessionCookieName ? { name, value: token } : undefined),
    getAll: () => [],
  }),
  headers: async () => new Headers({ host: new URL(origin).host, origin }),
}))

/** What was sent to the browser: bodies and headers, as text. */
const received: string[] = []

async function get(
  handler: (request: NextRequest, context: never) => Promise<Response>,
  path: string,
  params: Record<string, string> = {},
): Promise<{ status: number; headers: [string, string][]; body: Buffer }> {
  const response = await handler(new NextRequest(`${origin}${path}`), { params: Promise.resolve(params) } as never)
  const body = Buffer.from(await response.arrayBuffer())
  const headers = [...response.headers]
  received.push(path, JSON.stringify(headers), body.toString("latin1"))
  return { status: response.status, headers, body }
}

async function act<Value>(result: Promise<{ ok: true; value: Value } | { ok: false; error: unknown }>): Promise<Value> {
  const answer = await result
  received.push(JSON.stringify(answer))
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  return answer.value
}

const models = ["kling/kling-3.0", "veo/veo-3.1", "runway/gen4.5"]
let arena: TestArena
let sessionId: string

beforeAll(async () => {
  arena = await anArena(2, models)
  token = await sessionOf(await aMember(arena, "Bob"))
  const still = await sharp({ create: { width: 1280, height: 720, channels: 3, background: "#804020" } })
    .withExif({ IFD0: { Software: "veo-3.1" } })
    .png()
    .toBuffer()
  const frame = await storeClip(arena.shot.teamId, {
    kind: "image",
    mime: "image/png",
    width: 1280,
    height: 720,
    content: still,
  })
  for (const shotId of arena.shotIds) {
    await db().promptVersion.updateMany({ where: { shotId }, data: { frames: [{ role: "first", clipId: frame.id }] } })
  }
  sessionId = await anOpenSession(arena)
  // Clips of their own, of different sizes.
  for (const [i, takeId] of arena.takeIds.flat().entries()) {
    const bytes = Buffer.alloc(20 + 7 * i, 1)
    const storageKey = `blind/${createHash("sha256").update(takeId).digest("hex")}.mp4`
    await storage().put(storageKey, bodyOf(bytes), { mime: "video/mp4" })
    await db().sessionTake.update({
      where: { sessionId_takeId: { sessionId, takeId } },
      data: { storageKey, bytes: bytes.length },
    })
  }
  await db().judgingSession.update({ where: { id: sessionId }, data: { clipBytes: 4096 } })
})

const view = async (): Promise<JudgeView> => {
  const { status, body } = await get(next.GET, `/api/arena/next?team=${arena.shot.team}&session=${sessionId}`)
  expect(status).toBe(200)
  return JSON.parse(body.toString())
}

const clipAt = (url: string) => get(clips.GET as never, url, { token: url.split("/").at(-1) ?? "" })

test("nothing that reaches a judge before the vote tells model, vendor, take or clip", async () => {
  const team = arena.shot.team
  let current = await view()
  for (let round = 0; round < 6; round++) {
    const { pair } = current
    if (!pair) throw new Error("There is no pair.")
    const { showingId } = pair
    const answers = [await clipAt(pair.leftUrl), await clipAt(pair.rightUrl)] as const
    expect(answers[0].headers).toEqual(answers[1].headers)
    expect(answers[0].body.length).toBe(4096)
    expect(answers[1].body.length).toBe(4096)
    const still = await get(stills.GET as never, pair.firstFrameUrl ?? "", { id: showingId })
    expect([still.status, (await sharp(still.body).metadata()).exif]).toEqual([200, undefined])
    expect((await clipAt(pair.leftUrl)).status).toBe(404)
    await act(playedPair({ team, showingId }))
    current = await act(castVotes({ team, showingId, answers: ["left", "tie"] }))
    if (round === 2) {
      const back = await act(undoVote({ team, sessionId }))
      current = await act(castVotes({ team, showingId: back.pair?.showingId ?? "", answers: ["right", "tie"] }))
    }
  }

  const secrets = new Map<string, string>()
  for (const id of models)
    secrets
      .set(id, "model")
      .set(id.split("/")[1] ?? "", "model")
      .set(id.split("/")[0] ?? "", "vendor")
  for (const word of ["Kling", "Veo", "Gen-4", "Runway", "Google", "DeepMind"]) secrets.set(word, "name")
  const takes = await db().take.findMany({ where: { teamId: arena.shot.teamId } })
  for (const { id, generationId, clipId, posterClipId } of takes) {
    for (const secret of [id, generationId, clipId, posterClipId]) secrets.set(secret ?? id, "id")
  }
  for (const { id, sha256, storageKey } of await db().clip.findMany())
    secrets.set(id, "clip").set(sha256, "hash").set(storageKey, "key")
  for (const { storageKey } of await db().sessionTake.findMany()) secrets.set(storageKey ?? "-", "blind key")
  secrets.delete("x")
  expect(secrets.size).toBeGreaterThan(40)
  const everything = received.join("\n").toLowerCase()
  expect(everything).toContain(sessionId)
  for (const [secret, what] of secrets)
    expect([what, secret, everything.includes(secret.toLowerCase())]).toEqual([what, secret, false])
})

test("a clip's answer has no validator, no name, no date, and may be kept by nobody", async () => {
  token = await sessionOf(await aMember(arena, "Dora"))
  const { pair } = await view()
  const { headers } = await clipAt(pair?.leftUrl ?? "")
  expect(Object.fromEntries(headers)).toEqual({
    "accept-ranges": "none",
    "cache-control": "no-store, no-transform",
    "content-disposition": "inline",
    "content-length": "4096",
    "content-security-policy": "default-src 'none'; sandbox",
    "content-type": "video/mp4",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-rushes-content-length": "4096",
  })
})

test("the sides say nothing: over many judges neither a take nor an older one always stands left", async () => {
  const judges = 60
  for (let i = 0; i < judges; i++) {
    token = await sessionOf(await aMember(arena, `Judge ${i}`))
    await view()
  }
  const showings = await db().showing.findMany({ where: { sessionId, ordinal: 0 } })
  expect(showings.length).toBeGreaterThanOrEqual(judges)
  // A fair coin leaves this range once in some ten million runs.
  const olderLeft = showings.filter(({ leftTakeId, rightTakeId }) => leftTakeId < rightTakeId).length / showings.length
  expect(olderLeft).toBeGreaterThan(1 / 6)
  expect(olderLeft).toBeLessThan(5 / 6)
  // Some 20 showings a take: all of them on one side would be a rule.
  for (const { takeId } of await db().sessionTake.findMany({ where: { sessionId } })) {
    const left = showings.filter(({ leftTakeId }) => leftTakeId === takeId).length
    const right = showings.filter(({ rightTakeId }) => rightTakeId === takeId).length
    expect([left > 0, right > 0]).toEqual([true, true])
  }
})

test("a judge who is not named, and another person's token, find nothing", async () => {
  token = await sessionOf(await aMember(arena, "Eve"))
  const { pair } = await view()
  expect(pair).not.toBeNull()
  token = await sessionOf(await aMember(arena, "Cleo"))
  expect((await clipAt(pair?.leftUrl ?? "")).status).toBe(404)
  expect((await get(stills.GET as never, pair?.firstFrameUrl ?? "", { id: pair?.showingId ?? "" })).status).toBe(404)
  await db().judgingSession.update({ where: { id: sessionId }, data: { isForAll: false } })
  expect((await get(next.GET, `/api/arena/next?team=${arena.shot.team}&session=${sessionId}`)).status).toBe(404)
})
