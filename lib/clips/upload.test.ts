import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import sharp from "sharp"
import { afterAll, beforeAll, expect, test } from "vitest"
import { clipForTeam } from "@/lib/clips/data"
import { storeUpload } from "@/lib/clips/upload"
import { aShot } from "@/lib/jobs/testing"
import { readObject } from "@/lib/storage/body"
import { storage } from "@/lib/storage/open"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rushes-upload-"))
  process.env.DATA_DIR = folder
})
afterAll(() => rm(folder, { recursive: true }))

const picture = (width = 320) =>
  sharp({ create: { width, height: 180, channels: 3, background: "teal" } })
    .png()
    .toBuffer()
const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request("http://rushes/api/uploads", { method: "POST", body, headers, duplex: "half" } as RequestInit)

test("a picture is stored as it is, from a raw body or a form, once", async () => {
  const { access } = await aShot()
  const bytes = await picture()
  const form = new FormData()
  form.set("file", new Blob([new Uint8Array(bytes)], { type: "text/plain" }), "frame.txt")
  const raw = await storeUpload(access.teamId, post(new Uint8Array(bytes), { "content-type": "image/png" }))
  expect(raw).toMatchObject({
    mime: "image/png",
    width: 320,
    height: 180,
    bytes: bytes.length,
    url: `/api/clips/${raw.clipId}`,
  })
  expect(await storeUpload(access.teamId, post(form))).toEqual(raw)
  const clip = await clipForTeam(access.teamId, raw.clipId)
  expect((await readObject(storage(), clip?.storageKey ?? "")).equals(bytes)).toBe(true)
})

test("what is no picture is refused in words", async () => {
  const { access } = await aShot()
  await expect(storeUpload(access.teamId, post("%PDF-1.7"))).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining("a PDF"),
  })
  const form = new FormData()
  form.set("other", "x")
  await expect(storeUpload(access.teamId, post(form))).rejects.toMatchObject({ message: "No file came with the form." })
  const torn = post("--x\r\nnothing", { "content-type": "multipart/form-data; boundary=x" })
  await expect(storeUpload(access.teamId, torn)).rejects.toMatchObject({ code: "invalid_input" })
})

test("an endless body is not read to its end", async () => {
  const { access } = await aShot()
  let sent = 0
  const endless = new ReadableStream({
    pull(controller) {
      sent += 1_000_000
      controller.enqueue(new Uint8Array(1_000_000))
    },
  })
  await expect(storeUpload(access.teamId, post(endless))).rejects.toMatchObject({ code: "too_large" })
  expect(sent).toBeLessThan(25_000_000)
})
