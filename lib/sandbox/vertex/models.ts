export type VeoModel = {
  name: string
  resolutions: readonly string[]
  maxReferences: number
  takesLastFrame: boolean
  /** Micro-dollars a second, by resolution: silent and with sound. */
  prices: Readonly<Record<string, readonly [silent: number, sound: number]>>
}

/** Veo models that Vertex still serves (Veo sheet, read 2026-11-21); the rest is 404. */
export const veoModels: Readonly<Record<string, VeoModel>> = {
  "veo-3.1-generate-001": {
    name: "Veo 3.1",
    resolutions: ["720p", "1080p", "4k"],
    maxReferences: 3,
    takesLastFrame: true,
    prices: { "720p": [200_000, 400_000], "1080p": [200_000, 400_000], "4k": [400_000, 600_000] },
  },
  "veo-3.1-fast-generate-001": {
    name: "Veo 3.1 Fast",
    resolutions: ["720p", "1080p", "4k"],
    maxReferences: 3,
    takesLastFrame: true,
    prices: { "720p": [100_000, 150_000], "1080p": [120_000, 150_000], "4k": [300_000, 300_000] },
  },
  "veo-3.1-lite-generate-001": {
    name: "Veo 3.1 Lite",
    resolutions: ["720p", "1080p"],
    maxReferences: 0,
    takesLastFrame: true,
    prices: { "720p": [50_000, 50_000], "1080p": [80_000, 80_000] },
  },
}
