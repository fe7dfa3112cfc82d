import { createRunway } from "@/lib/sandbox/runway/server"
import type { VendorWire } from "@/lib/sandbox/vendor-wire"

export const runwayWire: VendorWire = {
  id: "runway",
  settings: { rates: {}, queueMs: [300, 800], runMs: [1500, 2800], answerMs: 0, concurrency: 5, linkSeconds: 86_400 },
  createServer: createRunway,
  // Runway counts each model apart (usage tiers); "text_to_video/gen4.5" and "image_to_video/gen4.5" are one.
  slotOf: ({ account, model }) => `${account} ${model.split("/")[1]}`,
}
