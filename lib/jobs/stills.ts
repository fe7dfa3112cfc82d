import "server-only"
import { db } from "@/lib/db"
import { AppError } from "@/lib/errors"
import type { JobGeneration } from "@/lib/jobs/generation"
import { prepareStill } from "@/lib/media/prepare-still"
import { findFrameModel, findModel } from "@/lib/providers/models"
import type { AspectRatio, ImageRef, SubmitCall } from "@/lib/providers/provider"
import { storage } from "@/lib/storage/open"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/**
 * Reads and prepares every still of a request before anything is sent, so that a missing or unusable one ends the
 * generation while it surely costs nothing. Returns what the adapter reads them with. Throws AppError.
 */
export async function readStills({ teamId, kind, request }: JobGeneration): Promise<SubmitCall["readImage"]> {
  const { firstFrame, lastFrame, referenceImages, aspectRatio, resolution } = request
  const limits = (kind === "frame" ? findFrameModel(request.model) : findModel(request.model))?.image
  const pixels = findModel(request.model)?.pixelSizes?.[resolution]?.[aspectRatio]
  const prepared = new Map<ImageRef, Promise<{ bytes: Uint8Array; mime: string }>>()
  const prepare = (image: ImageRef | undefined, shape: AspectRatio | undefined) => {
    if (!image) return
    if (!limits) throw new AppError("invalid_input", "This model takes no pictures.")
    prepared.set(
      image,
      read(teamId, image.clipId).then((bytes) => prepareStill(bytes, { aspectRatio: shape, pixels, limits })),
    )
  }
  prepare(firstFrame, aspectRatio)
  prepare(lastFrame, aspectRatio)
  for (const image of referenceImages) prepare(image, undefined)
  await Promise.all(prepared.values())
  return async (image) => {
    const still = await prepared.get(image)
    if (!still) throw new Error(`Picture ${image.clipId} is not part of the request.`)
    return still
  }
}

async function read(teamId: AuthorizedTeamId, clipId: string): Promise<Uint8Array> {
  const clip = await db().clip.findFirst({ where: { id: clipId, teamId, kind: "image" }, select: { storageKey: true } })
  if (!clip) throw new AppError("invalid_input", "One of its pictures no longer exists.")
  return new Uint8Array(await new Response(await storage().get(clip.storageKey)).arrayBuffer())
}
