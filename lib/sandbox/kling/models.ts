export type KlingModel = {
  name: string
  resolutions: readonly string[]
  seconds: readonly number[]
  /** Resolutions that can have native audio. */
  audio: readonly string[]
  /** Audio without asking. */
  alwaysAudio?: boolean
  /** Resolutions that take a last frame; absent: all. */
  lastFrameAt?: readonly string[]
  maxPromptCharacters: number
  /** Resource-pack units per second by resolution: silent and with audio (1 unit = $0.14). */
  units: Record<string, readonly [silent: number, audio: number]>
}

const whole = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

/** Models of the path-style API, from the official pages mirrored in 2026. */
export const klingModels: Readonly<Record<string, KlingModel>> = {
  "kling-3.0": {
    name: "Kling-3.0",
    resolutions: ["720p", "1080p", "4k"],
    seconds: whole(3, 15),
    audio: ["720p", "1080p", "4k"],
    maxPromptCharacters: 3072,
    units: { "720p": [0.6, 0.9], "1080p": [0.8, 1.2], "4k": [3, 3] },
  },
  "kling-3.0-turbo": {
    name: "Kling-3.0-turbo",
    resolutions: ["720p", "1080p"],
    seconds: whole(3, 15),
    audio: ["720p", "1080p"],
    maxPromptCharacters: 3072,
    units: { "720p": [0.8, 0.8], "1080p": [1, 1] },
  },
  "kling-2.6": {
    name: "Kling-2.6",
    resolutions: ["720p", "1080p"],
    seconds: [5, 10],
    audio: ["1080p"],
    lastFrameAt: ["1080p"],
    maxPromptCharacters: 2500,
    units: { "720p": [0.3, 0.3], "1080p": [0.5, 1] },
  },
  "kling-2.5-turbo": {
    name: "Kling-2.5-turbo",
    resolutions: ["720p", "1080p"],
    seconds: [5, 10],
    audio: [],
    lastFrameAt: ["1080p"],
    maxPromptCharacters: 2500,
    units: { "720p": [0.3, 0.3], "1080p": [0.5, 0.5] },
  },
  "kling-3.0-omni": {
    name: "Kling-3.0-omni",
    resolutions: ["720p", "1080p", "4k"],
    seconds: whole(3, 15),
    audio: ["720p", "1080p", "4k"],
    maxPromptCharacters: 3072,
    units: { "720p": [0.6, 0.8], "1080p": [0.8, 1], "4k": [3, 3] },
  },
  "kling-o1": {
    name: "Kling-O1",
    resolutions: ["720p", "1080p"],
    seconds: whole(3, 10),
    audio: [],
    maxPromptCharacters: 2500,
    units: { "720p": [0.6, 0.6], "1080p": [0.8, 0.8] },
  },
}

/** Which models stand under which path. */
export const klingPaths: Readonly<Record<string, readonly string[]>> = {
  "text-to-video": ["kling-3.0", "kling-3.0-turbo", "kling-2.6", "kling-2.5-turbo"],
  "image-to-video": ["kling-3.0", "kling-3.0-turbo", "kling-2.6", "kling-2.5-turbo"],
  "omni-video": ["kling-3.0-omni", "kling-o1"],
}

/** `model_name` of the older API → the same model here, by the way in. Retired names are not known any more. */
export const legacyNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  text2video: { "kling-v3": "kling-3.0", "kling-v2-6": "kling-2.6", "kling-v2-5-turbo": "kling-2.5-turbo" },
  image2video: { "kling-v3": "kling-3.0", "kling-v2-6": "kling-2.6", "kling-v2-5-turbo": "kling-2.5-turbo" },
  "omni-video": { "kling-v3-omni": "kling-3.0-omni", "kling-video-o1": "kling-o1" },
}
