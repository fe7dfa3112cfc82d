import "server-only"
import { z } from "zod"
import { db } from "@/lib/db"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** What is needed to serve a clip's bytes. */
export type ServedClip = { storageKey: string; sha256: string; mime: string; bytes: number }

const uuid = z.uuid()

/**
 * A clip of any of this person's teams; null when there is none, which another team's is too. One query proves and reads.
 */
export async function clipForUser(userId: string, clipId: string): Promise<ServedClip | null> {
  if (!uuid.safeParse(clipId).success) return null
  const [clip] = await db().$queryRaw<(Omit<ServedClip, "bytes"> & { bytes: bigint })[]>`
    select clip."storageKey", clip.sha256, clip.mime, clip.bytes
    from "Clip" clip join "Membership" member on member."teamId" = clip."teamId"
    where clip.id = ${clipId}::uuid and member."userId" = ${userId}::uuid`
  return clip ? { ...clip, bytes: Number(clip.bytes) } : null
}

/** The same inside a team that was proven already. */
export async function clipForTeam(teamId: AuthorizedTeamId, clipId: string): Promise<ServedClip | null> {
  const clip = await db().clip.findFirst({
    where: { id: clipId, teamId },
    select: { storageKey: true, sha256: true, mime: true, bytes: true },
  })
  return clip && { ...clip, bytes: Number(clip.bytes) }
}
