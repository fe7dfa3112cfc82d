import "server-only"
import { db } from "@/lib/db"
import { eventChannel } from "@/lib/events/notify"
import { Prisma } from "@/lib/generated/prisma/client"
import { measureVersion } from "@/lib/media/measure/thresholds"
import type { Measured } from "@/lib/takes/measures-schema"

/** Older than every version of the tool: the clip waits to be measured. */
const waiting = { version: 0, measures: null, failure: null }

/**
 * The statement that keeps what was measured of each row of `rows`, a query of takes with columns `id` and `teamId`; null
 * leaves it to be measured later.
 */
export function keepMeasuresSql(rows: Prisma.Sql, measured: Measured | null): Prisma.Sql {
  const { version, measures, failure } = measured ? { version: measureVersion, ...measured } : waiting
  const loudness = measures && "loudnessLufs" in measures.sound ? measures.sound.loudnessLufs : null
  return Prisma.sql`
    insert into "TakeMeasures" ("takeId", "teamId", version, measures, "loudnessLufs", failure)
    select id, "teamId", ${version}, ${measures && JSON.stringify(measures)}::jsonb,
      ${typeof loudness === "number" ? loudness : null}::float8, ${failure}
    from ${rows}
    on conflict ("takeId") do update set version = excluded.version, measures = excluded.measures,
      "loudnessLufs" = excluded."loudnessLufs", failure = excluded.failure, "measuredAt" = now()`
}

/**
 * Keeps what was made later of a take's clip and tells the open screens; nothing when the take is gone or has another clip
 * by now. Without a new proxy an older one stays.
 */
export async function keepExtras(
  { takeId, clipId }: { takeId: string; clipId: string },
  { proxyClipId, measured }: { proxyClipId: string | null; measured: Measured },
): Promise<void> {
  await db().$queryRaw`
    with filled as (
      update "Take" set "proxyClipId" = coalesce(${proxyClipId}::uuid, "proxyClipId")
      where id = ${takeId}::uuid and "clipId" = ${clipId}::uuid returning id, "teamId", "trashedAt"
    ), kept as (${keepMeasuresSql(Prisma.sql`filled`, measured)})
    select pg_notify(${eventChannel}, json_build_object('teamId', "teamId", 'type', 'take', 'takeId', id)::text)::text
    from filled where "trashedAt" is null`
}
