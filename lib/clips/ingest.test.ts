import { createHash } from "node:crypto"
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { createServer, type RequestListener, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { clipForTeam, clipForUser } from "@/lib/clips/data"
import { ingestVideo } from "@/lib/clips/ingest"
import { storeClip } from "@/lib/clips/mutations"
import { db } from "@/lib/db"
import { aShot } from "@/lib/jobs/testing"
import { renderTestClip, truncate } from "@/lib/media/testing"
import { readObject } from "@/lib/storage/body"
import { storage } from "@/lib/storage/open"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()

let folder: string
let bytes: Buffer
let server: Server
let allowOrigin: string
let answer: RequestListener

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rushes-ingest-"))
  process.env.DATA_DIR = folder
  await renderTestClip(join(folder, "clip.mp4"), { width: 640, height: 360, frames: 48, sound: true })
  bytes = await readFile(join(folder, "clip.mp4"))
  server = createServer((request, response) => answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  allowOrigin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true })
})

const temporaries = () => readdir(join(folder, "storage", ".temporary")).catch(() => [])
const whole: RequestListener = (_, response) => response.setHeader("content-length", bytes.length).end(bytes)
const clipsOf = (teamId: string) => db().clip.findMany({ where: { teamId }, orderBy: { id: "asc" } })

test("a clip is kept byte for byte, with its facts and its renditions", async () => {
  const { access } = await aShot()
  const { teamId } = access
  answer = whole
  const progress: number[] = []
  const taken = await ingestVideo({
    teamId,
    from: { url: `${allowOrigin}/a.mp4` },
    allowOrigin,
    onProgress: (done) => progress.push(done),
  })
  const clip = await clipForTeam(teamId, taken.clipId)
  expect((await readObject(storage(), clip?.storageKey ?? "")).equals(bytes)).toBe(true)
  expect(clip?.sha256).toBe(createHash("sha256").update(bytes).digest("hex"))
  expect(progress.at(-1)).toBe(bytes.length)
  expect(await db().clip.findUnique({ where: { id: taken.clipId } })).toMatchObject({
    ...{
      kind: "video",
      mime: "video/mp4",
      width: 640,
      height: 360,
      fps: 24,
      frameCount: 48,
      durationSeconds: 2,
      hasAudio: true,
    },
  })
  expect(await db().clip.findUnique({ where: { id: taken.filmstripClipId } })).toMatchObject({ kind: "image", frameCount: 24 })
  expect(await db().clip.findUnique({ where: { id: taken.lastFrameClipId } })).toMatchObject({ mime: "image/png", width: 640 })
  expect([taken.proxyClipId, taken.measured]).toEqual([null, null])
  for (const { storageKey, bytes: size } of await clipsOf(teamId)) {
    expect(await storage().head(storageKey)).toEqual({ bytes: Number(size) })
  }
  expect(await temporaries()).toEqual([])
})

test("taken in again, or twice at once, it is the same clips", async () => {
  const { access } = await aShot()
  const { teamId } = access
  answer = whole
  const once = () => ingestVideo({ teamId, from: { url: allowOrigin }, allowOrigin })
  const [one, other] = await Promise.all([once(), once()])
  expect(other).toEqual(one)
  expect(await once()).toEqual(one)
  expect(await clipsOf(teamId)).toHaveLength(5)
  expect(await temporaries()).toEqual([])
})

test("what cannot be kept leaves no row, no object and no temporary file", async () => {
  const { access } = await aShot()
  const { teamId } = access
  const cutPath = join(folder, "cut.mp4")
  await truncate(join(folder, "clip.mp4"), cutPath, 0.5)
  const cut = await readFile(cutPath)
  const cases: [RequestListener, string][] = [
    [(_, response) => response.end(cut), "truncated"],
    [(_, response) => response.setHeader("content-length", bytes.length).write(cut, () => response.destroy()), "truncated"],
    [(_, response) => response.end("<!DOCTYPE html><p>Your link has expired"), "not_a_video"],
    [(_, response) => response.setHeader("content-length", 2 ** 40).end(), "too_large"],
    [(_, response) => response.writeHead(403).end(), "not_found"],
    [(_, response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end(), "blocked_address"],
  ]
  for (const [listener, reason] of cases) {
    answer = listener
    await expect(ingestVideo({ teamId, from: { url: allowOrigin }, allowOrigin })).rejects.toMatchObject({
      name: "MediaError",
      reason,
    })
  }
  expect(await clipsOf(teamId)).toEqual([])
  expect(await readdir(join(folder, "storage", "clips", teamId)).catch(() => [])).toEqual([])
  expect(await temporaries()).toEqual([])
})

test("equal bytes are one clip in a team, and another one in another team", async () => {
  const [here, there] = [await aShot(), await aShot()]
  const clip = { kind: "image", mime: "image/png", width: 64, height: 64, content: Buffer.from("the same bytes") } as const
  const stored = await Promise.all(Array.from({ length: 8 }, () => storeClip(here.access.teamId, clip)))
  expect(new Set(stored.map(({ id }) => id)).size).toBe(1)
  const elsewhere = await storeClip(there.access.teamId, clip)
  expect(elsewhere.id).not.toBe(stored[0]?.id)
  expect(await clipForTeam(here.access.teamId, elsewhere.id)).toBeNull()
})

test("a clip is found by the members of its team alone", async () => {
  const [here, there] = [await aShot(), await aShot()]
  const clip = { kind: "image", mime: "image/png", width: 64, height: 64, content: Buffer.from("members only") } as const
  const { id, sha256 } = await storeClip(here.access.teamId, clip)
  expect(await clipForUser(here.access.user.id, id)).toMatchObject({ sha256, mime: "image/png", bytes: 12 })
  expect(await clipForUser(there.access.user.id, id)).toBeNull()
  expect(await clipForUser(here.access.user.id, "not-an-id")).toBeNull()
  await db().membership.deleteMany({ where: { userId: here.access.user.id } })
  expect(await clipForUser(here.access.user.id, id)).toBeNull()
})
