import "server-only"
import { db } from "@/lib/db"
import { eventChannel } from "@/lib/events/notify"
import type { Prisma } from "@/lib/generated/prisma/client"
import type { RemoteFile } from "@/lib/providers/provider"

/** Counts an attempt and returns its number, from 1. */
export async function startIngestAttempt(id: string): Promise<number> {
  const { ingestAttempts } = await db().generation.update({
    where: { id },
    data: { ingestAttempts: { increment: 1 } },
    select: { ingestAttempts: true },
  })
  return ingestAttempts
}

/** Where the files lie now; null leaves what is known. */
export async function keepFreshFiles(id: string, files: readonly RemoteFile[] | null): Promise<void> {
  if (!files) return
  const fresh = files as unknown as Prisma.InputJsonValue
  await db().generation.updateMany({ where: { id, status: "ingesting" }, data: { remoteFiles: fresh } })
}

/** Bytes stored so far, told to the open screens; nothing when it has moved on meanwhile. */
export async function writeProgress(id: string, bytes: number, totalBytes: number | null): Promise<void> {
  await db().$queryRaw`
    with written as (
      update "Generation" set "ingestBytes" = ${BigInt(bytes)}, "ingestTotalBytes" = ${totalBytes === null ? null : BigInt(totalBytes)}::bigint
      where id = ${id}::uuid and status = 'ingesting' returning id, "teamId"
    )
    select pg_notify(${eventChannel}, json_build_object('teamId', written."teamId", 'type', 'take', 'takeId', take.id)::text)::text
    from written join "Take" as take on take."generationId" = written.id where take."trashedAt" is null`
}
