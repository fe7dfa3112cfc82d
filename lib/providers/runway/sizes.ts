import type { PixelSizes } from "@/lib/providers/catalogue"
import type { AspectRatio, FrameSize, Resolution } from "@/lib/providers/provider"
import { seedanceSizes } from "@/lib/providers/seedance-sizes"

/*
 * The pixel pairs of each model, from the `ratio` unions of @runwayml/sdk 4.20.1, read 2026-11-21. request.ts writes them
 * as "1280:720"; tsc holds every one against the SDK's types there.
 */

const gen4At720 = {
  "16:9": [1280, 720],
  "9:16": [720, 1280],
  "1:1": [960, 960],
  "4:3": [1104, 832],
  "3:4": [832, 1104],
  "21:9": [1584, 672],
} as const
export const gen4Sizes = { "720p": gen4At720 } as const satisfies PixelSizes

/** What gen4.5 makes from words alone. */
export const gen45TextSizes = { "720p": { "16:9": [1280, 720], "9:16": [720, 1280] } } as const satisfies PixelSizes

export const veoSizes = {
  "720p": { "16:9": [1280, 720], "9:16": [720, 1280] },
  "1080p": { "16:9": [1920, 1080], "9:16": [1080, 1920] },
} as const satisfies PixelSizes

/** Seedance 2.0 Fast and Mini. */
export const seedanceSmallSizes = {
  "480p": seedanceSizes["480p"],
  "720p": seedanceSizes["720p"],
} as const satisfies PixelSizes

export const seedance25Sizes = {
  "480p": { ...seedanceSizes["480p"], "16:9": [854, 480], "9:16": [480, 854] },
  "720p": seedanceSizes["720p"],
  "1080p": seedanceSizes["1080p"],
} as const satisfies PixelSizes

export const omniSizes = { "720p": { "16:9": [1280, 720], "9:16": [720, 1280] } } as const satisfies PixelSizes

export const omni11Sizes = {
  "360p": { "16:9": [640, 360], "9:16": [360, 640] },
  "720p": { "16:9": [1280, 720], "9:16": [720, 1280] },
  "1080p": { "16:9": [1920, 1080], "9:16": [1080, 1920] },
  "4k": { "16:9": [3840, 2160], "9:16": [2160, 3840] },
} as const satisfies PixelSizes

export const happyhorseSizes = {
  "720p": { "16:9": [1280, 720], "9:16": [720, 1280], "1:1": [960, 960], "4:3": [1108, 832], "3:4": [832, 1108] },
  "1080p": { "16:9": [1920, 1080], "9:16": [1080, 1920], "1:1": [1440, 1440], "4:3": [1662, 1248], "3:4": [1248, 1662] },
} as const satisfies PixelSizes

export const wanSizes = {
  "480p": { "16:9": [832, 480], "9:16": [480, 832], "1:1": [624, 624], "4:3": [720, 544], "3:4": [544, 720] },
  "720p": { "16:9": [1280, 720], "9:16": [720, 1280], "1:1": [960, 960], "4:3": [1104, 832], "3:4": [832, 1104] },
  "1080p": { "16:9": [1920, 1080], "9:16": [1080, 1920], "1:1": [1440, 1440], "4:3": [1648, 1248], "3:4": [1248, 1648] },
} as const satisfies PixelSizes

/** The pairs of a table as Runway writes them: "1280:720" | … */
export type PairsOf<Sizes> = {
  [R in keyof Sizes]: {
    [A in keyof Sizes[R]]: Sizes[R][A] extends readonly [infer W extends number, infer H extends number] ? `${W}:${H}` : never
  }[keyof Sizes[R]]
}[keyof Sizes]

/** The pair of a clip, or of a still by its size; null where the table has none. */
export function pairOf<Sizes extends Partial<Record<string, Partial<Record<AspectRatio, readonly [number, number]>>>>>(
  sizes: Sizes,
  { aspectRatio, size }: { aspectRatio: AspectRatio; size: Resolution | FrameSize },
): PairsOf<Sizes> | null {
  const pair = sizes[size]?.[aspectRatio]
  // Sound by construction: the string is made from an entry of this very table.
  return pair === undefined ? null : (`${pair[0]}:${pair[1]}` as PairsOf<Sizes>)
}
