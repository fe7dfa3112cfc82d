import "server-only"
import sharp from "sharp"
import { z } from "zod"
import { askedOf } from "@/lib/arena/judge-data"
import { db } from "@/lib/db"
import { coverColour, coverShare } from "@/lib/media/blind-form"
import { storage } from "@/lib/storage/open"
import type { AuthorizedTeamId } from "@/lib/teams/types"

const uuid = z.uuid()

/**
 * The still that a judge's pair was to begin with, made small and covered like the clips, since it may be a take's last frame
 * with a mark on it; null when there is none, or the pair is not this judge's.
 */
export async function stillFor(userId: string, showingId: string): Promise<Buffer | null> {
  if (!uuid.safeParse(showingId).success) return null
  const showing = await db().showing.findFirst({
    where: { id: showingId, judgeId: userId },
    select: { teamId: true, shotId: true, leftTakeId: true, sessionId: true, session: { select: { coversMarks: true } } },
  })
  if (!showing) return null
  // The row names its team, and its judge was just proven to be this person.
  const teamId = showing.teamId as AuthorizedTeamId
  const { sessionId, leftTakeId } = showing
  const isMember = await db().membership.count({ where: { teamId, userId } })
  const form = await db().sessionTake.findFirst({
    where: { teamId, sessionId, takeId: leftTakeId },
    select: { width: true, height: true },
  })
  const { firstFrameClipId } = await askedOf(db(), { id: sessionId, teamId }, showing.shotId)
  const clip = firstFrameClipId
    ? await db().clip.findFirst({ where: { id: firstFrameClipId, teamId, kind: "image" }, select: { storageKey: true } })
    : null
  if (isMember === 0 || !clip || !form?.width || !form.height) return null
  const bytes = Buffer.from(await new Response(await storage().get(clip.storageKey)).arrayBuffer())
  return coverStill(bytes, { width: form.width, height: form.height }, showing.session.coversMarks)
}

/** A JPEG of the still cut to the clips' size, its lower band covered like theirs; without metadata. */
async function coverStill(bytes: Buffer, { width, height }: { width: number; height: number }, coversMarks: boolean) {
  const picture = sharp(bytes).autoOrient().resize({ width, height, fit: "cover" }).flatten({ background: "#000" })
  const band = Math.round(Math.min(width, height) * coverShare)
  const plate = { create: { width, height: band, channels: 3 as const, background: coverColour } }
  if (coversMarks) picture.composite([{ input: plate, left: 0, top: height - band }])
  return picture.jpeg({ quality: 90 }).toBuffer()
}
