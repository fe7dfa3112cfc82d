import "server-only"
import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { rm, stat } from "node:fs/promises"
import { maxClipBytes } from "@/lib/clips/ingest"
import { AppError } from "@/lib/errors"
import { ArchiveError, openArchive } from "@/lib/imports/archive"
import { ManifestError, readManifest } from "@/lib/imports/manifest"
import { type ManifestRow, rowFor } from "@/lib/imports/manifest-rows"
import { type BroughtFile, importClip } from "@/lib/imports/mutations"
import type { ImportedFile, ImportFacts } from "@/lib/imports/schema"
import { storeBody } from "@/lib/media/download"
import { MediaError } from "@/lib/media/errors"
import { sniff } from "@/lib/media/sniff"
import { temporaryFile } from "@/lib/storage/open"
import type { TeamAccess } from "@/lib/teams/types"

/** An archive of many clips is larger than one clip. */
const maxArchiveBytes = 32 * 1024 ** 3
const maxSeconds = 3600

/** What arrives: a request, or what is left of one. */
type Sent = { body: ReadableStream<Uint8Array> | null; signal: AbortSignal }

/** One clip, or a zip of clips with a list of prompts, as the body of a request. Throws AppError in words for the person. */
export async function receiveImport(
  access: TeamAccess,
  projectId: string,
  facts: ImportFacts,
  request: Sent,
): Promise<ImportedFile[]> {
  const path = await temporaryFile()
  try {
    const brought = await keep(request, path)
    if (await isArchive(path)) return await importArchive(access, projectId, path)
    return [await importOne(access, projectId, facts, { path, ...brought })]
  } finally {
    await rm(path, { force: true })
  }
}

async function keep({ body, signal }: Sent, path: string): Promise<{ sha256: string; bytes: number }> {
  if (!body) throw new AppError("invalid_input", "No file came with this.")
  const bounds = { maxBytes: maxArchiveBytes, maxSeconds, signal }
  return storeBody(async () => ({ body }), path, bounds).catch((cause: unknown) => {
    if (!(cause instanceof MediaError)) throw cause
    const words =
      cause.reason === "too_large" ? "This file is larger than 32 GB." : "The file arrived incomplete. Bring it again."
    throw new AppError(cause.reason === "too_large" ? "too_large" : "invalid_input", words, { cause })
  })
}

async function isArchive(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path, { end: 3 })) return (chunk as Buffer).toString("latin1").startsWith("PK")
  return false
}

async function importArchive(access: TeamAccess, projectId: string, path: string): Promise<ImportedFile[]> {
  const archive = await openArchive(path, maxClipBytes).catch((cause: unknown) => {
    if (cause instanceof ArchiveError) throw new AppError("invalid_input", cause.message, { cause })
    throw cause
  })
  try {
    if (archive.clips.length === 0) throw new AppError("invalid_input", "There is no clip in this archive (mp4, mov or webm).")
    const rows = archive.lists.flatMap(({ text }) => readRows(text))
    const imported: ImportedFile[] = []
    for (const clip of archive.clips) {
      const unpacked = await temporaryFile()
      try {
        await clip.saveTo(unpacked)
        const { prompt = "", model = "", seed = null } = rowFor(rows, clip.name) ?? {}
        const file = { path: unpacked, sha256: await hashOf(unpacked), bytes: (await stat(unpacked)).size }
        imported.push(await importOne(access, projectId, { name: clip.name, prompt, model, seed }, file))
      } catch (error) {
        if (!(error instanceof ArchiveError)) throw error
        imported.push({ name: clip.name, refusal: error.message })
      } finally {
        await rm(unpacked, { force: true })
      }
    }
    return imported
  } finally {
    archive.close()
  }
}

/** A list that cannot be read must not keep the clips out: they come without prompts. */
function readRows(text: string): ManifestRow[] {
  try {
    return readManifest(text)
  } catch (error) {
    if (error instanceof ManifestError) return []
    throw error
  }
}

async function importOne(
  access: TeamAccess,
  projectId: string,
  facts: ImportFacts,
  file: Omit<BroughtFile, "mime">,
): Promise<ImportedFile> {
  const { name } = facts
  if (file.bytes > maxClipBytes) return { name, refusal: "This clip is larger than 1 GB." }
  const mime = await videoMime(file.path)
  if (mime === null) return { name, refusal: "This is not a video that can be read. Use mp4, mov or webm." }
  return { name, ...(await importClip(access, projectId, facts, { ...file, mime })) }
}

async function videoMime(path: string): Promise<string | null> {
  const chunks: Buffer[] = []
  for await (const chunk of createReadStream(path, { end: 4095 })) chunks.push(chunk as Buffer)
  const type = sniff(Buffer.concat(chunks))
  return type?.kind === "video" ? type.mime : null
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256")
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest("hex")
}
