import "server-only"
import { db, type Transaction } from "@/lib/db"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import { vendorName } from "@/lib/providers/names"
import type { ProviderId } from "@/lib/providers/provider"
import type { TeamAccess } from "@/lib/teams/types"
import { encryptSecret } from "@/lib/vendors/cipher"
import type { VendorSecret } from "@/lib/vendors/data"
import type { VendorMode } from "@/lib/vendors/modes"
import type { KeyTest } from "@/lib/vendors/test-key"

/** Stores a key that passed its test, encrypted, and makes the vendor live. */
export async function storeKey(access: TeamAccess, provider: ProviderId, secret: VendorSecret, test: KeyTest): Promise<void> {
  const { teamId } = access
  const secretCipher = encryptSecret(JSON.stringify(secret), { teamId, provider, field: "secret" }, env().ENCRYPTION_KEY)
  const key = {
    secretCipher,
    secretHint: secret.apiKey.trim().slice(-4),
    mode: "live" as const,
    testedAt: new Date(),
    testOutcome: test.words,
  }
  await db().$transaction(async (tx) => {
    const before = await tx.vendorCredential.findUnique({ where: place(access, provider), select: { secretCipher: true } })
    await tx.vendorCredential.upsert({ where: place(access, provider), create: { teamId, provider, ...key }, update: key })
    await audit(tx, access, before?.secretCipher ? "vendor.key_replaced" : "vendor.key_added", {
      provider,
      hint: key.secretHint,
    })
  })
}

/** Sandbox or live. Live needs a stored key. Throws AppError "conflict". */
export async function setMode(access: TeamAccess, provider: ProviderId, mode: VendorMode): Promise<void> {
  await db().$transaction(async (tx) => {
    const { count } = await tx.vendorCredential.updateMany({
      where: { teamId: access.teamId, provider, ...(mode === "live" && { secretCipher: { not: null } }) },
      data: { mode },
    })
    if (count === 0 && mode === "live")
      throw new AppError("conflict", `Add a key first, then ${vendorName(provider)} can be live.`)
    await audit(tx, access, "vendor.mode_changed", { provider, mode })
  })
}

/** Forgets the key and the webhook secret; the vendor is in the sandbox again. */
export async function removeKey(access: TeamAccess, provider: ProviderId): Promise<void> {
  await db().$transaction(async (tx) => {
    const { count } = await tx.vendorCredential.deleteMany({ where: { teamId: access.teamId, provider } })
    if (count > 0) await audit(tx, access, "vendor.key_removed", { provider })
  })
}

/** Stores the secret that proves a vendor's callbacks; null forgets it. Throws AppError "conflict" before there is a key. */
export async function setWebhookSecret(access: TeamAccess, provider: ProviderId, secret: string | null): Promise<void> {
  const { teamId } = access
  const webhookSecretCipher =
    secret && encryptSecret(secret, { teamId, provider, field: "webhookSecret" }, env().ENCRYPTION_KEY)
  await db().$transaction(async (tx) => {
    const { count } = await tx.vendorCredential.updateMany({ where: { teamId, provider }, data: { webhookSecretCipher } })
    if (count === 0) throw new AppError("conflict", "Add a key first.")
    await audit(tx, access, secret ? "vendor.webhook_secret_set" : "vendor.webhook_secret_removed", { provider })
  })
}

/** Keeps what a later test of the stored key said. */
export async function recordTest({ teamId }: TeamAccess, provider: ProviderId, test: KeyTest): Promise<void> {
  await db().vendorCredential.updateMany({
    where: { teamId, provider },
    data: { testedAt: new Date(), testOutcome: test.words },
  })
}

const place = ({ teamId }: TeamAccess, provider: ProviderId) => ({ teamId_provider: { teamId, provider } })

async function audit(tx: Transaction, { teamId, user }: TeamAccess, action: string, detail: Record<string, string>) {
  await tx.auditEvent.create({ data: { teamId, userId: user.id, action, detail } })
}
