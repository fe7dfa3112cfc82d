import "server-only"
import { tokenHash } from "@/lib/arena/showing"
import { lengthHeader } from "@/lib/clips/content-length"
import { db } from "@/lib/db"
import { storage } from "@/lib/storage/open"

/** A blind clip that one token opens, once. */
export type OpenedClip = { storageKey: string; bytes: number; servedBytes: number }

/**
 * Spends a token: returns what it opens when it is this judge's, unused, and its pair waits for an answer; else null. The
 * moment is noted, since nobody has seen the clip sooner.
 */
export async function spendToken(userId: string, token: string): Promise<OpenedClip | null> {
  const hash = tokenHash(token)
  const [row] = await db().$queryRaw<{ storageKey: string; bytes: bigint; clipBytes: bigint }[]>`
    with spent as (
      update "Showing" showing set
        "leftTokenHash" = nullif(showing."leftTokenHash", ${hash}), "rightTokenHash" = nullif(showing."rightTokenHash", ${hash}),
        "leftFetchedAt" = case when showing."leftTokenHash" = ${hash}
          then coalesce(showing."leftFetchedAt", clock_timestamp()) else showing."leftFetchedAt" end,
        "rightFetchedAt" = case when showing."rightTokenHash" = ${hash}
          then coalesce(showing."rightFetchedAt", clock_timestamp()) else showing."rightFetchedAt" end
      from "Showing" before, "JudgingSession" session
      where before.id = showing.id and session.id = showing."sessionId" and session.status = 'open'
        and showing."judgeId" = ${userId}::uuid and showing."votedAt" is null
        and (showing."leftTokenHash" = ${hash} or showing."rightTokenHash" = ${hash})
        and exists (select from "Membership" member
          where member."teamId" = showing."teamId" and member."userId" = showing."judgeId")
      returning showing."sessionId", session."clipBytes",
        case when before."leftTokenHash" = ${hash} then showing."leftTakeId" else showing."rightTakeId" end as "takeId"
    )
    select clip."storageKey", clip.bytes, spent."clipBytes"
    from spent join "SessionTake" clip on clip."sessionId" = spent."sessionId" and clip."takeId" = spent."takeId"
    where clip."storageKey" is not null`
  return row ? { storageKey: row.storageKey, bytes: Number(row.bytes), servedBytes: Number(row.clipBytes) } : null
}

/** The HTTP answer with a blind clip: as many bytes for every clip of its session, and no header that differs. */
export async function serveBlindClip({ storageKey, bytes, servedBytes }: OpenedClip): Promise<Response> {
  const length = String(servedBytes)
  return new Response(padded(await storage().get(storageKey), servedBytes - bytes), {
    headers: {
      "accept-ranges": "none",
      // A proxy that packed the filling would tell how much there is of it.
      "cache-control": "no-store, no-transform",
      "content-disposition": "inline",
      "content-length": length,
      "content-security-policy": "default-src 'none'; sandbox",
      "content-type": "video/mp4",
      "cross-origin-resource-policy": "same-origin",
      "x-content-type-options": "nosniff",
      [lengthHeader]: length,
    },
  })
}

const boxHeaderBytes = 8
const fillingChunk = 64 * 1024

/** How many bytes every clip of a session is served with, given the largest: room for a filling box, in steps. */
export function servedBytesFor(largest: number): number {
  return Math.ceil((largest + boxHeaderBytes) / fillingChunk) * fillingChunk
}

/** The clip's own bytes, then an mp4 box of type "free" that fills the rest; players skip it. */
function padded(clip: ReadableStream<Uint8Array>, missing: number): ReadableStream<Uint8Array> {
  if (missing < boxHeaderBytes) throw new Error(`A clip lacks ${missing} bytes, which no box fills.`)
  let left = missing - boxHeaderBytes
  const box = Buffer.alloc(boxHeaderBytes)
  box.writeUInt32BE(missing, 0)
  box.write("free", 4, "latin1")
  const filling = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(box),
    pull(controller) {
      const length = Math.min(left, fillingChunk)
      if (length === 0) return controller.close()
      left -= length
      controller.enqueue(new Uint8Array(length))
    },
  })
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  clip
    .pipeTo(writable, { preventClose: true })
    .then(() => filling.pipeTo(writable))
    // The reader went away, or the storage broke: either way the stream has ended with it.
    .catch(() => undefined)
  return readable
}
