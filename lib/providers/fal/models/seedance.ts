import type { KnownRefusal, ModeLimits, PricePerSecond, VideoModel } from "@/lib/providers/catalogue"
import { anySeed, read, stills, whole } from "@/lib/providers/fal/models/common"
import type { Resolution } from "@/lib/providers/provider"
import { seedanceSizes } from "@/lib/providers/seedance-sizes"

const ratios = ["16:9", "9:16", "1:1", "4:3", "3:4", "21:9"] as const
const mode: ModeLimits = {
  durationsSeconds: whole(4, 12),
  aspectRatios: ratios,
  resolutions: ["480p", "720p", "1080p"],
}

/**
 * fal's page of 2.5 is said to name the family's pixels too (at other vendors its 480p is 854 wide). That 1.0 and 1.5
 * deliver the same is unverified.
 */
const { "480p": at480, "720p": at720, "1080p": at1080 } = seedanceSizes
const sizes = { "480p": at480, "720p": at720, "1080p": at1080 }

/** At its maker's; the refusal on fal words it as it likes. */
const realFaces: KnownRefusal = {
  kind: "person_refused",
  words: "Stills with realistic human faces are refused, even if they were made by a model.",
  source: read("Seedance sheet: the maker refuses such uploads"),
}

const seedance = {
  provider: "fal",
  lifecycle: { state: "active" },
  textToVideo: mode,
  imageToVideo: mode,
  lastFrame: true,
  maxReferenceImages: 0,
  image: { ...stills(300, 30_000_000), maxEdgePixels: 6000 },
  // The sheets state no length ("about 1000 English words" is advised): our own bound, well below that.
  maxPromptCharacters: 4_000,
  maxNegativePromptCharacters: 0,
  fps: 24,
  pixelSizes: sizes,
  refuses: [realFaces],
} as const satisfies Partial<VideoModel>

/** Tokens = width × height × 24 / 1024 for each second, at so many dollars per million. */
function byTokens(silentDollars: number, soundDollars = silentDollars): PricePerSecond[] {
  return (Object.keys(sizes) as (keyof typeof sizes)[]).map((resolution: Resolution & keyof typeof sizes) => {
    const tokens = Math.max(...Object.values(sizes[resolution]).map(([width, height]) => (width * height * 24) / 1024))
    return {
      resolution,
      silentMicros: Math.ceil(tokens * silentDollars),
      soundMicros: Math.ceil(tokens * soundDollars),
    }
  })
}

const older = { ...mode, durationsSeconds: whole(2, 12) }

export const seedanceModels = [
  {
    ...seedance,
    id: "fal/seedance-2.5",
    name: "Seedance 2.5 (fal)",
    // Only the reference endpoint takes a seed (third-party reading of fal's schema, 29 September 2026).
    textToVideo: { ...mode, durationsSeconds: whole(4, 30), withoutSeed: true },
    // "i2v <= 720p" says the sheet; newer notes speak of 1080p. The shape follows the picture.
    imageToVideo: { ...mode, durationsSeconds: whole(4, 30), resolutions: ["480p", "720p"], withoutSeed: true },
    referenceToVideo: { ...mode, durationsSeconds: whole(4, 30) },
    // Of "up to 50" files, thirty may be pictures.
    maxReferenceImages: 30,
    seed: anySeed,
    cameraParameters: [],
    sound: "optional",
    prices: [
      { resolution: "480p", silentMicros: 220_500, soundMicros: 220_500 },
      { resolution: "720p", silentMicros: 473_000, soundMicros: 473_000 },
      { resolution: "1080p", silentMicros: 1_164_000, soundMicros: 1_164_000 },
    ],
    priceSource: read("fal sheet and third-party reading of fal's pages, September 2026: $0.2205, $0.473, $1.164 per second"),
  },
  {
    ...seedance,
    id: "fal/seedance-1.5-pro",
    name: "Seedance 1.5 Pro",
    seed: { min: 0, max: 4_294_967_295 },
    cameraParameters: ["static"],
    sound: "optional",
    prices: byTokens(1.2, 2.4),
    priceSource: read("fal's page of the model (llms.txt, stored copy): $1.20 per million tokens silent, $2.40 with sound"),
  },
  {
    ...seedance,
    id: "fal/seedance-1.0-pro",
    name: "Seedance 1.0 Pro (fal)",
    textToVideo: { ...older, aspectRatios: [...ratios, "9:21"] },
    imageToVideo: older,
    pixelSizes: {
      "480p": { ...sizes["480p"], "9:21": [432, 992] },
      "720p": { ...sizes["720p"], "9:21": [630, 1470] },
      "1080p": { ...sizes["1080p"], "9:21": [946, 2206] },
    },
    seed: anySeed,
    cameraParameters: ["static"],
    sound: "never",
    prices: byTokens(2.5),
    priceSource: read("Seedance sheet: $2.50 per million tokens; third-party notes give the same for fal"),
  },
  {
    ...seedance,
    id: "fal/seedance-1.0-pro-fast",
    name: "Seedance 1.0 Pro Fast (fal)",
    textToVideo: older,
    imageToVideo: older,
    lastFrame: false,
    seed: anySeed,
    cameraParameters: ["static"],
    sound: "never",
    prices: byTokens(1),
    priceSource: read("fal's page of the model (llms.txt, stored copy): $1.00 per million tokens"),
  },
] as const satisfies readonly VideoModel[]
