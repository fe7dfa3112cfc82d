import "server-only"
import type { Transaction } from "@/lib/db"
import { eventChannel } from "@/lib/events/notify"
import type { InsertScope } from "@/lib/generations/insert"
import { reserveSql } from "@/lib/spend/mutations"

export type InsertedFrames = {
  id: string
  submitKey: string
  provider: string
  model: string
  mode: "sandbox" | "live"
  request: unknown
  priceEstimateMicros: number
}

/**
 * A generation of kind "frame": like `insertGenerations`, with the money held, the submit job and the notice to open
 * screens in one statement, but without a take and a prompt version, since stills have none.
 */
export async function insertFrames(
  tx: Transaction,
  scope: Omit<InsertScope, "promptVersionId">,
  generation: InsertedFrames,
): Promise<void> {
  const { teamId, projectId, shotId, batchId, createdById } = scope
  const notice = JSON.stringify({ teamId, type: "shot", shotId, projectId })
  await tx.$executeRaw`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify([generation])}::jsonb) as given(
        id uuid, "submitKey" text, provider text, model text, mode "VendorMode", request jsonb, "priceEstimateMicros" bigint)
    ), made as (
      insert into "Generation" (id, kind, "teamId", "projectId", "shotId", "batchId", "createdById", "submitKey",
        provider, model, mode, request, "priceEstimateMicros", "callbackTokenHash")
      select id, 'frame', ${teamId}::uuid, ${projectId}::uuid, ${shotId}::uuid, ${batchId}::uuid, ${createdById}::uuid,
        "submitKey", provider, model, mode, request, "priceEstimateMicros", '' from given
    ), held as (${reserveSql(teamId, 1)})
    select
      (select count(*) from graphile_worker.add_jobs(array(
        select row('submit', json_build_object('generationId', id), null, null, null, 'submit:' || id, null, null)::graphile_worker.job_spec
        from given))),
      pg_notify(${eventChannel}, ${notice})`
}
