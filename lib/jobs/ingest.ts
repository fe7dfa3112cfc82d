import "server-only"
import { differences } from "@/lib/clips/differences"
import { ingestVideo } from "@/lib/clips/ingest"
import { db } from "@/lib/db"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import { remoteFiles } from "@/lib/generations/schema"
import { countFrames, fetchFrames, type Source, storeLastFrame } from "@/lib/jobs/frames"
import { findGeneration, type JobGeneration } from "@/lib/jobs/generation"
import { keepFreshFiles, startIngestAttempt } from "@/lib/jobs/ingest-data"
import { progressWriter } from "@/lib/jobs/ingest-progress"
import { measuredAgainst } from "@/lib/jobs/measure-against"
import { enqueueGenerations } from "@/lib/jobs/queue"
import { backoffSeconds, checkTimeoutSeconds, inSeconds, maxIngestAttempts } from "@/lib/jobs/timing"
import { transition } from "@/lib/jobs/transition"
import { called, vendorOf } from "@/lib/jobs/vendor"
import { alone, type Work } from "@/lib/jobs/work"
import { log } from "@/lib/log"
import { MediaError, type MediaFailureReason } from "@/lib/media/errors"
import { ProviderError } from "@/lib/providers/errors"
import { importedProvider } from "@/lib/providers/names"
import type { Download, RemoteFile } from "@/lib/providers/provider"
import type { Charge } from "@/lib/spend/mutations"
import { storage } from "@/lib/storage/open"

/** How often a clip is fetched before its take fails. What is missing here fails at the first attempt. */
const attemptsFor: Partial<Record<MediaFailureReason, number>> = {
  network: maxIngestAttempts,
  timeout: maxIngestAttempts,
  truncated: 3,
  crashed: 3,
  not_found: 3,
}

/** Should measuring bring the process down, the paid clip is then taken in without, and measured by a job of its own. */
const attemptsWithExtras = 2

/**
 * Fetches a finished clip, stores it and settles. May be cut short anywhere and run again: equal bytes are the same clip,
 * and only one run makes the final move.
 */
export async function ingest(generationId: string, work: Work): Promise<void> {
  const wasAlone = await alone(work, generationId, async () => {
    const generation = await findGeneration(generationId)
    if (generation?.status === "ingesting") await take(generation, work.signal)
  })
  if (!wasAlone) await enqueueGenerations(db(), [{ task: "ingest", generationId, runAt: inSeconds(2) }])
}

async function take(generation: JobGeneration, signal: AbortSignal): Promise<void> {
  const generationId = generation.id
  // Counted before the work: a clip that brings the process down each time must not do so for ever.
  const attempt = await startIngestAttempt(generationId)
  if (attempt > maxIngestAttempts) return fail(generation, "The clip could not be taken in.")
  // One result was asked for, so the first is the take; a vendor that sends more has not been seen.
  const remote = remoteFiles.parse(generation.remoteFiles)
  if (generation.kind === "frame") return takeFrames(generation, remote, attempt, signal)
  const [video] = remote.filter(({ isLastFrame }) => !isLastFrame)
  if (!video) return fail(generation, "The vendor's answer named no clip.")
  const progress = progressWriter(generationId)
  const start = performance.now()
  try {
    const { facts, ...files } = await ingestVideo({
      teamId: generation.teamId,
      from: "url" in video ? { url: video.url } : { open: (signal) => openAtVendor(generation, video.key, signal) },
      allowOrigin: sandboxOrigin(generation),
      measure: attempt <= attemptsWithExtras ? await measuredAgainst(generation) : undefined,
      signal,
      onProgress: progress.report,
    })
    log().info({ generationId, bytes: facts.bytes, durationMs: Math.round(performance.now() - start) }, "clip stored")
    const charge = chargeOf(generation)
    const lastFrameClipId =
      (await storeLastFrame(generation, remote, facts, sourceOf(generation, signal))) ?? files.lastFrameClipId
    const filled = {
      ...files,
      lastFrameClipId,
      differences: isBrought(generation) ? [] : differences(generation.request, facts),
    }
    await transition({ generationId, to: "succeeded", take: filled, charge, via: "ingest" })
    await forgetBrought(generation)
  } catch (error) {
    await notStored(generation, attempt, signal, error)
  } finally {
    await progress.end()
  }
}

function sourceOf(generation: JobGeneration, signal: AbortSignal): Source {
  const open = (key: string, until: AbortSignal) => openAtVendor(generation, key, until)
  return { allowOrigin: sandboxOrigin(generation), open, signal }
}

async function takeFrames(generation: JobGeneration, files: readonly RemoteFile[], attempt: number, signal: AbortSignal) {
  try {
    await fetchFrames(generation, files, sourceOf(generation, signal))
    if ((await countFrames(generation)) === 0) return fail(generation, "The vendor's answer named no picture.")
    await transition({ generationId: generation.id, to: "succeeded", charge: chargeOf(generation), via: "ingest" })
  } catch (error) {
    await notStored(generation, attempt, signal, error)
  }
}

/** Tried again where that may help, and given up otherwise. Throws what is not about the files. */
async function notStored(generation: JobGeneration, attempt: number, signal: AbortSignal, error: unknown): Promise<void> {
  const generationId = generation.id
  if (signal.aborted) return enqueueGenerations(db(), [{ task: "ingest", generationId }])
  if (!(error instanceof MediaError)) throw error
  const { reason, detail } = error
  log().warn({ generationId, attempt, reason, detail }, "result not stored")
  if (attempt >= (attemptsFor[reason] ?? 1)) return fail(generation, error.message)
  await keepFreshFiles(generationId, await askAgain(generation))
  const runAt = inSeconds(backoffSeconds(attempt, 1, 120))
  await enqueueGenerations(db(), [{ task: "ingest", generationId, runAt }])
}

/** Made elsewhere, and brought by a person. */
function isBrought({ provider }: JobGeneration): boolean {
  return provider === importedProvider
}

/** The vendor made and bills it; what it could not be used for does not change that. */
async function fail(generation: JobGeneration, what: string): Promise<void> {
  const failure = isBrought(generation)
    ? { kind: "unusable_result", message: "This file cannot be read as a video. Bring another one.", charged: false }
    : { kind: "unusable_result", message: `${what} Submit again.`, charged: true }
  await transition({
    generationId: generation.id,
    to: "failed",
    from: ["ingesting"],
    facts: { failure },
    charge: chargeOf(generation),
    via: "ingest",
  })
  await forgetBrought(generation)
}

/** A brought clip waits in our own storage until it has been taken in, or cannot be. */
async function forgetBrought(generation: JobGeneration): Promise<void> {
  if (!isBrought(generation)) return
  for (const file of remoteFiles.parse(generation.remoteFiles)) if ("key" in file) await storage().delete(file.key)
}

function chargeOf({ priceActualMicros }: JobGeneration): Charge {
  return priceActualMicros === null ? "estimate" : { micros: Number(priceActualMicros) }
}

/** A file that only the vendor's key opens. What went wrong is told in the words of a download. */
async function openAtVendor(generation: JobGeneration, key: string, signal: AbortSignal): Promise<Download> {
  // A clip that a person brought waits in our own storage.
  if (isBrought(generation)) return { body: await storage().get(key) }
  try {
    const { download } = await vendorOf(generation)
    if (!download) throw new MediaError("not_found", `${generation.provider} opens no files`)
    return await called(generation, "download", () => download(generation.jobRef, key, { signal }))
  } catch (error) {
    if (error instanceof ProviderError) {
      throw new MediaError(error.kind === "not_found" ? "not_found" : "network", error.message, { cause: error })
    }
    if (error instanceof AppError) throw new MediaError("network", error.message, { cause: error })
    throw error
  }
}

/** Links expire: the vendor is asked for the address of the day; null when it has none to give. */
async function askAgain(generation: JobGeneration) {
  if (generation.jobRef === null || isBrought(generation)) return null
  try {
    const provider = await vendorOf(generation)
    const signal = AbortSignal.timeout(checkTimeoutSeconds * 1000)
    const report = await called(generation, "check", () => provider.check(generation.jobRef, { signal }))
    return report.status === "succeeded" ? report.files : null
  } catch (error) {
    if (error instanceof ProviderError || error instanceof AppError) return null
    throw error
  }
}

function sandboxOrigin({ mode }: JobGeneration): string | undefined {
  const { SANDBOX_URL } = env()
  return mode === "sandbox" && SANDBOX_URL !== undefined ? new URL(SANDBOX_URL).origin : undefined
}
