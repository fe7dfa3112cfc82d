import { mkdtempSync } from "node:fs"
import { copyFile, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { ingestFile } from "@/lib/clips/ingest"
import { makeExtras, storeExtras } from "@/lib/clips/ingest-extras"
import { db } from "@/lib/db"
import { aShot } from "@/lib/jobs/testing"
import { probeVideo } from "@/lib/media/probe"
import { renderTestClip, truncate } from "@/lib/media/testing"
import { readObject } from "@/lib/storage/body"
import { storage, temporaryFile } from "@/lib/storage/open"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()
const folder = mkdtempSync(join(tmpdir(), "rushes-extras-"))
process.env.DATA_DIR = folder
const clip = join(folder, "clip.mp4")

beforeAll(() => renderTestClip(clip, { frames: 30, sound: true }))
afterAll(() => rm(folder, { recursive: true }))

const temporaries = () => readdir(join(folder, "storage", ".temporary")).catch(() => [])
const live = new AbortController().signal

async function takeIn() {
  const { access } = await aShot()
  const path = await temporaryFile()
  await copyFile(clip, path)
  const taken = await ingestFile(access.teamId, path, { bytes: 1, sha256: "c".repeat(64) }, { measure: {} })
  return { ...taken, teamId: access.teamId }
}

test("one pass gives a clip, its proxy and its measures", async () => {
  const taken = await takeIn()
  expect(taken.measured?.measures?.delivered.fps).toEqual({ asked: null, delivered: 24 })
  const proxy = await db().clip.findUniqueOrThrow({ where: { id: taken.proxyClipId ?? "" } })
  expect(proxy).toMatchObject({ teamId: taken.teamId, width: 320, height: 180, frameCount: 30, mime: "video/mp4" })
  expect((await readObject(storage(), proxy.storageKey)).byteLength).toBe(Number(proxy.bytes))
  expect(await temporaries()).toEqual([])
})

test("a pass of its own gives the same as the pass that takes the clip in", async () => {
  const taken = await takeIn()
  const extras = await makeExtras(taken.teamId, clip, {}, live)
  expect(extras).toEqual({ proxyClipId: taken.proxyClipId, measured: taken.measured })
})

test("what could not be made is told in words, and stored nowhere", async () => {
  const { access } = await aShot()
  const facts = await probeVideo(clip)
  const broken = { reason: null, detail: "Error: the meter broke" }
  expect(await storeExtras(access.teamId, "none", { proxy: broken, measures: broken }, facts)).toEqual({
    proxyClipId: null,
    measured: { measures: null, failure: "The clip could not be measured." },
  })
  const reference = { reason: "not_an_image", detail: "no still" } as const
  const { measured } = await storeExtras(access.teamId, "none", { proxy: broken, measures: reference }, facts)
  expect(measured.failure).toBe("The shot's first frame could not be read, so the clip was not measured.")
  expect(await db().clip.count({ where: { teamId: access.teamId } })).toBe(0)
})

test("a clip that ends early, or a worker that does, leaves nothing behind", async () => {
  const { access } = await aShot()
  const cut = join(folder, "cut.mp4")
  await truncate(clip, cut, 0.5)
  await expect(makeExtras(access.teamId, cut, {}, live)).rejects.toMatchObject({ name: "MediaError" })
  const ending = new AbortController()
  const made = makeExtras(access.teamId, clip, {}, ending.signal)
  ending.abort(new Error("ending"))
  await expect(made).rejects.toThrow("ending")
  expect(await db().clip.count({ where: { teamId: access.teamId } })).toBe(0)
  expect(await temporaries()).toEqual([])
})
