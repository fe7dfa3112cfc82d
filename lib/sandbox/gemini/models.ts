export type OmniModel = {
  name: string
  resolutions: readonly string[]
  maxSeconds: number
  takesLastFrame: boolean
  /** Micro-dollars a second, by resolution. */
  prices: Readonly<Record<string, number>>
}

const sizes = ["360p", "720p", "1080p", "4k"]
const prices = { "360p": 30_000, "720p": 100_000, "1080p": 150_000, "4k": 300_000 }

/** Models that make clips through the Interactions API (Veo sheet, read 2026-11-21). */
export const omniModels: Readonly<Record<string, OmniModel>> = {
  "gemini-omni-1.1-flash": { name: "Omni 1.1 Flash", resolutions: sizes, maxSeconds: 10, takesLastFrame: true, prices },
  "gemini-omni-1.2-flash": { name: "Omni 1.2 Flash", resolutions: sizes, maxSeconds: 15, takesLastFrame: true, prices },
  "gemini-omni-flash-preview": {
    name: "Omni Flash Preview",
    resolutions: ["720p"],
    maxSeconds: 10,
    takesLastFrame: false,
    prices: { "720p": 101_360 },
  },
}

/** Models that make stills, with the sizes that they make. */
export const imageModels: Readonly<Record<string, readonly string[]>> = {
  "gemini-3-pro-image": ["1K", "2K", "4K"],
  "gemini-3.1-flash-image": ["512", "1K", "2K", "4K"],
  "gemini-3.1-flash-lite-image": ["1K"],
  "gemini-nano-banana-2.1": ["1K", "2K", "4K"],
  "nano-banana-pro-preview": ["1K", "2K", "4K"],
}

/** Gone: asked for, they are answered with 404. */
export const retiredModels: ReadonlySet<string> = new Set([
  "veo-3.1-generate-preview",
  "veo-3.1-fast-generate-preview",
  "veo-3.1-lite-generate-preview",
  "veo-3.0-generate-001",
  "veo-3.0-fast-generate-001",
  "veo-2.0-generate-001",
  "gemini-2.5-flash-image",
  "gemini-3-pro-image-preview",
  "gemini-3.1-flash-image-preview",
])
