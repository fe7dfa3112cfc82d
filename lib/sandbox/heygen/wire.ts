import { createHeygen } from "@/lib/sandbox/heygen/server"
import { createHeygenTeller } from "@/lib/sandbox/heygen/webhook"
import type { VendorWire } from "@/lib/sandbox/vendor-wire"

export const heygenWire: VendorWire = {
  id: "heygen",
  settings: { rates: {}, queueMs: [400, 1000], runMs: [2000, 3600], answerMs: 0, concurrency: 3, linkSeconds: 604_800 },
  createServer: createHeygen,
  createTeller: createHeygenTeller,
}
