import type { VendorWire } from "@/lib/sandbox/vendor-wire"
import { createVertex } from "@/lib/sandbox/vertex/server"

export const vertexWire: VendorWire = {
  id: "vertex",
  settings: { rates: {}, queueMs: [400, 1000], runMs: [1600, 3000], answerMs: 0, concurrency: 10, linkSeconds: 2_592_000 },
  createServer: createVertex,
}
