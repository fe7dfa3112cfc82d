import "server-only"
import { z } from "zod"
import { db } from "@/lib/db"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import { liveBaseUrls, sandboxBaseUrls } from "@/lib/providers/base-urls"
import { providerNames } from "@/lib/providers/names"
import { type ProviderId, type ProviderSettings, providerIds } from "@/lib/providers/provider"
import type { AuthorizedTeamId } from "@/lib/teams/types"
import { decryptSecret } from "@/lib/vendors/cipher"

export type VendorMode = "sandbox" | "live"
export type VendorAccess = { mode: VendorMode; settings: ProviderSettings }

/** What `VendorCredential.secretCipher` holds, opened. */
export const vendorSecret = z.object({ apiKey: z.string().min(1) })

const outside = { fetch: globalThis.fetch, now: Date.now }

/**
 * How this team reaches one vendor now: live with its own key, or the sandbox with a key named after the team. `mode` asks for
 * one of the two whatever the switch says: a job that began in one is finished in it. Throws AppError "unavailable" when the
 * asked way does not exist. Never log or return the result to a screen: it holds the key.
 */
export async function vendorAccess(teamId: AuthorizedTeamId, provider: ProviderId, mode?: VendorMode): Promise<VendorAccess> {
  if (mode === "sandbox") return { mode, settings: sandboxSettings(teamId, provider) }
  const credential = await db().vendorCredential.findUnique({
    where: { teamId_provider: { teamId, provider } },
    select: { mode: true, secretCipher: true, webhookSecretCipher: true },
  })
  const wanted = mode ?? credential?.mode ?? "sandbox"
  if (wanted === "sandbox") return { mode: "sandbox", settings: sandboxSettings(teamId, provider) }
  if (!credential?.secretCipher) {
    throw new AppError("unavailable", `There is no key for ${providerNames[provider]}. Add one under Settings, Vendors.`)
  }
  const open = (stored: string, field: "secret" | "webhookSecret") =>
    decryptSecret(stored, { teamId, provider, field }, env().ENCRYPTION_KEY)
  const { apiKey } = vendorSecret.parse(JSON.parse(open(credential.secretCipher, "secret")))
  const webhookSecret = credential.webhookSecretCipher ? open(credential.webhookSecretCipher, "webhookSecret") : undefined
  return { mode: "live", settings: liveSettings(provider, apiKey, webhookSecret) }
}

/** The settings of a live vendor with a given key, also for testing a key before it is stored. */
export function liveSettings(provider: ProviderId, apiKey: string, webhookSecret?: string): ProviderSettings {
  return { ...outside, apiKey, baseUrls: liveBaseUrls(provider), ...(webhookSecret !== undefined && { webhookSecret }) }
}

function sandboxSettings(teamId: AuthorizedTeamId, provider: ProviderId): ProviderSettings {
  const { SANDBOX_URL, SANDBOX_KLING_WEBHOOK_SECRET } = env()
  if (SANDBOX_URL === undefined) {
    throw new AppError(
      "unavailable",
      `This studio runs without a sandbox and ${providerNames[provider]} has no key. Add one under Settings, Vendors.`,
    )
  }
  const secret = provider === "kling" ? SANDBOX_KLING_WEBHOOK_SECRET : undefined
  return {
    ...outside,
    apiKey: `sandbox-${teamId}`,
    baseUrls: sandboxBaseUrls(provider, SANDBOX_URL),
    ...(secret !== undefined && { webhookSecret: secret }),
  }
}

/** Each vendor's switch as it stands; no row means sandbox. */
export async function vendorModes(teamId: AuthorizedTeamId): Promise<Record<ProviderId, VendorMode>> {
  const rows = await db().vendorCredential.findMany({ where: { teamId }, select: { provider: true, mode: true } })
  const modeOf = new Map(rows.map(({ provider, mode }) => [provider, mode]))
  return Object.fromEntries(providerIds.map((id) => [id, modeOf.get(id) ?? "sandbox"])) as Record<ProviderId, VendorMode>
}
