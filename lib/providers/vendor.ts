import type { FrameModel, VideoModel } from "@/lib/providers/catalogue"
import type { ProviderBaseUrls, ProviderId } from "@/lib/providers/provider"

/** One more thing that a team enters beside the key, e.g. a cloud project. */
export type CredentialField = {
  name: string
  label: string
  /** One line under the field. */
  hint: string
  /** Hidden while typed, never shown again. */
  isSecret?: true
  isOptional?: true
}

/** How a vendor tells that a job is over. `unsigned`: it posts, but nothing proves it, so the job is read again. */
export type VendorFinish =
  | { by: "poll" }
  /** `needsSecret`: signed only once a secret was entered under Settings, Vendors; a hint until then. */
  | {
      by: "webhook"
      signature: "always" | "needs_secret" | "unsigned"
      /** Posts only to an address that a person registers at the vendor for all jobs; a submit names none. */
      isRegistered?: true
    }

/** How much a vendor takes from one key. Null: not published. */
export type VendorLimits = {
  /** Jobs at work or waiting at the vendor at the same time; `perModel` where each model is counted apart. */
  concurrentJobs: number | null
  perModel?: true
  submitsPerMinute: number | null
  source: { evidence: string; readOn: string }
}

/**
 * Everything about a vendor but its adapter (provider.ts beside it): data alone, read by the form, the settings, the
 * pre-flight, the docs and the jobs. Safe in a browser.
 */
export type Vendor = {
  id: ProviderId
  /** As people know it: "Kling". */
  name: string
  /** What its terms ask a product to show where it is offered. */
  credit?: { words: string; url: string }
  models: readonly VideoModel[]
  /** Makes stills for use as frames. */
  frameModels?: readonly FrameModel[]
  /** Where it really lives. */
  liveUrls: ProviderBaseUrls
  /** The same as the sandbox serves it; `root` is the sandbox's origin and "/<id>", no trailing slash. */
  sandboxUrls(root: string): ProviderBaseUrls
  finish: VendorFinish
  /** False: a job that was taken cannot be stopped. */
  canCancel: boolean
  limits: VendorLimits
  /** What the key is called at the vendor, and how it begins, e.g. "API key, r8_…". */
  keyHint: string
  fields?: readonly CredentialField[]
  /** What stands in them in the sandbox. */
  sandboxFields?: Readonly<Record<string, string>>
  /** How a webhook secret begins at this vendor ("whsec_"); "" where it may be anything. Present only if it has secrets. */
  webhookSecretPrefix?: string
}
