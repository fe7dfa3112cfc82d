import { type FileHandle, mkdir, open, rename, rm, stat } from "node:fs/promises"
import { dirname, join } from "node:path"
import { AppError } from "@/lib/errors"
import { proveStorage } from "@/lib/storage/body"
import { assertKey } from "@/lib/storage/key"
import type { Storage } from "@/lib/storage/storage"
import { temporaryPath } from "@/lib/storage/temporary"

/** Large enough that a range is few reads, small enough that many viewers fit in memory. */
const chunkBytes = 1024 * 1024

/**
 * Storage in a folder. An object is written to `temporary` (on the same file system), synced and renamed, so it is whole
 * or absent also after a power cut.
 */
export function createLocalStorage({ root, temporary }: { root: string; temporary: string }): Storage {
  const pathOf = (key: string) => {
    assertKey(key)
    return join(root, key)
  }

  const storage: Storage = {
    async put(key, body, { bytes }) {
      const path = pathOf(key)
      if (await exists(path)) return
      const unfinished = await temporaryPath(temporary)
      try {
        const written = await write(unfinished, body)
        if (bytes !== undefined && written !== bytes) throw new Error(`${key}: ${written} bytes came, ${bytes} were announced`)
        await moveInto(unfinished, path)
      } catch (error) {
        await rm(unfinished, { force: true })
        throw error
      }
    },

    async putFile(key, from) {
      const path = pathOf(key)
      if (await exists(path)) {
        await rm(from, { force: true })
        return
      }
      await sync(from)
      await moveInto(from, path)
    },

    async get(key, range) {
      const file = await open(pathOf(key), "r").catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") throw new AppError("not_found", "This file no longer exists.", { cause: error })
        throw error
      })
      return range ? streamOf(file, range.start, range.end + 1) : streamOf(file, 0, Number.POSITIVE_INFINITY)
    },

    async head(key) {
      const found = await stat(pathOf(key)).catch(ignoreAbsent)
      return found ? { bytes: found.size } : null
    },

    async delete(key) {
      await rm(pathOf(key), { force: true })
    },

    probe: () => proveStorage(storage),
  }
  return storage
}

async function write(path: string, body: AsyncIterable<Uint8Array>): Promise<number> {
  const file = await open(path, "wx", 0o600)
  try {
    let bytes = 0
    for await (const chunk of body) {
      await file.writeFile(chunk)
      bytes += chunk.byteLength
    }
    await file.sync()
    return bytes
  } finally {
    await file.close()
  }
}

async function moveInto(from: string, path: string) {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true })
  await rename(from, path)
  await sync(folder)
}

/** Waits until a file's bytes, or a folder's names, are on the disk. */
async function sync(path: string) {
  const file = await open(path, "r")
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Reads only when asked, and closes the file at the end, on an error and when the reader goes away. */
function streamOf(file: FileHandle, start: number, end: number): ReadableStream<Uint8Array> {
  let position = start
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const length = Math.min(chunkBytes, end - position)
          const { bytesRead, buffer } =
            length > 0 ? await file.read(Buffer.allocUnsafeSlow(length), 0, length, position) : { bytesRead: 0, buffer: null }
          if (buffer && bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead))
          position += bytesRead
          if (bytesRead === 0 || position >= end) {
            controller.close()
            await file.close()
          }
        } catch (error) {
          await file.close().catch(() => undefined)
          throw error
        }
      },
      cancel: () => file.close(),
    },
    { highWaterMark: 0 },
  )
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(ignoreAbsent)) !== null
}

function ignoreAbsent(error: NodeJS.ErrnoException) {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return null
  throw error
}
