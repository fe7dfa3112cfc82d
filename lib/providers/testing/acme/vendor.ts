import { acmeModels } from "@/lib/providers/testing/acme/models"
import type { Vendor } from "@/lib/providers/vendor"

/** A vendor that does not exist, as small as one can be: what a new one costs. */
export const acmeVendor: Vendor = {
  id: "acme",
  name: "Acme",
  models: acmeModels,
  liveUrls: { api: "https://api.acme.example" },
  sandboxUrls: (root) => ({ api: root }),
  finish: { by: "poll" },
  canCancel: false,
  limits: { concurrentJobs: 5, submitsPerMinute: null, source: { evidence: "made up", readOn: "2026-11-21" } },
  keyHint: "Key",
}
