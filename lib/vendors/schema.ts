import { z } from "zod"
import type { ProviderId } from "@/lib/providers/provider"
import { findVendor, isProviderId } from "@/lib/providers/vendors"

const provider = z.string().refine(isProviderId, "There is no such vendor.")

export const vendorInput = z.object({ provider })
export const vendorModeInput = z.object({ provider, mode: z.enum(["sandbox", "live"]) })
export const vendorKeyInput = z.object({
  provider,
  apiKey: z
    .string()
    .trim()
    .min(8, "This is too short to be a key.")
    .max(8000, "This is too long to be a key.")
    // A service account's key is a JSON document, with spaces and line ends.
    .regex(/^([\x21-\x7e]+|\{[\x20-\x7e\r\n]+\})$/, "A key has no spaces or special letters."),
  /** By `CredentialField.name`. */
  fields: z.record(z.string().max(40), z.string().trim().max(2000)).default({}),
})
/** Empty takes the secret away. */
export const webhookSecretInput = z
  .object({ provider, secret: z.string().trim().max(1000) })
  .superRefine(({ provider: id, secret }, context) => {
    const prefix = findVendor(id)?.webhookSecretPrefix
    const refuse = (message: string) => context.addIssue({ code: "custom", path: ["secret"], message })
    if (prefix === undefined) refuse("This vendor has no webhook secrets.")
    else if (secret !== "" && !secret.startsWith(prefix)) refuse(`A webhook secret of this vendor begins with ${prefix}.`)
    else if (secret !== "" && secret.length < prefix.length + 16) refuse("This is too short to be a webhook secret.")
  })

/** One vendor as the settings show it; plain JSON, without any secret. */
export type VendorView = {
  provider: ProviderId
  name: string
  modelCount: number
  /** Retired at the vendor, and played in the sandbox still. */
  sandboxModelCount: number
  frameModelCount: number
  mode: "sandbox" | "live"
  /** The last four characters of the stored key; null without one. */
  keyHint: string | null
  /** What the last test said; null before one. */
  test: { at: string; isGood: boolean; words: string } | null
  /** "callback": the vendor posts signed results. "hint": it posts, but nothing proves it. "poll": we ask. */
  finish: { kind: "callback" | "hint" | "poll"; words: string }
  hasWebhookSecret: boolean
  takesWebhookSecret: boolean
  /** To be registered in the vendor's console; null where each job names its own address, or nobody reaches us. */
  webhookAddress: string | null
  /** Believed deliveries in each of the last 24 hours, oldest first, and how many were refused. */
  deliveries: { perHour: number[]; total: number; refused: number }
  halfDoneSeconds: number | null
  nineOfTenSeconds: number | null
  /** Of what ended in the last 7 days, 0..1; null when nothing did. */
  failedShare: number | null
  /** Calls of the last 24 hours in the present mode, and how the last one went; null when there was none. */
  calls: { total: number; failed: number; lastAt: string; lastFailure: string | null } | null
  /** Live jobs that need the key to be finished. */
  openLiveJobs: number
}

/** Whether the studio answers at its public address, seen from where it runs itself. */
export type Reach = { isReachable: boolean; words: string }
