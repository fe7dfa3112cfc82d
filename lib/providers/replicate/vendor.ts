import { replicateModels } from "@/lib/providers/replicate/models"
import type { Vendor } from "@/lib/providers/vendor"

export const replicateVendor: Vendor = {
  id: "replicate",
  name: "Replicate",
  models: replicateModels,
  liveUrls: { api: "https://api.replicate.com/v1" },
  sandboxUrls: (root) => ({ api: `${root}/v1` }),
  // Signed always, with one secret for the account that has to be fetched and entered.
  finish: { by: "webhook", signature: "needs_secret" },
  canCancel: true,
  limits: {
    concurrentJobs: null,
    // Less for an account with little credit: one a second and six a minute.
    submitsPerMinute: 600,
    source: { evidence: "Replicate sheet, rate-limits page", readOn: "2026-11-21" },
  },
  keyHint: "API token, r8_…",
  webhookSecretPrefix: "whsec_",
}
