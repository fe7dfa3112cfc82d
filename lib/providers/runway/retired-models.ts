import type { ModeLimits, VideoModel } from "@/lib/providers/catalogue"
import { common, credits } from "@/lib/providers/runway/common"

/** Listed so that old takes keep their name and a way on. Nothing here is sent any more. */
const once = (aspectRatios: ModeLimits["aspectRatios"], durationsSeconds: readonly number[]): ModeLimits => ({
  aspectRatios,
  durationsSeconds,
  resolutions: ["720p"],
})
const clip = { mimes: ["video/mp4"], maxBytes: 32_000_000, minSeconds: 1, maxSeconds: 10 }

export const retiredModels = [
  {
    ...common,
    id: "runway/gen3a_turbo",
    name: "Gen-3 Alpha Turbo",
    lifecycle: { state: "retired", on: "2026-06-10", successorIds: ["runway/gen4_turbo"] },
    imageToVideo: once(["16:9", "9:16"], [5, 10]),
    lastFrame: true,
    prices: credits({ "720p": 5 }),
  },
  {
    ...common,
    id: "runway/veo3",
    name: "Veo 3 (Runway)",
    lifecycle: { state: "retired", on: "2026-06-10", successorIds: ["runway/veo3.1"] },
    textToVideo: once(["16:9", "9:16"], [8]),
    imageToVideo: once(["16:9", "9:16"], [8]),
    sound: "always",
    prices: credits({ "720p": 40 }),
  },
  {
    ...common,
    id: "runway/gen4_aleph",
    name: "Gen-4 Aleph",
    lifecycle: { state: "retired", on: "2026-07-30", successorIds: ["runway/aleph2"] },
    sourceToVideo: { ...once(["16:9", "9:16"], [5]), durationFollows: "source", takes: clip, firstFrame: "none" },
    prices: credits({ "720p": 15 }),
  },
  {
    ...common,
    id: "runway/upscale_v1",
    name: "Runway Upscale",
    lifecycle: { state: "retired", on: "2026-06-10", successorIds: ["runway/magnific_video_upscaler_creative"] },
    sourceToVideo: { ...once(["16:9", "9:16"], [5]), durationFollows: "source", takes: clip, firstFrame: "none" },
    prices: credits({ "720p": 2 }),
    priceSource: { evidence: "From memory; nothing is sent to it any more", readOn: "2026-11-21" },
  },
] as const satisfies readonly VideoModel[]
