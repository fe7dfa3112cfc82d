import { createKling } from "@/lib/sandbox/kling/server"
import { createKlingTeller } from "@/lib/sandbox/kling/webhook"
import type { VendorWire } from "@/lib/sandbox/vendor-wire"

export const klingWire: VendorWire = {
  id: "kling",
  settings: { rates: {}, queueMs: [400, 1000], runMs: [1600, 3000], answerMs: 0, concurrency: 20, linkSeconds: 2_592_000 },
  createServer: createKling,
  createTeller: createKlingTeller,
}
