import { heygenModels } from "@/lib/providers/heygen/models"
import type { Vendor } from "@/lib/providers/vendor"

export const heygenVendor: Vendor = {
  id: "heygen",
  name: "HeyGen",
  models: heygenModels,
  liveUrls: { api: "https://api.heygen.com" },
  sandboxUrls: (root) => ({ api: root }),
  finish: { by: "webhook", signature: "needs_secret" },
  canCancel: false,
  limits: {
    concurrentJobs: 3,
    submitsPerMinute: null,
    source: { evidence: "HeyGen sheet: depends on the plan, 3 by default (unverified)", readOn: "2026-11-21" },
  },
  keyHint: "API key of the API wallet",
  fields: [
    {
      name: "avatarId",
      label: "Avatar look",
      hint: "The id of the look that speaks, not of its group. Avatar and Cinematic Avatar need it.",
      isOptional: true,
    },
    {
      name: "voiceId",
      label: "Voice",
      hint: "The id of the voice. Photo Avatar needs it; a look without one uses its own.",
      isOptional: true,
    },
  ],
  sandboxFields: { avatarId: "sandbox-look", voiceId: "sandbox-voice" },
  webhookSecretPrefix: "",
}
