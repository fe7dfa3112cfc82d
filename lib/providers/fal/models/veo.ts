import type { ModeLimits, VideoModel } from "@/lib/providers/catalogue"
import { read, stills } from "@/lib/providers/fal/models/common"
import { veo31Physics } from "@/lib/providers/quality-notes"

const mode: ModeLimits = {
  durationsSeconds: [4, 6, 8],
  aspectRatios: ["16:9", "9:16"],
  resolutions: ["720p", "1080p"],
}

/**
 * The reference endpoint's type has neither seed nor negative prompt, and its duration is "8s" alone. 4k is typed for it
 * and for first and last frame together, but not for text or one frame, which share their way in here with the latter.
 */
const referenceMode: ModeLimits = {
  ...mode,
  durationsSeconds: [8],
  resolutions: ["720p", "1080p", "4k"],
  withoutSeed: true,
  withoutNegativePrompt: true,
}

const veo = {
  provider: "fal",
  lifecycle: { state: "active" },
  textToVideo: mode,
  imageToVideo: mode,
  lastFrame: true,
  maxReferenceImages: 0,
  // "Should be 720p or higher" says the input type; the rest is our own bound, since fal states none.
  image: stills(720, 8_000_000),
  maxPromptCharacters: 20_000,
  maxNegativePromptCharacters: 2_000,
  seed: { min: 0, max: 4_294_967_295 },
  cameraParameters: [],
  sound: "optional",
} as const satisfies Partial<VideoModel>

export const veoModels = [
  {
    ...veo,
    id: "fal/veo3.1",
    qualities: [veo31Physics],
    name: "Veo 3.1",
    referenceToVideo: referenceMode,
    maxReferenceImages: 3,
    prices: [
      { resolution: "720p", silentMicros: 200_000, soundMicros: 400_000 },
      { resolution: "1080p", silentMicros: 200_000, soundMicros: 400_000 },
      { resolution: "4k", silentMicros: 400_000, soundMicros: 600_000 },
    ],
    priceSource: read("fal sheet, third-party notes of September 2026: $0.20/s silent, $0.40/s with sound; 4k $0.40, $0.60"),
  },
  {
    ...veo,
    id: "fal/veo3.1-fast",
    name: "Veo 3.1 Fast",
    prices: [
      { resolution: "720p", silentMicros: 100_000, soundMicros: 150_000 },
      { resolution: "1080p", silentMicros: 100_000, soundMicros: 150_000 },
    ],
    priceSource: read("fal sheet, third-party notes of September 2026: $0.10/s silent, $0.15/s with sound"),
  },
  {
    ...veo,
    id: "fal/veo3.1-lite",
    name: "Veo 3.1 Lite (fal)",
    prices: [
      { resolution: "720p", silentMicros: 50_000, soundMicros: 50_000 },
      { resolution: "1080p", silentMicros: 80_000, soundMicros: 80_000 },
    ],
    priceSource: read("unverified: Google's own price with sound (Veo sheet, $0.05/s and $0.08/s); fal's was not found"),
  },
] as const satisfies readonly VideoModel[]
