import { ratioOf, type Size } from "@/lib/sandbox/size"

export type SeedanceModel = {
  name: string
  seconds: readonly [least: number, most: number]
  resolutions: readonly string[]
  /** Makes sound, and so knows `generate_audio`. */
  audio: boolean
  lastFrame: boolean
  /** The most reference images; 0: takes none. */
  references: number
  /** 1.x knows seed, camera_fixed and service_tier; 1.0 also frames; 2.x priority and tools. */
  generation: "1.0" | "1.5" | "2.0" | "2.5"
}

const hd = ["480p", "720p"]
const fullHd = [...hd, "1080p"]

const two: Omit<SeedanceModel, "name" | "resolutions"> = {
  seconds: [4, 15],
  audio: true,
  lastFrame: true,
  references: 9,
  generation: "2.0",
}

/** ModelArk's models by the id that BytePlus gives them. */
export const seedanceModels: Readonly<Record<string, SeedanceModel>> = {
  "dreamina-seedance-2-5-260628": {
    ...two,
    name: "Seedance-2.5",
    resolutions: fullHd,
    seconds: [4, 30],
    references: 30,
    generation: "2.5",
  },
  "dreamina-seedance-2-0-260128": { ...two, name: "Seedance-2.0", resolutions: [...fullHd, "4k"] },
  "dreamina-seedance-2-0-fast-260128": { ...two, name: "Seedance-2.0-fast", resolutions: hd },
  "dreamina-seedance-2-0-mini-260615": { ...two, name: "Seedance-2.0-mini", resolutions: hd },
  "seedance-1-5-pro-251215": {
    name: "Seedance-1.5-pro",
    seconds: [4, 12],
    resolutions: fullHd,
    audio: true,
    lastFrame: true,
    references: 0,
    generation: "1.5",
  },
  "seedance-1-0-pro-250528": {
    name: "Seedance-1.0-pro",
    seconds: [2, 12],
    resolutions: fullHd,
    audio: false,
    lastFrame: true,
    references: 0,
    generation: "1.0",
  },
  "seedance-1-0-pro-fast-251015": {
    name: "Seedance-1.0-pro-fast",
    seconds: [2, 12],
    resolutions: fullHd,
    audio: false,
    lastFrame: false,
    references: 0,
    generation: "1.0",
  },
}

export const ratios = ["21:9", "16:9", "4:3", "1:1", "3:4", "9:16"] as const
type Ratio = (typeof ratios)[number]

/** Pixels in the order of `ratios`. */
const pixels: Readonly<Record<string, readonly string[]>> = {
  "480p": ["992x432", "864x496", "752x560", "640x640", "560x752", "496x864"],
  "720p": ["1470x630", "1280x720", "1112x834", "960x960", "834x1112", "720x1280"],
  "1080p": ["2206x946", "1920x1080", "1664x1248", "1440x1440", "1248x1664", "1080x1920"],
  "4k": ["3840x1646", "3840x2160", "3840x2880", "3840x3840", "2880x3840", "2160x3840"],
}
const pixelsOf10: typeof pixels = {
  "480p": ["960x416", "864x480", "736x544", "640x640", "544x736", "480x864"],
  "720p": ["1504x640", "1248x704", "1120x832", "960x960", "832x1120", "704x1248"],
  "1080p": ["2176x928", "1920x1088", "1664x1248", "1440x1440", "1248x1664", "1088x1920"],
}
const pixelsOf25: typeof pixels = { ...pixels, "480p": ["992x432", "854x480", "752x560", "640x640", "560x752", "480x854"] }

/** The clip's exact size. */
export function sizeAt({ generation }: SeedanceModel, resolution: string, ratio: Ratio): Size {
  const table = generation === "1.0" ? pixelsOf10 : generation === "2.5" ? pixelsOf25 : pixels
  const [width = 1280, height = 720] = (table[resolution]?.[ratios.indexOf(ratio)] ?? "").split("x").map(Number)
  return { width, height }
}

/** The listed shape that is nearest to a picture's. */
export function nearestRatio({ width, height }: Size): Ratio {
  const distance = (ratio: Ratio) => Math.abs(Math.log(ratioOf(ratio) / (width / height)))
  return ratios.reduce((best, ratio) => (distance(ratio) < distance(best) ? ratio : best), "16:9" as Ratio)
}

/** What a clip is billed by. */
export function tokensOf({ width, height }: Size, seconds: number): number {
  return Math.floor((seconds * width * height * 24) / 1024)
}
