import "server-only"
import { randomUUIDv7 } from "node:crypto"
import { direct } from "@/lib/db"
import { AppError } from "@/lib/errors"
import { Prisma } from "@/lib/generated/prisma/client"
import { findByVendorJob, findGeneration, type JobGeneration } from "@/lib/jobs/generation"
import { addJobSql, type GenerationTask } from "@/lib/jobs/queue"
import { moveFor } from "@/lib/jobs/report"
import { transition } from "@/lib/jobs/transition"
import { vendorOf } from "@/lib/jobs/vendor"
import { log } from "@/lib/log"
import { WebhookVerificationError } from "@/lib/providers/errors"
import type { ProviderId, RawDelivery, ReceivedReport, VideoProvider } from "@/lib/providers/provider"
import { createProvider } from "@/lib/providers/registry"
import { isProviderId } from "@/lib/providers/vendors"
import type { AuthorizedTeamId } from "@/lib/teams/types"
import { vendorAccess } from "@/lib/vendors/data"
import { readBounded } from "@/lib/webhooks/body"
import { isToken } from "@/lib/webhooks/callback"
import { isDuplicate } from "@/lib/webhooks/duplicate"
import { countRefusal, type RefusalReason } from "@/lib/webhooks/refusals"

/** HTTP status of the answer: 204 done (also when it was done before), 400 shape, 401 not believed, 404, 413, 503 ours. */
export type ReceiveStatus = 204 | 400 | 401 | 404 | 413 | 503

const statusOf = {
  bad_signature: 401,
  stale: 401,
  no_secret: 401,
  bad_shape: 400,
  unknown_generation: 404,
  bad_token: 404,
  too_large: 413,
} satisfies Record<RefusalReason, ReceiveStatus>

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * Takes in one callback. It names its generation and proves it by that generation's token, or comes to the address that a
 * team has registered; the adapter proves the bytes by the vendor's signature. Then one statement does everything or nothing. Never downloads, never calls the vendor (fal's
 * public keys apart, once a day), never throws.
 */
export async function receive(provider: string, request: Request): Promise<ReceiveStatus> {
  const start = performance.now()
  const refuse = (reason: RefusalReason, teamId?: string) => {
    // Nothing is counted under a name that a stranger chose.
    countRefusal(isProviderId(provider) ? provider : "", reason, teamId)
    log().warn({ provider, reason, teamId }, "webhook refused")
    return statusOf[reason]
  }
  try {
    if (!isProviderId(provider)) return 404
    const body = await readBounded(request)
    if (body === null) return refuse("too_large")
    const query = new URL(request.url).searchParams
    const delivery = { body, headers: request.headers }
    const read = query.has("team")
      ? await readRegistered(provider, query.get("team") ?? "", delivery)
      : await readNamed(provider, query, delivery)
    if ("refused" in read) return refuse(read.refused, read.teamId)
    const { generation, received } = read
    const outcome = await apply(generation, received)
    const durationMs = Math.round(performance.now() - start)
    log().info(
      { generationId: generation.id, provider, report: received.report.status, outcome, durationMs },
      "webhook received",
    )
    return 204
  } catch (error) {
    log().error({ provider, error }, "webhook not taken in")
    return 503
  }
}

type Read = { generation: JobGeneration; received: ReceivedReport } | { refused: RefusalReason; teamId?: AuthorizedTeamId }

/** A delivery at a generation's own address, which a submit gave to the vendor. */
async function readNamed(provider: ProviderId, query: URLSearchParams, delivery: RawDelivery): Promise<Read> {
  const generation = await findNamed(provider, query)
  if (typeof generation === "string") return { refused: generation }
  const { teamId } = generation
  const received = await believe(await vendorOf(generation), delivery)
  if ("refused" in received) return { ...received, teamId }
  const isOther = generation.vendorJobId !== null && generation.vendorJobId !== received.vendorJobId
  return isOther ? { refused: "unknown_generation", teamId } : { generation, received }
}

/**
 * A delivery at the one address that a team has registered at a vendor for all its jobs. No token names a generation there,
 * so the signature alone is the proof: without a stored secret nothing is taken in. A job that is not known (yet) is
 * refused, and the vendor tries again.
 */
async function readRegistered(provider: ProviderId, team: string, delivery: RawDelivery): Promise<Read> {
  if (!uuid.test(team)) return { refused: "unknown_generation" }
  // Not proven yet: what is read of this team is its secret alone, and nothing is told of it.
  const teamId = team as AuthorizedTeamId
  const access = await vendorAccess(teamId, provider, "live").catch((error: unknown) => {
    if (error instanceof AppError) return null
    throw error
  })
  if (access?.settings.webhookSecret === undefined) return { refused: "no_secret" }
  const received = await believe(await createProvider(provider, access.settings), delivery)
  if ("refused" in received) return received
  const generation = await findByVendorJob(teamId, provider, received.vendorJobId)
  return generation ? { generation, received } : { refused: "unknown_generation", teamId }
}

async function believe(
  { webhook }: VideoProvider,
  delivery: RawDelivery,
): Promise<ReceivedReport | { refused: RefusalReason }> {
  if (!webhook) return { refused: "unknown_generation" }
  return webhook.receive(delivery).catch((error: unknown) => {
    if (error instanceof WebhookVerificationError) return { refused: error.reason }
    throw error
  })
}

/** No such generation and a wrong token are one answer, so that ids cannot be tried out. */
async function findNamed(provider: ProviderId, query: URLSearchParams): Promise<JobGeneration | RefusalReason> {
  const id = query.get("generation") ?? ""
  const generation = uuid.test(id) ? await findGeneration(id) : null
  const hasToken = isToken(query.get("token") ?? "", generation?.callbackTokenHash ?? "")
  if (generation?.provider !== provider) return "unknown_generation"
  return hasToken ? generation : "bad_token"
}

/**
 * Applies a believed delivery. What it says outright moves the generation, also while our own submit has not returned yet
 * (its later answer then finds the move made). What only hints leads to a look at the vendor.
 */
async function apply(generation: JobGeneration, { deliveryId, vendorJobId, report }: ReceivedReport): Promise<string> {
  const delivery = { provider: generation.provider, deliveryId }
  try {
    const move = report.status === "hint" ? null : moveFor(generation, report, "webhook")
    if (move && (await transition({ ...move, facts: { ...move.facts, vendorJobId }, delivery }))) return "applied"
    return await note(generation, { ...delivery, vendorJobId }, followUp(generation, report.status === "hint"))
  } catch (error) {
    if (isDuplicate(error)) return "duplicate"
    throw error
  }
}

/** Which job finds out more: a look after a hint; after any word of a job that was cut off, the search for it. */
function followUp({ status, jobRef }: JobGeneration, isHint: boolean): GenerationTask | null {
  if (status === "unknown") return "reconcile"
  return isHint && status === "running" && jobRef !== null ? "check" : null
}

/**
 * Writes the delivery down, with the job that follows it; a duplicate leads to neither. A job that was cut off gets the id
 * by which it is searched for, unless that is known to be another's.
 */
async function note(
  generation: JobGeneration,
  { provider, deliveryId, vendorJobId }: { provider: ProviderId; deliveryId: string; vendorJobId: string },
  task: GenerationTask | null,
): Promise<string> {
  const outcome = task ? "reread" : "already_done"
  const job = task ? Prisma.sql`left join ${addJobSql(Prisma.sql`noted`, task, undefined)} as job on true` : Prisma.empty
  const named =
    task === "reconcile"
      ? Prisma.sql`, named as (
          update "Generation" as generation set "vendorJobId" = ${vendorJobId} from noted
          where generation.id = noted.id and generation.status = 'unknown' and generation."vendorJobId" is null and not exists (
            select from "Generation" as other where other."teamId" = ${generation.teamId}::uuid and other.provider = ${provider}
              and other."vendorJobId" = ${vendorJobId}
          ))`
      : Prisma.empty
  const noted = await direct().$queryRaw<unknown[]>(Prisma.sql`
    with noted as (
      insert into "WebhookDelivery" (id, "teamId", provider, "deliveryId", "generationId", outcome)
      values (${randomUUIDv7()}::uuid, ${generation.teamId}::uuid, ${provider}, ${deliveryId}, ${generation.id}::uuid, ${outcome})
      on conflict (provider, "generationId", "deliveryId") do nothing
      returning "generationId" as id
    ) ${named}
    select noted.id::text from noted ${job}`)
  return noted.length > 0 ? outcome : "duplicate"
}
