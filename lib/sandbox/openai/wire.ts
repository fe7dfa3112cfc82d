import { createOpenAi } from "@/lib/sandbox/openai/server"
import { createOpenAiTeller } from "@/lib/sandbox/openai/webhook"
import type { VendorWire } from "@/lib/sandbox/vendor-wire"

export const openAiWire: VendorWire = {
  id: "openai",
  settings: { rates: {}, queueMs: [300, 900], runMs: [1500, 2800], answerMs: 0, concurrency: 20, linkSeconds: 3600 },
  createServer: createOpenAi,
  createTeller: createOpenAiTeller,
}
