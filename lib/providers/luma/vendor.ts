import { lumaModels } from "@/lib/providers/luma/models"
import type { Vendor } from "@/lib/providers/vendor"

export const lumaVendor: Vendor = {
  id: "luma",
  name: "Luma",
  models: lumaModels,
  liveUrls: { api: "https://agents.lumalabs.ai/v1" },
  sandboxUrls: (root) => ({ api: `${root}/v1` }),
  finish: { by: "poll" },
  canCancel: false,
  limits: {
    concurrentJobs: 10,
    // Looks count as requests too, so the polling is slow: ten jobs looked at every 30 s leave ten requests a minute.
    submitsPerMinute: 10,
    source: { evidence: "Luma sheet, default of 10 jobs at once and 30 requests a minute of any kind", readOn: "2026-11-21" },
  },
  keyHint: "Agents API key, luma-api-…",
}
