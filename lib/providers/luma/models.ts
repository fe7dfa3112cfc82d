import type { ImageLimits, ModeLimits, VideoModel } from "@/lib/providers/catalogue"

/*
 * The Agents API. Limits and prices: the Luma sheet (copies of docs.agents.lumalabs.ai of June 2026, prices checked again in
 * October 2026), read 2026-11-21. No seed, negative prompt, sound or camera field exists there. The older Dream Machine API
 * (ray-2, ray-flash-2) is another wire with other keys and is not offered; uni-1 makes stills, but its price is not known.
 */

const priceSource = {
  evidence:
    "Luma sheet, price notes of July and October 2026; none is published for the 360p draft, so the price of 540p is held for it",
  readOn: "2026-11-21",
}

/** Luma takes 50 MB a still; 10 MB is our bound for base64 inside one JSON. Types and edges are ours, it states none. */
const image: ImageLimits = {
  mimes: ["image/jpeg", "image/png"],
  maxBytes: 10_000_000,
  minEdgePixels: 300,
  maxEdgePixels: 4096,
}

const mode = {
  durationsSeconds: [5, 10],
  aspectRatios: ["16:9", "9:16", "1:1", "4:3", "3:4", "21:9"],
  resolutions: ["360p", "540p", "720p", "1080p"],
} as const satisfies ModeLimits

/** A clip of 10 s costs three times one of 5 s. */
const price = (resolution: (typeof mode.resolutions)[number], fiveSecondsMicros: number) => {
  const silentMicros = fiveSecondsMicros / 5
  return { resolution, silentMicros, soundMicros: silentMicros, clipMicros: { 10: 3 * fiveSecondsMicros } }
}

export const lumaModels = [
  {
    id: "luma/ray-3.2",
    provider: "luma",
    name: "Ray 3.2",
    lifecycle: { state: "active" },
    textToVideo: mode,
    imageToVideo: mode,
    lastFrame: true,
    maxReferenceImages: 0,
    image,
    maxPromptCharacters: 6000,
    maxNegativePromptCharacters: 0,
    seed: null,
    cameraParameters: [],
    sound: "never",
    fps: 24,
    prices: [price("360p", 150_000), price("540p", 150_000), price("720p", 300_000), price("1080p", 1_200_000)],
    priceSource,
  },
] as const satisfies readonly VideoModel[]
