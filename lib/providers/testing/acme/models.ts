import type { VideoModel } from "@/lib/providers/catalogue"

const mode = { durationsSeconds: [2, 3], aspectRatios: ["16:9", "1:1"], resolutions: ["480p"] } as const

export const acmeModels = [
  {
    id: "acme/coyote-1",
    provider: "acme",
    name: "Coyote 1",
    lifecycle: { state: "active" },
    textToVideo: mode,
    imageToVideo: mode,
    lastFrame: false,
    maxReferenceImages: 0,
    image: { mimes: ["image/png", "image/jpeg"], maxBytes: 2_000_000, minEdgePixels: 64, maxEdgePixels: 2048 },
    maxPromptCharacters: 300,
    maxNegativePromptCharacters: 0,
    seed: { min: 0, max: 999 },
    cameraParameters: [],
    sound: "never",
    fps: 24,
    prices: [{ resolution: "480p", silentMicros: 1_000, soundMicros: 1_000 }],
    priceSource: { evidence: "made up", readOn: "2026-11-21" },
  },
] as const satisfies readonly VideoModel[]
