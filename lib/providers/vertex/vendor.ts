import type { Vendor } from "@/lib/providers/vendor"
import { vertexModels } from "@/lib/providers/vertex/models"

export const vertexVendor: Vendor = {
  id: "vertex",
  name: "Google Vertex AI",
  models: vertexModels,
  // The adapter puts the location before the host; `rest` is Cloud Storage, where a bucket's clips are read.
  liveUrls: { api: "https://aiplatform.googleapis.com", rest: "https://storage.googleapis.com" },
  sandboxUrls: (root) => ({ api: root, rest: `${root}/gcs` }),
  finish: { by: "poll" },
  canCancel: false,
  limits: {
    concurrentJobs: 10,
    perModel: true,
    // 50 for models that are generally available, 10 for previews; a later card speaks of a fixed quota.
    submitsPerMinute: 10,
    source: { evidence: "Veo sheet, rate limits: an older page, conflicting with the card of July 2026", readOn: "2026-11-21" },
  },
  keyHint: "Service account key, a JSON document; a short-lived access token also works",
  fields: [
    { name: "project", label: "Project", hint: "The id of the Google Cloud project, such as my-studio-1234." },
    { name: "location", label: "Location", hint: "A region, such as us-central1." },
    {
      name: "bucket",
      label: "Bucket",
      hint: "Where clips are put, such as gs://my-takes/rushes. Without one they come inside the answer.",
      isOptional: true,
    },
  ],
  sandboxFields: { project: "sandbox-project", location: "us-central1", bucket: "gs://sandbox-takes/rushes" },
}
