import { seedanceModels } from "@/lib/providers/seedance/models"
import type { Vendor } from "@/lib/providers/vendor"

export const seedanceVendor: Vendor = {
  id: "seedance",
  name: "Seedance (ModelArk)",
  models: seedanceModels,
  liveUrls: { api: "https://ark.ap-southeast.bytepluses.com/api/v3" },
  sandboxUrls: (root) => ({ api: `${root}/api/v3` }),
  finish: { by: "webhook", signature: "unsigned" },
  canCancel: true,
  limits: {
    // 3 at work at once for a person's account; what is over waits there as "queued" and is never rejected.
    concurrentJobs: null,
    submitsPerMinute: 180,
    source: { evidence: "Seedance sheet, limits of an individual account", readOn: "2026-11-21" },
  },
  keyHint: "ModelArk API key (BytePlus, ap-southeast)",
}
