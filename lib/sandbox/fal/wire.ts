import { createFal, createFalTeller } from "@/lib/sandbox/fal/server"
import type { VendorWire } from "@/lib/sandbox/vendor-wire"

export const falWire: VendorWire = {
  id: "fal",
  settings: { rates: {}, queueMs: [300, 900], runMs: [1500, 2800], answerMs: 0, concurrency: 20, linkSeconds: 604_800 },
  createServer: createFal,
  createTeller: createFalTeller,
}
