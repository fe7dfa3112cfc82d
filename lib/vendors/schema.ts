import { z } from "zod"
import type { ProviderId } from "@/lib/providers/provider"
import { isProviderId } from "@/lib/providers/vendors"

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
export const webhookSecretInput = z.object({
  provider,
  secret: z.union([
    z.literal(""),
    z
      .string()
      .trim()
      .regex(/^whsec_[A-Za-z0-9+/=_-]{16,}$/, "A webhook secret begins with whsec_."),
  ]),
})

/** One vendor as the settings show it; plain JSON, without any secret. */
export type VendorView = {
  provider: ProviderId
  name: string
  modelCount: number
  mode: "sandbox" | "live"
  /** The last four characters of the stored key; null without one. */
  keyHint: string | null
  /** What the last test said; null before one. */
  test: { at: string; isGood: boolean; words: string } | null
  /** "callback": the vendor posts signed results. "hint": it posts, but nothing proves it. "poll": we ask. */
  finish: { kind: "callback" | "hint" | "poll"; words: string }
  hasWebhookSecret: boolean
  takesWebhookSecret: boolean
  /** Believed deliveries in each of the last 24 hours, oldest first, and how many were refused. */
  deliveries: { perHour: number[]; total: number; refused: number }
  halfDoneSeconds: number | null
  nineOfTenSeconds: number | null
  /** Of what ended in the last 7 days, 0..1; null when nothing did. */
  failedShare: number | null
  /** Live jobs that need the key to be finished. */
  openLiveJobs: number
}
