import "server-only"
import { db } from "@/lib/db"
import { AppError } from "@/lib/errors"
import type { JobGeneration } from "@/lib/jobs/generation"
import type { ClipRef } from "@/lib/providers/provider"
import { storage } from "@/lib/storage/open"

/** The bytes of the clip that a request works on, as they are stored. Throws AppError when it is gone. */
export async function readSourceClip(
  { teamId }: JobGeneration,
  { clipId }: ClipRef,
): Promise<{ bytes: Uint8Array; mime: string }> {
  const clip = await db().clip.findFirst({
    where: { id: clipId, teamId, kind: "video" },
    select: { storageKey: true, mime: true },
  })
  if (!clip) throw new AppError("invalid_input", "The clip to work on no longer exists.")
  const bytes = new Uint8Array(await new Response(await storage().get(clip.storageKey)).arrayBuffer())
  return { bytes, mime: clip.mime }
}
