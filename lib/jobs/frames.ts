import "server-only"
import { randomUUIDv7 } from "node:crypto"
import { readFile, rm } from "node:fs/promises"
import { storeClip } from "@/lib/clips/mutations"
import { db } from "@/lib/db"
import { AppError } from "@/lib/errors"
import type { JobGeneration } from "@/lib/jobs/generation"
import { log } from "@/lib/log"
import { downloadGuarded, storeBody } from "@/lib/media/download"
import { MediaError } from "@/lib/media/errors"
import { readStill, stillLimits } from "@/lib/media/still"
import type { Download, FrameRequest, RemoteFile } from "@/lib/providers/provider"
import { temporaryFile } from "@/lib/storage/open"

const maxDownloadSeconds = 120

/** The request of a generation of kind "frame". */
export function frameRequestOf(generation: JobGeneration): FrameRequest {
  // One column holds both kinds of request; `kind` says which.
  return generation.request as unknown as FrameRequest
}

/**
 * Stores a made still as the frame in its place. May run again: equal bytes are the same clip, and a place is filled once.
 * Throws MediaError "not_an_image".
 */
export async function storeFrame(
  { id, teamId, projectId, shotId }: JobGeneration,
  position: number,
  given: Uint8Array,
): Promise<void> {
  const still = await readStill(given).catch((cause: unknown) => {
    if (cause instanceof AppError) throw new MediaError("not_an_image", cause.message, { cause })
    throw cause
  })
  const { mime, width, height, bytes: content } = still
  const { id: clipId } = await storeClip(teamId, { kind: "image", mime, width, height, content })
  const data = { id: randomUUIDv7(), teamId, projectId, shotId, generationId: id, position, clipId }
  await db().madeFrame.createMany({ data, skipDuplicates: true })
}

/** How files at the vendor are reached. */
export type Source = {
  allowOrigin: string | undefined
  open(key: string, signal: AbortSignal): Promise<Download>
  signal: AbortSignal
}

/** Fetches the stills of a finished job and stores each in its place; those that are there already are left alone. */
export async function fetchFrames(generation: JobGeneration, files: readonly RemoteFile[], from: Source): Promise<void> {
  const { teamId, id: generationId } = generation
  const stored = await db().madeFrame.findMany({ where: { teamId, generationId }, select: { position: true } })
  const isStored = new Set(stored.map(({ position }) => position))
  for (const [position, file] of files.entries()) {
    if (isStored.has(position)) continue
    await storeFrame(generation, position, await fetchStill(file, from))
  }
}

async function fetchStill(file: RemoteFile, from: Source): Promise<Uint8Array> {
  const path = await temporaryFile()
  try {
    const bounds = { maxBytes: stillLimits.maxBytes, maxSeconds: maxDownloadSeconds, signal: from.signal }
    if ("url" in file) await downloadGuarded(file.url, path, { allowOrigin: from.allowOrigin, ...bounds })
    else await storeBody((signal) => from.open(file.key, signal), path, bounds)
    return await readFile(path)
  } finally {
    await rm(path, { force: true })
  }
}

/** How many stills of it are stored. */
export function countFrames({ teamId, id: generationId }: JobGeneration): Promise<number> {
  return db().madeFrame.count({ where: { teamId, generationId } })
}

/**
 * The clip's last frame as the vendor gave it, stored; null when it gave none, or one that cannot be had or is of another
 * size: the one that was decoded then stands in.
 */
export async function storeLastFrame(
  generation: JobGeneration,
  files: readonly RemoteFile[],
  clip: { width: number; height: number },
  from: Source,
): Promise<string | null> {
  const file = files.find(({ isLastFrame }) => isLastFrame)
  if (!file) return null
  try {
    const { mime, width, height, bytes: content } = await readStill(await fetchStill(file, from))
    if (width !== clip.width || height !== clip.height) return null
    return (await storeClip(generation.teamId, { kind: "image", mime, width, height, content })).id
  } catch (error) {
    if (!(error instanceof MediaError || error instanceof AppError)) throw error
    log().warn({ generationId: generation.id, error }, "the vendor's last frame was not stored")
    return null
  }
}
