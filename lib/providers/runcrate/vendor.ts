import { runcrateModels } from "@/lib/providers/runcrate/models"
import type { Vendor } from "@/lib/providers/vendor"

export const runcrateVendor: Vendor = {
  id: "runcrate",
  name: "Runcrate",
  models: runcrateModels,
  liveUrls: { api: "https://api.runcrate.ai/v1" },
  sandboxUrls: (root) => ({ api: `${root}/v1` }),
  finish: { by: "poll" },
  canCancel: false,
  limits: {
    concurrentJobs: null,
    submitsPerMinute: null,
    source: { evidence: "Runcrate sheet: limits exist, figures are not published", readOn: "2026-11-21" },
  },
  keyHint: "API key, rc_live_…",
}
