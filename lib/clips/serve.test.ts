import { randomBytes } from "node:crypto"
import { mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { ServedClip } from "@/lib/clips/data"
import { serveClip } from "@/lib/clips/serve"
import { bodyOf } from "@/lib/storage/body"
import { storage } from "@/lib/storage/open"

process.env.DATABASE_URL = "postgresql://unused"
const bytes = randomBytes(700_000)
const clip: ServedClip = { storageKey: "clips/a.mp4", sha256: "a".repeat(64), mime: "video/mp4", bytes: bytes.length }
const tag = `"${clip.sha256}"`
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rushes-serve-"))
  process.env.DATA_DIR = folder
  await storage().put(clip.storageKey, bodyOf(bytes), { mime: clip.mime })
})
afterAll(() => rm(folder, { recursive: true }))

const ask = (headers: Record<string, string> = {}, query = "", method = "GET") =>
  serveClip(new Request(`http://rushes/api/clips/1${query}`, { method, headers }), clip)
const bodyOfAnswer = async (response: Response) => Buffer.from(await response.arrayBuffer())

test("the whole clip, byte for byte, to be kept for good and never to be run", async () => {
  const response = await ask()
  expect(response.status).toBe(200)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "accept-ranges": "bytes",
    "cache-control": "private, max-age=31536000, immutable",
    "content-disposition": "inline",
    "content-length": "700000",
    "content-security-policy": "default-src 'none'; sandbox",
    "content-type": "video/mp4",
    etag: tag,
    "x-content-type-options": "nosniff",
  })
  expect((await bodyOfAnswer(response)).equals(bytes)).toBe(true)
})

test.each([
  ["bytes=0-99", "bytes 0-99/700000", 0, 100],
  ["bytes=262143-262145", "bytes 262143-262145/700000", 262143, 262146],
  ["bytes=699990-", "bytes 699990-699999/700000", 699990, 700000],
  ["bytes=-10", "bytes 699990-699999/700000", 699990, 700000],
])("%s is a part of it", async (range, contentRange, start, end) => {
  const response = await ask({ range })
  expect([response.status, response.headers.get("content-range")]).toEqual([206, contentRange])
  expect(response.headers.get("content-length")).toBe(String(end - start))
  expect((await bodyOfAnswer(response)).equals(bytes.subarray(start, end))).toBe(true)
})

test("a range after the end cannot be had", async () => {
  const response = await ask({ range: "bytes=700000-" })
  expect([response.status, response.headers.get("content-range"), response.body]).toEqual([416, "bytes */700000", null])
})

test("a part is only given of the same clip", async () => {
  const same = await ask({ range: "bytes=0-9", "if-range": tag })
  const other = await ask({ range: "bytes=0-9", "if-range": '"b"' })
  expect([same.status, other.status]).toEqual([206, 200])
  await Promise.all([same.body?.cancel(), other.body?.cancel()])
})

test("what a browser has it does not get again", async () => {
  const response = await ask({ "if-none-match": `W/${tag}`, range: "bytes=0-9" })
  expect([response.status, response.body, response.headers.get("etag")]).toEqual([304, null, tag])
})

test("HEAD tells everything but the bytes", async () => {
  const response = await ask({ range: "bytes=0-9" }, "", "HEAD")
  expect([response.status, response.headers.get("content-length"), response.body]).toEqual([206, "10", null])
})

test("a viewer who leaves early leaves no file open", async () => {
  const open = async () => (await readdir("/dev/fd")).length
  const before = await open()
  for (let time = 0; time < 20; time++) await (await ask()).body?.cancel()
  expect(await open()).toBeLessThan(before + 10)
})

describe("a download is named", () => {
  test.each([
    ["Shot 12, take 3", `attachment; filename="Shot 12, take 3.mp4"; filename*=UTF-8''Shot%2012%2C%20take%203.mp4`],
    ["take.mp4", `attachment; filename="take.mp4"; filename*=UTF-8''take.mp4`],
    ["", `attachment; filename="clip.mp4"; filename*=UTF-8''clip.mp4`],
    ["../../etc/passwd", `attachment; filename="etc passwd.mp4"; filename*=UTF-8''etc%20passwd.mp4`],
    [
      'a"; filename=evil.exe\r\nX: y',
      `attachment; filename="a ; filename=evil.exe X y.mp4"; filename*=UTF-8''a%20%3B%20filename%3Devil.exe%20X%20y.mp4`,
    ],
    ["夜の港", `attachment; filename="___.mp4"; filename*=UTF-8''%E5%A4%9C%E3%81%AE%E6%B8%AF.mp4`],
    ["\u202egpj.exe", `attachment; filename="gpj.exe.mp4"; filename*=UTF-8''gpj.exe.mp4`],
    ["100%27 (ok)", `attachment; filename="100_27 (ok).mp4"; filename*=UTF-8''100%2527%20%28ok%29.mp4`],
  ])("%j", async (name, disposition) => {
    const response = await ask({}, `?download=${encodeURIComponent(name)}`, "HEAD")
    expect(response.headers.get("content-disposition")).toBe(disposition)
  })
})
