import type { ImageLimits, VideoModel } from "@/lib/providers/catalogue"
import type { Resolution } from "@/lib/providers/provider"

/*
 * Models that Kling retired on 2026-09-15 (the Kling sheet). Listed so that old takes keep their name; they cannot be
 * sent any more. Their limits and prices are from memory and unverified, since no page shows them now.
 */

const image: ImageLimits = { mimes: ["image/jpeg", "image/png"], maxBytes: 10_000_000, minEdgePixels: 300, maxEdgePixels: 4096 }

const fiveOrTen = [5, 10]

/** `micros`: of a second, by resolution. */
function retired(
  id: string,
  name: string,
  micros: Partial<Record<Resolution, number>>,
  { text, successorId }: { text: boolean; successorId: string },
): VideoModel {
  const prices = (["720p", "1080p"] as const).flatMap((resolution) => {
    const price = micros[resolution]
    return price === undefined ? [] : [{ resolution, silentMicros: price, soundMicros: price }]
  })
  const resolutions = prices.map(({ resolution }) => resolution)
  return {
    id: `kling/${id}`,
    provider: "kling",
    name,
    lifecycle: { state: "retired", on: "2026-09-15", successorIds: [successorId] },
    ...(text && {
      textToVideo: { durationsSeconds: fiveOrTen, aspectRatios: ["16:9", "9:16", "1:1"] as const, resolutions },
    }),
    imageToVideo: { durationsSeconds: fiveOrTen, aspectRatios: ["16:9", "9:16", "1:1"], resolutions },
    lastFrame: false,
    maxReferenceImages: 0,
    image,
    maxPromptCharacters: 2500,
    maxNegativePromptCharacters: 2500,
    seed: null,
    cameraParameters: [],
    sound: "never",
    prices,
    priceSource: { evidence: "From memory, unverified: no longer sold", readOn: "2026-11-21" },
  }
}

const cheap = { text: true, successorId: "kling/kling-2.5-turbo" }
const master = { text: true, successorId: "kling/kling-3.0" }

export const retiredKlingModels: readonly VideoModel[] = [
  retired("kling-v1", "Kling 1.0", { "720p": 28_000, "1080p": 98_000 }, cheap),
  retired("kling-v1-5", "Kling 1.5", { "720p": 56_000, "1080p": 98_000 }, cheap),
  retired("kling-v1-6", "Kling 1.6", { "720p": 56_000, "1080p": 98_000 }, cheap),
  retired("kling-v2-master", "Kling 2.0 Master", { "720p": 280_000 }, master),
  retired("kling-v2-1", "Kling 2.1", { "720p": 56_000, "1080p": 98_000 }, { ...cheap, text: false }),
  retired("kling-v2-1-master", "Kling 2.1 Master", { "1080p": 280_000 }, master),
]
