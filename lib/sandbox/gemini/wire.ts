import { createGemini } from "@/lib/sandbox/gemini/server"
import { createGeminiTeller } from "@/lib/sandbox/gemini/webhook"
import type { VendorWire } from "@/lib/sandbox/vendor-wire"

export const geminiWire: VendorWire = {
  id: "gemini",
  settings: { rates: {}, queueMs: [400, 1000], runMs: [1600, 3000], answerMs: 0, concurrency: 20, linkSeconds: 172_800 },
  createServer: createGemini,
  createTeller: createGeminiTeller,
}
