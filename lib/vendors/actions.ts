"use server"

import { z } from "zod"
import { teamAction } from "@/lib/action"
import { AppError } from "@/lib/errors"
import { requireVendor } from "@/lib/providers/vendors"
import { liveSettings, vendorAccess } from "@/lib/vendors/data"
import * as vendors from "@/lib/vendors/mutations"
import { checkReach } from "@/lib/vendors/reach"
import { vendorInput, vendorKeyInput, vendorModeInput, webhookSecretInput } from "@/lib/vendors/schema"
import { testKey } from "@/lib/vendors/test-key"

/** What the vendor needs beside the key, all of it and nothing else. Throws AppError "invalid_input". */
function requireFields(provider: string, fields: Record<string, string>) {
  const known = requireVendor(provider).fields ?? []
  const missing = known.filter(({ name, isOptional }) => !isOptional && !fields[name])
  if (missing.length > 0) {
    const words = Object.fromEntries(missing.map(({ name }) => [`fields.${name}`, "This vendor needs it."]))
    throw new AppError("invalid_input", "Something is missing. Nothing was stored.", { fields: words })
  }
  const strange = Object.keys(fields).filter((field) => !known.some(({ name }) => name === field))
  if (strange.length > 0) throw new AppError("invalid_input", "This vendor has no such field. Nothing was stored.")
}

const ownersOnly = { role: "owner" } as const

/** Tests a key with a harmless call; only one that works is stored and makes the vendor live. */
export const addVendorKey = teamAction(
  vendorKeyInput,
  async ({ provider, apiKey, fields }, access) => {
    requireFields(provider, fields)
    const secret = { apiKey, fields }
    const test = await testKey(provider, liveSettings(provider, secret))
    if (!test.isGood)
      throw new AppError("invalid_input", `${test.words} Nothing was stored.`, { fields: { apiKey: test.words } })
    await vendors.storeKey(access, provider, secret, test)
  },
  ownersOnly,
)

/** Tests the stored key again and keeps what it said. */
export const testVendorKey = teamAction(
  vendorInput,
  async ({ provider }, access) => {
    const { settings } = await vendorAccess(access.teamId, provider, "live")
    const test = await testKey(provider, settings)
    await vendors.recordTest(access, provider, test)
    return test
  },
  ownersOnly,
)

export const setVendorMode = teamAction(
  vendorModeInput,
  ({ provider, mode }, access) => vendors.setMode(access, provider, mode),
  ownersOnly,
)

export const removeVendorKey = teamAction(
  vendorInput,
  ({ provider }, access) => vendors.removeKey(access, provider),
  ownersOnly,
)

export const setVendorWebhookSecret = teamAction(
  webhookSecretInput,
  ({ provider, secret }, access) => vendors.setWebhookSecret(access, provider, secret || null),
  ownersOnly,
)

/** Looks whether the studio answers at its public address. */
export const checkPublicAddress = teamAction(z.looseObject({}), () => checkReach(), ownersOnly)
