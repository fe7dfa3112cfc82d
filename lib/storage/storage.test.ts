import { randomBytes } from "node:crypto"
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { bodyOf, readObject } from "@/lib/storage/body"
import { createLocalStorage } from "@/lib/storage/local"
import { createS3Storage } from "@/lib/storage/s3"
import { startS3Server } from "@/lib/storage/s3-server"
import type { Storage } from "@/lib/storage/storage"
import { temporaryPath } from "@/lib/storage/temporary"

const mime = "video/mp4"
const drivers = {
  async local(folder: string) {
    const storage = createLocalStorage({ root: join(folder, "objects"), temporary: join(folder, "temporary") })
    return { storage, stop: async () => {} }
  },
  async s3(folder: string) {
    const { stop, ...server } = await startS3Server()
    const credentials = { accessKeyId: "key", secretAccessKey: "secret" }
    const storage = createS3Storage({ ...server, region: "us-east-1", credentials, temporary: join(folder, "temporary") })
    return { storage, stop }
  },
}

describe.each(Object.entries(drivers))("storage (%s)", (_, start) => {
  let folder: string
  let storage: Storage
  let stop: () => Promise<void>
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "rushes-storage-"))
    ;({ storage, stop } = await start(folder))
  })
  afterAll(async () => {
    await stop()
    await rm(folder, { recursive: true })
  })
  const temporaries = () => readdir(join(folder, "temporary")).catch(() => [])

  test("gives back exactly the bytes it was given, whole and in ranges", async () => {
    const bytes = randomBytes(700_001)
    await storage.put("clips/a.mp4", bodyOf(bytes), { mime, bytes: bytes.length })
    expect((await readObject(storage, "clips/a.mp4")).equals(bytes)).toBe(true)
    expect(await storage.head("clips/a.mp4")).toEqual({ bytes: bytes.length })
    for (const [start, end] of [
      [0, 0],
      [1, 4_999],
      [262_143, 262_145],
      [0, 700_000],
      [700_000, 700_000],
    ] as const) {
      const parts: Uint8Array[] = []
      for await (const part of await storage.get("clips/a.mp4", { start, end })) parts.push(part)
      expect(Buffer.concat(parts).equals(bytes.subarray(start, end + 1)), `${start}-${end}`).toBe(true)
    }
  })

  test("keeps an object that exists", async () => {
    await storage.put("kept", bodyOf(Buffer.from("first")), { mime })
    await storage.put("kept", bodyOf(Buffer.from("second")), { mime })
    expect((await readObject(storage, "kept")).toString()).toBe("first")
  })

  test("moves a finished file in, and removes it when the object was there already", async () => {
    for (const text of ["first", "second"]) {
      const path = await temporaryPath(join(folder, "temporary"))
      await writeFile(path, text)
      await storage.putFile("moved/in", path, { mime })
    }
    expect((await readObject(storage, "moved/in")).toString()).toBe("first")
    expect(await temporaries()).toEqual([])
  })

  test("shows nothing of a body that breaks off or is shorter than announced, and leaves no file", async () => {
    async function* broken() {
      yield Buffer.from("half")
      throw new Error("cut off")
    }
    await expect(storage.put("broken", broken(), { mime })).rejects.toThrow("cut off")
    await expect(storage.put("broken", bodyOf(Buffer.from("abc")), { mime, bytes: 4 })).rejects.toThrow("announced")
    expect(await storage.head("broken")).toBeNull()
    expect(await temporaries()).toEqual([])
  })

  test("says that an absent object is absent", async () => {
    expect(await storage.head("absent")).toBeNull()
    await expect(storage.get("absent")).rejects.toMatchObject({ code: "not_found" })
    await storage.delete("absent")
  })

  test("deletes", async () => {
    await storage.put("gone", bodyOf(Buffer.from("x")), { mime })
    await storage.delete("gone")
    expect(await storage.head("gone")).toBeNull()
  })

  test.each(["", "/etc/passwd", "../secret", "a/../../secret", "a//b", ".hidden", "a/.temporary/b", "A", "a\\b", "a\0b", "a/"])(
    "refuses the key %j",
    async (key) => {
      await expect(storage.get(key)).rejects.toThrow("not a storage key")
      await expect(storage.head(key)).rejects.toThrow("not a storage key")
      await expect(storage.delete(key)).rejects.toThrow("not a storage key")
      await expect(storage.put(key, bodyOf(Buffer.from("x")), { mime })).rejects.toThrow("not a storage key")
    },
  )

  test("a reader who goes away early leaves nothing open", async () => {
    const bytes = randomBytes(3_000_000)
    await storage.put("left", bodyOf(bytes), { mime })
    const open = async () => (await readdir("/dev/fd")).length
    const before = await open()
    for (let time = 0; time < 20; time++) {
      const reader = (await storage.get("left")).getReader()
      await reader.read()
      await reader.cancel()
    }
    expect(await open()).toBeLessThan(before + 10)
  })

  test("proves itself and leaves no trace", async () => {
    await storage.probe()
    expect(await temporaries()).toEqual([])
  })
})

test("a local folder that cannot be written says so", async () => {
  const storage = createLocalStorage({ root: "/dev/null/objects", temporary: "/dev/null/temporary" })
  await expect(storage.probe()).rejects.toThrow()
})
