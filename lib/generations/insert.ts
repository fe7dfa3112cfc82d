import "server-only"
import type { Transaction } from "@/lib/db"
import { eventChannel } from "@/lib/events/notify"
import type { AutoChoice } from "@/lib/generations/schema"
import { reserveSql } from "@/lib/spend/mutations"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** What generations that are created together have in common. */
export type InsertScope = {
  teamId: AuthorizedTeamId
  projectId: string
  shotId: string
  promptVersionId: string
  batchId: string
  createdById: string
}

export type InsertedGeneration = {
  id: string
  takeId: string
  takeNumber: number
  submitKey: string
  provider: string
  model: string
  mode: "sandbox" | "live"
  request: unknown
  warnings: unknown
  priceEstimateMicros: number
  requestHash: string | null
  auto?: Pick<AutoChoice, "policy" | "why">
  autoRest?: AutoChoice["rest"]
  retryOfId?: string
}

/**
 * The one place where generations come into being: with their takes, the money held for them, their submit jobs and the
 * notices to open screens, in one statement. As plain SQL because a press waits for it: Prisma's createMany for the same
 * rows took four times as long.
 */
export async function insertGenerations(
  tx: Transaction,
  scope: InsertScope,
  generations: readonly InsertedGeneration[],
): Promise<void> {
  const { teamId, projectId, shotId, promptVersionId, batchId, createdById } = scope
  // No callback token yet: one is minted with every submit, and an empty hash is opened by none.
  await tx.$executeRaw`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(generations)}::jsonb) as given(
        id uuid, "takeId" uuid, "takeNumber" int, "submitKey" text, provider text, model text, mode "VendorMode",
        request jsonb, warnings jsonb, "priceEstimateMicros" bigint, "requestHash" text, auto jsonb, "autoRest" jsonb, "retryOfId" uuid)
    ), made as (
      insert into "Generation" (id, "teamId", "projectId", "shotId", "promptVersionId", "batchId", "createdById", "submitKey",
        provider, model, mode, request, warnings, "priceEstimateMicros", "requestHash", auto, "autoRest", "retryOfId", "callbackTokenHash")
      select id, ${teamId}::uuid, ${projectId}::uuid, ${shotId}::uuid, ${promptVersionId}::uuid, ${batchId}::uuid, ${createdById}::uuid,
        "submitKey", provider, model, mode, request, warnings, "priceEstimateMicros", "requestHash", auto, "autoRest", "retryOfId", '' from given
    ), taken as (
      insert into "Take" (id, "teamId", "projectId", "shotId", "generationId", number)
      select "takeId", ${teamId}::uuid, ${projectId}::uuid, ${shotId}::uuid, id, "takeNumber" from given
    ), held as (${reserveSql(teamId, generations.length)})
    select
      (select count(*) from graphile_worker.add_jobs(array(
        select row('submit', json_build_object('generationId', id), null, null, null, 'submit:' || id, null, null)::graphile_worker.job_spec
        from given))),
      (select count(pg_notify(${eventChannel}, json_build_object('teamId', ${teamId}::text, 'type', 'take', 'takeId', "takeId")::text))
        from given)`
}
