import "server-only"
import { z } from "zod"
import { db } from "@/lib/db"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import { sandboxBaseUrls } from "@/lib/providers/base-urls"
import { vendorName } from "@/lib/providers/names"
import type { ProviderId, ProviderSettings } from "@/lib/providers/provider"
import { providerIds, requireVendor } from "@/lib/providers/vendors"
import type { AuthorizedTeamId } from "@/lib/teams/types"
import { decryptSecret, type SecretPlace, SecretUnreadableError } from "@/lib/vendors/cipher"
import type { VendorMode, VendorModes } from "@/lib/vendors/modes"

export type VendorAccess = { mode: VendorMode; settings: ProviderSettings }

/** What `VendorCredential.secretCipher` holds, opened: the key, and what else the vendor needs (`CredentialField`). */
export const vendorSecret = z.object({ apiKey: z.string().min(1), fields: z.record(z.string(), z.string()).default({}) })
export type VendorSecret = z.infer<typeof vendorSecret>

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
    throw new AppError("unavailable", `There is no key for ${vendorName(provider)}. Add one under Settings, Vendors.`)
  }
  const open = (stored: string, field: "secret" | "webhookSecret") => openStored(stored, { teamId, provider, field })
  const { apiKey, fields } = vendorSecret.parse(JSON.parse(open(credential.secretCipher, "secret")))
  const webhookSecret = credential.webhookSecretCipher ? open(credential.webhookSecretCipher, "webhookSecret") : undefined
  return { mode: "live", settings: liveSettings(provider, { apiKey, fields }, webhookSecret) }
}

/** Throws AppError "unavailable" for what does not open: the jobs then treat the key as gone, and do not try for ever. */
function openStored(stored: string, place: SecretPlace): string {
  try {
    return decryptSecret(stored, place, env().ENCRYPTION_KEY)
  } catch (cause) {
    if (!(cause instanceof SecretUnreadableError)) throw cause
    const message = `The stored key for ${vendorName(place.provider)} cannot be opened. Enter it again under Settings, Vendors.`
    throw new AppError("unavailable", message, { cause })
  }
}

/** The settings of a live vendor with a given key, also for testing a key before it is stored. */
export function liveSettings(provider: ProviderId, { apiKey, fields }: VendorSecret, webhookSecret?: string): ProviderSettings {
  return {
    ...outside,
    apiKey,
    fields,
    baseUrls: requireVendor(provider).liveUrls,
    ...(webhookSecret !== undefined && { webhookSecret }),
  }
}

function sandboxSettings(teamId: AuthorizedTeamId, provider: ProviderId): ProviderSettings {
  const { SANDBOX_URL, SANDBOX_WEBHOOK_SECRET } = env()
  if (SANDBOX_URL === undefined) {
    throw new AppError(
      "unavailable",
      `This studio runs without a sandbox and ${vendorName(provider)} has no key. Add one under Settings, Vendors.`,
    )
  }
  const vendor = requireVendor(provider)
  const secret = vendor.webhookSecretPrefix === undefined ? undefined : SANDBOX_WEBHOOK_SECRET
  return {
    ...outside,
    apiKey: `sandbox-${teamId}`,
    fields: vendor.sandboxFields ?? {},
    baseUrls: sandboxBaseUrls(vendor, SANDBOX_URL),
    ...(secret !== undefined && { webhookSecret: secret }),
  }
}

/** Each vendor's switch as it stands; no row means sandbox. */
export async function vendorModes(teamId: AuthorizedTeamId): Promise<VendorModes> {
  const rows = await db().vendorCredential.findMany({ where: { teamId }, select: { provider: true, mode: true } })
  const modeOf = new Map(rows.map(({ provider, mode }) => [provider, mode]))
  return Object.fromEntries(providerIds.map((id) => [id, modeOf.get(id) ?? "sandbox"]))
}

/** Vendors whose key goes to another server than the vendor's own: those with something in the field `baseUrl`. */
export async function vendorsElsewhere(teamId: AuthorizedTeamId): Promise<ProviderId[]> {
  const able = providerIds.filter((id) => requireVendor(id).fields?.some(({ name }) => name === "baseUrl"))
  const rows = await db().vendorCredential.findMany({
    where: { teamId, provider: { in: able }, secretCipher: { not: null } },
    select: { provider: true, secretCipher: true },
  })
  return rows.flatMap(({ provider, secretCipher }) => {
    if (secretCipher === null) return []
    return baseUrlIn(secretCipher, { teamId, provider, field: "secret" }) ? [provider] : []
  })
}

/** A key that does not open goes nowhere, and must not keep the team from its studio. */
function baseUrlIn(secretCipher: string, place: SecretPlace): string | undefined {
  try {
    return vendorSecret.parse(JSON.parse(openStored(secretCipher, place))).fields.baseUrl
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}
