import "server-only"
import { createHash } from "node:crypto"
import { db } from "@/lib/db"
import type { ClipKind } from "@/lib/generated/prisma/enums"
import { bodyOf } from "@/lib/storage/body"
import { storage } from "@/lib/storage/open"
import type { AuthorizedTeamId } from "@/lib/teams/types"

export type NewClip = {
  kind: ClipKind
  mime: string
  width: number
  height: number
  durationSeconds?: number
  fps?: number
  /** Of a video its frames; of a filmstrip its pictures. */
  frameCount?: number
  hasAudio?: boolean
  /** In memory, or a finished file from `temporaryFile()` with its hash, which is moved away. */
  content: Buffer | { path: string; sha256: string; bytes: number }
}

export type StoredClip = { id: string; sha256: string; bytes: number; mime: string; width: number; height: number }

const endings: Record<string, string> = {
  "video/mp4": ".mp4",
  "video/quicktime": ".mov",
  "video/webm": ".webm",
  "image/jpeg": ".jpg",
  "image/png": ".png",
  "image/webp": ".webp",
  "image/avif": ".avif",
}

/**
 * Stores bytes for a team, once: equal bytes give the clip that is there already, also when two processes bring them at
 * the same moment. The row is written after the bytes, so a row always has its bytes; a crash in between leaves bytes
 * that the next attempt finds under the same key.
 */
export async function storeClip(teamId: AuthorizedTeamId, { content, ...facts }: NewClip): Promise<StoredClip> {
  const isFile = !Buffer.isBuffer(content)
  const sha256 = isFile ? content.sha256 : createHash("sha256").update(content).digest("hex")
  const bytes = isFile ? content.bytes : content.byteLength
  const storageKey = `clips/${teamId}/${sha256.slice(0, 2)}/${sha256}${endings[facts.mime] ?? ""}`
  if (isFile) await storage().putFile(storageKey, content.path, { mime: facts.mime })
  else await storage().put(storageKey, bodyOf(content), { mime: facts.mime, bytes })
  const data = { teamId, ...facts, sha256, bytes, storageKey }
  await db().clip.createMany({ data, skipDuplicates: true })
  const clip = await db().clip.findUniqueOrThrow({
    where: { teamId_sha256: { teamId, sha256 } },
    select: { id: true, mime: true, width: true, height: true },
  })
  return { ...clip, sha256, bytes }
}
