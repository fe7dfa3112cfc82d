import { createReplicate } from "@/lib/sandbox/replicate/server"
import { createReplicateTeller } from "@/lib/sandbox/replicate/webhook"
import type { VendorWire } from "@/lib/sandbox/vendor-wire"

export const replicateWire: VendorWire = {
  id: "replicate",
  settings: { rates: {}, queueMs: [300, 900], runMs: [1500, 2800], answerMs: 0, concurrency: 50, linkSeconds: 3600 },
  createServer: createReplicate,
  createTeller: createReplicateTeller,
}
