import "server-only"
import { rm } from "node:fs/promises"
import { maxClipBytes } from "@/lib/clips/ingest"
import { makeExtras } from "@/lib/clips/ingest-extras"
import { AppError } from "@/lib/errors"
import { findGeneration } from "@/lib/jobs/generation"
import { measuredAgainst } from "@/lib/jobs/measure-against"
import { findUnmeasured, measureLater, type Unmeasured } from "@/lib/jobs/measure-data"
import { inSeconds } from "@/lib/jobs/timing"
import type { Work } from "@/lib/jobs/work"
import { log } from "@/lib/log"
import { storeBody } from "@/lib/media/download"
import { MediaError } from "@/lib/media/errors"
import { storage, temporaryFile } from "@/lib/storage/open"
import { keepExtras } from "@/lib/takes/measures-mutations"

const maxReadSeconds = 600
const againSeconds = 600

/**
 * Measures the clip of a finished take and makes its proxy, for takes from before there were any, and those that were taken
 * in without. The clip's bytes are read and never touched. May be cut short anywhere and run again.
 */
export async function measure(takeId: string, { signal }: Pick<Work, "signal">): Promise<void> {
  const take = await findUnmeasured(takeId)
  const generation = take && (await findGeneration(take.generationId))
  if (!take || !generation) return
  const path = await temporaryFile()
  try {
    await fetchClip(take, path, signal)
    const extras = await makeExtras(take.teamId, path, await measuredAgainst(generation), signal)
    await keepExtras({ takeId, clipId: take.clip.id }, extras)
    log().info({ takeId, failure: extras.measured.failure }, "clip measured")
  } catch (error) {
    // The sweep of the next worker gives it a job again.
    if (signal.aborted) return
    const failure = finalWords(error)
    log().warn({ takeId, error, isFinal: failure !== null }, "clip not measured")
    if (failure === null) return await measureLater(takeId, inSeconds(againSeconds))
    await keepExtras({ takeId, clipId: take.clip.id }, { proxyClipId: null, measured: { measures: null, failure } })
  } finally {
    await rm(path, { force: true })
  }
}

async function fetchClip({ clip }: Unmeasured, path: string, signal: AbortSignal): Promise<void> {
  const open = async () => ({ body: await storage().get(clip.storageKey), bytes: clip.bytes })
  await storeBody(open, path, { maxBytes: maxClipBytes, maxSeconds: maxReadSeconds, signal }).catch((cause: unknown) => {
    // Our own storage is not the clip: what it does not give today it may give tomorrow.
    if (cause instanceof MediaError) throw new Error("The clip could not be read from storage.", { cause })
    throw cause
  })
}

/** Null for what may go well another time. */
function finalWords(error: unknown): string | null {
  if (error instanceof MediaError) return "The clip could not be decoded."
  if (error instanceof AppError && error.code === "not_found") return "The clip's file is no longer there."
  return null
}
