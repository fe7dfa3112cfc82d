import "server-only"
import { db } from "@/lib/db"
import { AppError } from "@/lib/errors"
import type { JobGeneration } from "@/lib/jobs/generation"
import { ProviderError } from "@/lib/providers/errors"
import type { ClipRef } from "@/lib/providers/provider"
import { storage } from "@/lib/storage/open"

/** The row of the clip that a request works on. Throws AppError when it is gone. */
export async function findSourceClip({ teamId }: JobGeneration, { clipId }: ClipRef) {
  const clip = await db().clip.findFirst({
    where: { id: clipId, teamId, kind: "video" },
    select: { storageKey: true, mime: true },
  })
  if (!clip) throw new AppError("invalid_input", "The clip to work on no longer exists.")
  return clip
}

/**
 * Its bytes as they are stored, for an adapter that is about to send them. What goes wrong here went wrong before the
 * billable POST, and is told so: a ProviderError with acceptance "no".
 */
export async function readSourceClip(generation: JobGeneration, clip: ClipRef): Promise<{ bytes: Uint8Array; mime: string }> {
  try {
    const { storageKey, mime } = await findSourceClip(generation, clip)
    return { bytes: new Uint8Array(await new Response(await storage().get(storageKey)).arrayBuffer()), mime }
  } catch (cause) {
    const isGone = cause instanceof AppError
    throw new ProviderError({
      provider: generation.provider,
      kind: isGone ? "invalid_request" : "unavailable",
      acceptance: "no",
      isRetryable: !isGone,
      message: `Not sent. The clip to work on could not be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      cause,
    })
  }
}
