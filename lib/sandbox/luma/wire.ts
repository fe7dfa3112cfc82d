import { createLuma } from "@/lib/sandbox/luma/server"
import type { VendorWire } from "@/lib/sandbox/vendor-wire"

export const lumaWire: VendorWire = {
  id: "luma",
  settings: { rates: {}, queueMs: [400, 1000], runMs: [1600, 3000], answerMs: 0, concurrency: 10, linkSeconds: 3600 },
  createServer: createLuma,
}
