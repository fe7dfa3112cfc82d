import { klingModels } from "@/lib/providers/kling/models"
import type { Vendor } from "@/lib/providers/vendor"

export const klingVendor: Vendor = {
  id: "kling",
  name: "Kling",
  models: klingModels,
  liveUrls: { api: "https://api-singapore.klingai.com" },
  sandboxUrls: (root) => ({ api: root }),
  finish: { by: "webhook", signature: "needs_secret" },
  canCancel: false,
  limits: {
    // A job holds its slot from submitted to done; about 20 on a standard pack.
    concurrentJobs: 20,
    submitsPerMinute: null,
    source: { evidence: "Kling sheet, third-party note on standard packs", readOn: "2026-11-21" },
  },
  keyHint: "API key of the new console; with a legacy key pair alone, the access key",
  fields: [
    {
      name: "accessKey",
      label: "Access key",
      hint: "Only for a legacy key pair. Models that the older API has are then reached through it.",
      isOptional: true,
    },
    {
      name: "secretKey",
      label: "Secret key",
      hint: "The other half of the pair. Kling 3.0 Turbo, and prompts over 2,500 characters, need an API key all the same.",
      isSecret: true,
      isOptional: true,
    },
  ],
  webhookSecretPrefix: "whsec_",
}
