import { openAiFrameModels, openAiModels } from "@/lib/providers/openai/models"
import type { Vendor } from "@/lib/providers/vendor"

export const openAiVendor: Vendor = {
  id: "openai",
  name: "OpenAI",
  models: openAiModels,
  frameModels: openAiFrameModels,
  liveUrls: { api: "https://api.openai.com/v1" },
  sandboxUrls: (root) => ({ api: `${root}/v1` }),
  // One address for a whole project, registered at OpenAI: a submit cannot name one.
  finish: { by: "webhook", signature: "needs_secret", isRegistered: true },
  canCancel: false,
  limits: {
    // The lowest tier: 25 a minute for sora-2, 10 for sora-2-pro.
    concurrentJobs: null,
    perModel: true,
    submitsPerMinute: 10,
    source: { evidence: "OpenAI sheet, model pages: tier 1", readOn: "2026-11-21" },
  },
  keyHint: "API key, sk-…",
  fields: [
    {
      name: "baseUrl",
      label: "Server",
      hint: "Another server that speaks this API, such as https://videos.example/v1. Empty: OpenAI's own.",
      isOptional: true,
    },
  ],
  webhookSecretPrefix: "whsec_",
}
