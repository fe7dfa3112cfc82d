import { createRuncrate } from "@/lib/sandbox/runcrate/server"
import type { VendorWire } from "@/lib/sandbox/vendor-wire"

export const runcrateWire: VendorWire = {
  id: "runcrate",
  settings: { rates: {}, queueMs: [400, 1000], runMs: [1600, 3000], answerMs: 0, concurrency: 20, linkSeconds: 2_592_000 },
  createServer: createRuncrate,
}
