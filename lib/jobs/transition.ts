import "server-only"
import { randomUUIDv7 } from "node:crypto"
import { direct, type StatementClient } from "@/lib/db"
import { eventChannel } from "@/lib/events/notify"
import { Prisma } from "@/lib/generated/prisma/client"
import type { GenerationStatus } from "@/lib/generated/prisma/enums"
import { allowedFrom, isTerminal } from "@/lib/generations/rules"
import type { GenerationFailure } from "@/lib/generations/schema"
import { addJobSql, addWakeSql, type GenerationTask } from "@/lib/jobs/queue"
import { vendorsWithLimits } from "@/lib/lanes/rules"
import { log } from "@/lib/log"
import type { JsonValue, RemoteFile } from "@/lib/providers/provider"
import { type Charge, chargedSql, ledgerSql } from "@/lib/spend/mutations"
import { keepMeasuresSql } from "@/lib/takes/measures-mutations"
import type { Measured } from "@/lib/takes/measures-schema"
import type { DeliveredDifference } from "@/lib/takes/schema"

/** Columns of a generation that change together with its status; absent keys stay as they are. */
export type Facts = {
  progress?: number | null
  jobRef?: JsonValue
  vendorJobId?: string
  hasCallback?: boolean
  callbackTokenHash?: string
  remoteFiles?: readonly RemoteFile[]
  failure?: GenerationFailure
  unknownUntil?: Date
  nextCheckAt?: Date | null
  checkAttempts?: number
  ingestAttempts?: number
  /** Before the end only: what the vendor said it billed, kept until it is settled. Micro-dollars. */
  priceActualMicros?: number | null
}

/** The stored files of a finished take, what was measured of its clip, and where it differs from what was asked. */
export type TakeFiles = {
  clipId: string
  posterClipId: string
  filmstripClipId: string
  firstFrameClipId: string
  lastFrameClipId: string
  proxyClipId: string | null
  /** Null: it is left to be measured later. */
  measured: Measured | null
  differences: readonly DeliveredDifference[]
}

export type Move = {
  generationId: string
  to: GenerationStatus
  /** Narrows `allowedFrom[to]`. */
  from?: readonly GenerationStatus[]
  facts?: Facts
  /** What a terminal move costs: by default the estimate for `succeeded`, and nothing for every other end; `expired` never costs. */
  charge?: Charge
  /** The job that carries the generation on. */
  next?: { task: GenerationTask; runAt?: Date }
  /** The delivery that led to this move; a second one with the same id violates a unique key and undoes the whole. */
  delivery?: { provider: string; deliveryId: string }
  take?: TakeFiles
  /** False for a move that no screen shows, such as when to look next. */
  isSeen?: boolean
  /** Who moves it, for the log. */
  via: "submit" | "check" | "reconcile" | "ingest" | "webhook" | "person"
}

type MovedRow = { teamId: string; provider: string; model: string; mode: string; from: string; ageMs: number; stepMs: number }

/**
 * The one way a generation's status changes. A single statement, and so a single transaction: the status with its facts
 * and timestamps, the ledger, the delivery, the take's files and measures, the next job, and the notice to open screens.
 * Returns false, having done nothing, when the generation is not in a status that this move may start from: somebody else
 * was first, and the caller stops quietly. Give `client` to make it part of a larger transaction.
 */
export async function transition(move: Move, client: StatementClient = direct()): Promise<boolean> {
  const [moved] = await client.$queryRaw<MovedRow[]>(moveSql(move))
  if (!moved) return false
  const { generationId, to, via } = move
  const { teamId, provider, model, mode, from, ageMs, stepMs } = moved
  const line = { generationId, teamId, provider, model, mode, from, to, via, ageMs, stepMs, failure: move.facts?.failure?.kind }
  if (moved.from === to) log().debug(line, "generation reported")
  else log().info(line, "generation moved")
  return true
}

function moveSql(move: Move): Prisma.Sql {
  const { generationId, to, next, delivery, take } = move
  const from = (allowedFrom[to] as readonly GenerationStatus[]).filter((status) => move.from?.includes(status) ?? true)
  // What has expired may still arrive, and is charged then: twice would be once too often.
  const charge = to === "expired" ? "nothing" : (move.charge ?? (to === "succeeded" ? "estimate" : "nothing"))
  const ledger = ledgerSql(to, charge)
  const effects = [
    ...(ledger ? [Prisma.sql`, booked as (${ledger})`] : []),
    ...(delivery ? [Prisma.sql`, delivered as (${deliverySql(delivery)})`] : []),
    ...(take ? [Prisma.sql`, filled as (${fillSql(take)})`] : []),
    ...(take ? [Prisma.sql`, kept as (${keepMeasuresSql(Prisma.sql`filled`, take.measured)})`] : []),
  ]
  return Prisma.sql`
    with before as (
      select id, status, greatest("createdAt", "submittingAt", "acceptedAt", "runningAt", "unknownAt", "ingestingAt") as since
      from "Generation" where id = ${generationId}::uuid and status = any(${from}::"GenerationStatus"[]) for update
    ), moved as (
      update "Generation" as generation set ${Prisma.join(assignments(to, charge, move.facts ?? {}))}
      from before where generation.id = before.id
      returning generation.id, generation."teamId", generation.kind, generation."projectId", generation."shotId", generation.provider, generation.model, generation.mode,
        generation."priceEstimateMicros" as estimate, before.status as "from",
        extract(epoch from now() - generation."createdAt") * 1000 as age, extract(epoch from now() - before.since) * 1000 as step
    ) ${Prisma.join(effects.length > 0 ? effects : [Prisma.empty], "")}
    select moved."teamId", moved.provider, moved.model, moved.mode::text, moved."from"::text,
      round(moved.age)::float8 as "ageMs", round(moved.step)::float8 as "stepMs",
      ${move.isSeen === false ? Prisma.sql`null` : noticeSql} as notice, ${wakeSql(to)} as woken
    from moved left join "Take" as take on take."generationId" = moved.id
    ${next ? Prisma.sql`left join ${addJobSql(Prisma.sql`moved`, next.task, next.runAt)} as job on true` : Prisma.empty}`
}

/** A take in the trash is on no screen that follows it. Stills are not takes: their shot is told instead. */
const noticeSql = Prisma.sql`
  case
    when moved.kind = 'frame' then pg_notify(${eventChannel}, json_build_object(
      'teamId', moved."teamId", 'type', 'shot', 'shotId', moved."shotId", 'projectId', moved."projectId")::text)::text
    when take."trashedAt" is null then
      pg_notify(${eventChannel}, json_build_object('teamId', moved."teamId", 'type', 'take', 'takeId', take.id)::text)::text
  end`

/**
 * Leaving a vendor, or its line, makes room for the next; a failure may hold others. So a job looks after either, once this
 * is committed. A success where nobody can be waiting needs none.
 */
function wakeSql(to: GenerationStatus): Prisma.Sql {
  const wake = addWakeSql(Prisma.sql`moved`)
  if (to === "failed" || to === "refused" || to === "unknown") return wake
  if (to !== "ingesting" && to !== "cancelled" && to !== "expired") return Prisma.sql`null`
  return Prisma.sql`case when moved.provider = any(${vendorsWithLimits()}::text[]) or exists (
    select from "Lane" where "Lane"."teamId" = moved."teamId" and "Lane".provider = moved.provider and "Lane".mode = moved.mode
      and "carefulUntil" > now()
  ) then ${wake} end`
}

/** The timestamps that a status brings with it. The first arrival counts where a status can be met twice. */
const stamps: Partial<Record<GenerationStatus, Prisma.Sql>> = {
  submitting: Prisma.sql`"submittingAt" = now(), "submitAttempts" = "submitAttempts" + 1`,
  running: Prisma.sql`"acceptedAt" = coalesce("acceptedAt", now()), "runningAt" = coalesce("runningAt", now())`,
  unknown: Prisma.sql`"unknownAt" = now()`,
  ingesting: Prisma.sql`"acceptedAt" = coalesce("acceptedAt", now()), "ingestingAt" = now(), "finishedAt" = null, failure = null`,
}

const columnTypes = {
  progress: "float8",
  jobRef: "jsonb",
  vendorJobId: "text",
  hasCallback: "boolean",
  callbackTokenHash: "text",
  remoteFiles: "jsonb",
  failure: "jsonb",
  unknownUntil: "timestamptz",
  nextCheckAt: "timestamptz",
  checkAttempts: "int",
  ingestAttempts: "int",
  priceActualMicros: "bigint",
} satisfies Record<keyof Facts, string>

function assignments(to: GenerationStatus, charge: Charge, facts: Facts): Prisma.Sql[] {
  const list = [Prisma.sql`status = ${to}::"GenerationStatus"`]
  const stamp = stamps[to]
  if (stamp) list.push(stamp)
  if (isTerminal(to)) {
    list.push(Prisma.sql`"finishedAt" = now(), "nextCheckAt" = null`)
    list.push(Prisma.sql`"priceActualMicros" = ${chargedSql(charge, Prisma.sql`"priceEstimateMicros"`)}`)
  }
  for (const [column, value] of Object.entries(facts)) {
    if (value === undefined) continue
    const type = columnTypes[column as keyof Facts]
    const parameter = type === "jsonb" ? JSON.stringify(value) : value
    list.push(Prisma.sql`${Prisma.raw(`"${column}"`)} = ${parameter}${Prisma.raw(`::${type}`)}`)
  }
  return list
}

function deliverySql({ provider, deliveryId }: { provider: string; deliveryId: string }): Prisma.Sql {
  return Prisma.sql`
    insert into "WebhookDelivery" (id, "teamId", provider, "deliveryId", "generationId", outcome)
    select ${randomUUIDv7()}::uuid, moved."teamId", ${provider}, ${deliveryId}, moved.id, 'applied' from moved`
}

function fillSql({ differences, ...files }: TakeFiles): Prisma.Sql {
  return Prisma.sql`
    update "Take" set "clipId" = ${files.clipId}::uuid, "posterClipId" = ${files.posterClipId}::uuid,
      "filmstripClipId" = ${files.filmstripClipId}::uuid, "firstFrameClipId" = ${files.firstFrameClipId}::uuid,
      "lastFrameClipId" = ${files.lastFrameClipId}::uuid, "proxyClipId" = ${files.proxyClipId}::uuid, differences = ${JSON.stringify(differences)}::jsonb
    from moved where "Take"."generationId" = moved.id
    returning "Take".id, "Take"."teamId"`
}
