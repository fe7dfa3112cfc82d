import "server-only"
import { rm } from "node:fs/promises"
import { type Against, type Extras, storeExtras } from "@/lib/clips/ingest-extras"
import { type NewClip, storeClip } from "@/lib/clips/mutations"
import type { VideoAnalysis } from "@/lib/media/analyse"
import { type Downloaded, downloadGuarded, storeBody } from "@/lib/media/download"
import type { VideoFacts } from "@/lib/media/probe"
import { inMediaProcess } from "@/lib/media/process/run"
import type { Download } from "@/lib/providers/provider"
import { temporaryFile } from "@/lib/storage/open"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** Larger than any model here delivers: 60 s of 4k at 100 Mbit/s. */
export const maxClipBytes = 1024 ** 3
const maxDownloadSeconds = 600

export type Ingested = {
  clipId: string
  posterClipId: string
  filmstripClipId: string
  firstFrameClipId: string
  lastFrameClipId: string
  /** Null when the clip was taken in without, or it could not be made. */
  proxyClipId: string | null
  /** Null when the clip was taken in without. */
  measured: Extras["measured"] | null
  facts: VideoFacts & { bytes: number; sha256: string }
}

export type RemoteIngest = {
  teamId: AuthorizedTeamId
  /** The vendor's address of the result, not trusted; or how to open it, where it has none. */
  from: { url: string } | { open(signal: AbortSignal): Promise<Download> }
  /** The sandbox's origin, for a take that was made there; see downloadGuarded. */
  allowOrigin?: string | undefined
  /** What the clip is held to when it is measured. Absent: it is not measured, and gets no proxy. */
  measure?: Against | undefined
  /** Called while it downloads, at most some times a second. */
  onProgress?: ((bytes: number, totalBytes: number | null) => void) | undefined
  signal?: AbortSignal | undefined
}

/**
 * Takes a vendor's clip in: fetched under guard, checked whole, and stored with its renditions; the original's bytes are
 * never touched. Safe to run again after any crash: equal bytes are the same clips. Whatever happens no temporary file
 * stays, but for a killed process, whose files the sweep removes. Throws MediaError, whose `reason` says what was wrong.
 * For the worker; a web request has no time for it.
 */
export async function ingestVideo({ teamId, from, allowOrigin, measure, onProgress, signal }: RemoteIngest): Promise<Ingested> {
  const path = await temporaryFile()
  try {
    const bounds = {
      maxBytes: maxClipBytes,
      maxSeconds: maxDownloadSeconds,
      onProgress: onProgress && atIntervals(onProgress),
      signal,
    }
    const fetched =
      "url" in from
        ? await downloadGuarded(from.url, path, { allowOrigin, ...bounds })
        : await storeBody(from.open, path, bounds)
    return await ingestFile(teamId, path, fetched, { measure, signal })
  } finally {
    await rm(path, { force: true })
  }
}

/**
 * The same for a file that is here already, from `temporaryFile()`; it is moved away. One decoding pass makes the pictures,
 * the proxy and the measures. Throws MediaError.
 */
export async function ingestFile(
  teamId: AuthorizedTeamId,
  path: string,
  { bytes, sha256 }: Downloaded,
  { measure, signal }: Pick<RemoteIngest, "measure" | "signal"> = {},
): Promise<Ingested> {
  const proxyPath = await temporaryFile()
  try {
    const order = { path, extras: measure && { proxyPath, ...measure } }
    const { analysis, extras } = await inMediaProcess("ingestPass", order, signal)
    const { facts } = analysis
    const made = extras ? await storeExtras(teamId, proxyPath, extras, facts) : { proxyClipId: null, measured: null }
    const renditions = await storeRenditions(teamId, analysis)
    const { rotation: _, codec: __, ...stored } = facts
    const { id: clipId } = await storeClip(teamId, { kind: "video", ...stored, content: { path, sha256, bytes } })
    return { clipId, ...renditions, ...made, facts: { ...facts, bytes, sha256 } }
  } finally {
    await rm(proxyPath, { force: true })
  }
}

async function storeRenditions(teamId: AuthorizedTeamId, { poster, filmstrip, firstFrame, lastFrame }: VideoAnalysis) {
  const store = async (picture: VideoAnalysis["poster"], more: Partial<NewClip> = {}) => {
    const { bytes: content, mime, width, height } = picture
    return (await storeClip(teamId, { kind: "image", mime, width, height, content, ...more })).id
  }
  const [posterClipId, filmstripClipId, firstFrameClipId, lastFrameClipId] = await Promise.all([
    store(poster),
    store(filmstrip, { frameCount: filmstrip.frames }),
    store(firstFrame),
    store(lastFrame),
  ])
  return { posterClipId, filmstripClipId, firstFrameClipId, lastFrameClipId }
}

/** Every chunk would be hundreds of calls a second. */
function atIntervals(onProgress: NonNullable<RemoteIngest["onProgress"]>): typeof onProgress {
  let next = 0
  return (bytes, totalBytes) => {
    const now = performance.now()
    if (now < next && bytes !== totalBytes) return
    next = now + 250
    onProgress(bytes, totalBytes)
  }
}
