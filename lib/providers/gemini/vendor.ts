import { geminiFrameModels } from "@/lib/providers/gemini/frame-models"
import { geminiModels } from "@/lib/providers/gemini/models"
import type { Vendor } from "@/lib/providers/vendor"

export const geminiVendor: Vendor = {
  id: "gemini",
  name: "Google Gemini",
  models: geminiModels,
  frameModels: geminiFrameModels,
  liveUrls: {
    api: "https://generativelanguage.googleapis.com",
    jwks: "https://generativelanguage.googleapis.com/.well-known/jwks.json",
  },
  sandboxUrls: (root) => ({ api: root, jwks: `${root}/.well-known/jwks.json` }),
  // Per-request callbacks are signed with Google's own keys; a secret is only for webhooks registered by hand.
  finish: { by: "webhook", signature: "always" },
  canCancel: true,
  limits: {
    // Per project and tier, shown in AI Studio alone.
    concurrentJobs: null,
    submitsPerMinute: null,
    source: { evidence: "Veo sheet, rate limits: shown in AI Studio, not to be hard-coded", readOn: "2026-11-21" },
  },
  keyHint: "API key of Google AI Studio",
  webhookSecretPrefix: "whsec_",
}
