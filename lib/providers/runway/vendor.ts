import { runwayFrameModels } from "@/lib/providers/runway/frame-models"
import { runwayModels } from "@/lib/providers/runway/models"
import type { Vendor } from "@/lib/providers/vendor"

export const runwayVendor: Vendor = {
  id: "runway",
  name: "Runway",
  // API terms (Runway sheet): a visible link where it is offered.
  credit: { words: "Powered by Runway", url: "https://runwayml.com" },
  models: runwayModels,
  frameModels: runwayFrameModels,
  liveUrls: { api: "https://api.dev.runwayml.com" },
  sandboxUrls: (root) => ({ api: root }),
  finish: { by: "poll" },
  canCancel: true,
  limits: {
    // What is over a tier's concurrency waits as THROTTLED and starts by itself.
    concurrentJobs: null,
    perModel: true,
    submitsPerMinute: null,
    source: { evidence: "Runway sheet, usage tiers", readOn: "2026-11-21" },
  },
  keyHint: "API secret, key_…",
}
