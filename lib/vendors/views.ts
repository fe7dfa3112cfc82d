import { modeOf, type VendorMode } from "@/lib/vendors/modes"
import { recentPulses } from "@/lib/vendors/pulse"
import "server-only"
import { db } from "@/lib/db"
import { env } from "@/lib/env"
import { GenerationStatus } from "@/lib/generated/prisma/enums"
import { isTerminal } from "@/lib/generations/rules"
import type { VideoModel } from "@/lib/providers/catalogue"
import { vendorName } from "@/lib/providers/names"
import type { ProviderId } from "@/lib/providers/provider"
import { findVendor, providerIds, requireVendor } from "@/lib/providers/vendors"
import type { AuthorizedTeamId } from "@/lib/teams/types"
import { vendorModes } from "@/lib/vendors/data"
import type { VendorView } from "@/lib/vendors/schema"
import { goodWords } from "@/lib/vendors/test-key"

const openStatuses = Object.values(GenerationStatus).filter((status) => !isTerminal(status))

/** Every vendor with its switch, its key's hint and its health. */
export async function listVendors(teamId: AuthorizedTeamId): Promise<VendorView[]> {
  const [modes, credentials, deliveries, refusals, histories, pulses] = await Promise.all([
    vendorModes(teamId),
    db().vendorCredential.findMany({
      where: { teamId },
      select: { provider: true, secretHint: true, webhookSecretCipher: true, testedAt: true, testOutcome: true },
    }),
    deliveriesPerHour(teamId),
    refusedDeliveries(teamId),
    history(teamId),
    recentPulses(teamId),
  ])
  return providerIds.map((provider) => {
    const credential = credentials.find((row) => row.provider === provider)
    const perHour = Array.from({ length: 24 }, (_, hour) => deliveries.get(`${provider}:${23 - hour}`) ?? 0)
    const mode = modeOf(modes, provider)
    const past = histories.find((row) => row.provider === provider && row.mode === mode)
    const pulse = pulses.find((row) => row.provider === provider && row.mode === mode)
    const { testedAt, testOutcome } = credential ?? {}
    const hasWebhookSecret = mode === "sandbox" ? hasSandboxSecret() : Boolean(credential?.webhookSecretCipher)
    return {
      provider,
      name: vendorName(provider),
      ...modelCounts(provider),
      mode,
      keyHint: credential?.secretHint ?? null,
      test: testedAt ? { at: testedAt.toISOString(), isGood: testOutcome === goodWords, words: testOutcome ?? "" } : null,
      finish: finishOf(provider, mode, hasWebhookSecret),
      hasWebhookSecret: Boolean(credential?.webhookSecretCipher),
      webhookAddress: addressToRegister(teamId, provider),
      takesWebhookSecret: findVendor(provider)?.webhookSecretPrefix !== undefined,
      deliveries: {
        perHour,
        total: perHour.reduce((sum, count) => sum + count, 0),
        refused: refusals.get(provider) ?? 0,
      },
      halfDoneSeconds: past?.half ?? null,
      nineOfTenSeconds: past?.nineOfTen ?? null,
      failedShare: past?.failedShare ?? null,
      calls: pulse
        ? { total: pulse.calls, failed: pulse.failures, lastAt: pulse.lastAt.toISOString(), lastFailure: pulse.lastFailure }
        : null,
      openLiveJobs: histories.find((row) => row.provider === provider && row.mode === "live")?.open ?? 0,
    }
  })
}

/** What a vendor makes today, and what the sandbox alone still plays. */
function modelCounts(provider: ProviderId) {
  const { models, frameModels = [] } = requireVendor(provider)
  const isLiving = ({ lifecycle }: Pick<VideoModel, "lifecycle">) => lifecycle.state !== "retired"
  return {
    modelCount: models.filter(isLiving).length,
    sandboxModelCount: models.filter((model) => !isLiving(model) && model.staysInSandbox).length,
    frameModelCount: frameModels.filter(isLiving).length,
  }
}

/** When a vendor's callback was last believed; null before the first. */
export async function findLastDelivery(teamId: AuthorizedTeamId): Promise<Date | null> {
  const last = await db().webhookDelivery.findFirst({
    where: { teamId },
    orderBy: { receivedAt: "desc" },
    select: { receivedAt: true },
  })
  return last?.receivedAt ?? null
}

const hasSandboxSecret = () => env().SANDBOX_WEBHOOK_SECRET !== undefined

/** How a vendor's results reach us, now: a callback needs a vendor that has them and an address that it can reach. */
function finishOf(provider: ProviderId, mode: VendorMode, hasWebhookSecret: boolean): VendorView["finish"] {
  const { finish } = requireVendor(provider)
  const isReachable = mode === "sandbox" ? env().INTERNAL_URL !== undefined : env().PUBLIC_URL !== undefined
  if (finish.by === "poll") return { kind: "poll", words: "polled" }
  if (finish.isRegistered && (mode === "sandbox" || !hasWebhookSecret)) return { kind: "poll", words: "polled" }
  if (!isReachable) return { kind: "poll", words: "polled, no public address" }
  if (finish.signature === "unsigned" || (finish.signature === "needs_secret" && !hasWebhookSecret))
    return { kind: "hint", words: "unsigned webhook, then read again" }
  return { kind: "callback", words: "signed webhook" }
}

/** Where a vendor that posts to one address for all jobs is to post; null where none is needed, or nobody reaches us. */
function addressToRegister(teamId: AuthorizedTeamId, provider: ProviderId): string | null {
  const { finish } = requireVendor(provider)
  const base = env().PUBLIC_URL
  if (finish.by === "poll" || !finish.isRegistered || base === undefined) return null
  return `${base}/api/webhooks/${provider}?${new URLSearchParams({ team: teamId })}`
}

/** Keys are "<provider>:<hours ago>". */
async function deliveriesPerHour(teamId: AuthorizedTeamId): Promise<Map<string, number>> {
  const rows = await db().$queryRaw<{ provider: string; hoursAgo: number; count: number }[]>`
    select provider, floor(extract(epoch from now() - "receivedAt") / 3600)::int as "hoursAgo", count(*)::int as count
    from "WebhookDelivery"
    where "teamId" = ${teamId}::uuid and "receivedAt" > now() - interval '24 hours'
    group by 1, 2`
  return new Map(rows.map(({ provider, hoursAgo, count }) => [`${provider}:${hoursAgo}`, count]))
}

async function refusedDeliveries(teamId: AuthorizedTeamId): Promise<Map<string, number>> {
  const rows = await db().webhookRefusal.groupBy({
    by: ["provider"],
    where: { teamId, hour: { gt: new Date(Date.now() - 24 * 60 * 60 * 1000) } },
    _sum: { count: true },
  })
  return new Map(rows.map(({ provider, _sum }) => [provider, _sum.count ?? 0]))
}

type History = {
  provider: string
  mode: VendorMode
  half: number | null
  nineOfTen: number | null
  failedShare: number | null
  open: number
}

/** Times over the last 30 days, from Generate to stored; failures over the last 7; refusals by moderation are no failures. */
async function history(teamId: AuthorizedTeamId): Promise<History[]> {
  return db().$queryRaw<History[]>`
    select provider, mode,
      percentile_cont(0.5) within group (order by extract(epoch from "finishedAt" - "createdAt")::float8)
        filter (where status = 'succeeded') as half,
      percentile_cont(0.9) within group (order by extract(epoch from "finishedAt" - "createdAt")::float8)
        filter (where status = 'succeeded') as "nineOfTen",
      (count(*) filter (where status in ('failed', 'expired') and "finishedAt" > now() - interval '7 days'))::float8
        / nullif(count(*) filter (where status in ('succeeded', 'failed', 'expired', 'refused')
          and "finishedAt" > now() - interval '7 days'), 0) as "failedShare",
      (count(*) filter (where status = any(${openStatuses}::"GenerationStatus"[])))::int as open
    from "Generation"
    where "teamId" = ${teamId}::uuid
      and ("finishedAt" > now() - interval '30 days' or status = any(${openStatuses}::"GenerationStatus"[]))
    group by provider, mode`
}
