import { randomBytes } from "node:crypto"
import type { Storage } from "@/lib/storage/storage"

/** Bytes in memory as the stream that `Storage.put` takes. */
export async function* bodyOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** A whole object in memory: for stills, never for clips. Throws AppError "not_found". */
export async function readObject(storage: Storage, key: string): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of await storage.get(key)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Writes, reads back and deletes a few bytes; throws with what went wrong. */
export async function proveStorage(storage: Storage): Promise<void> {
  const key = `probe/${randomBytes(8).toString("hex")}`
  const bytes = randomBytes(16)
  await storage.put(key, bodyOf(bytes), { mime: "application/octet-stream", bytes: bytes.length })
  try {
    if (!bytes.equals(await readObject(storage, key))) throw new Error("The storage gave back other bytes than it was given.")
  } finally {
    await storage.delete(key)
  }
}
