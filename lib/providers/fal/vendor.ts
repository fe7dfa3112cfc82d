import { falModels } from "@/lib/providers/fal/models"
import type { Vendor } from "@/lib/providers/vendor"

export const falVendor: Vendor = {
  id: "fal",
  name: "fal",
  models: falModels,
  liveUrls: {
    api: "https://queue.fal.run",
    rest: "https://rest.fal.ai",
    jwks: "https://rest.fal.ai/.well-known/jwks.json",
  },
  sandboxUrls: (root) => ({ api: `${root}/queue`, rest: `${root}/rest`, jwks: `${root}/rest/.well-known/jwks.json` }),
  finish: { by: "webhook", signature: "always" },
  canCancel: true,
  limits: {
    // Two at work at once for a new account; what is over waits in fal's own queue and is never rejected.
    concurrentJobs: null,
    submitsPerMinute: null,
    source: { evidence: "fal sheet, concurrency-limits page", readOn: "2026-11-21" },
  },
  keyHint: "API key, as KEY_ID:KEY_SECRET",
}
