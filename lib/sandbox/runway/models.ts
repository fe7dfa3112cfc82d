import type { z } from "zod"
import { frameBodies } from "@/lib/sandbox/runway/frame-bodies"
import { stillBodies } from "@/lib/sandbox/runway/still-bodies"
import { wordsBodies } from "@/lib/sandbox/runway/words-bodies"
import { editBodies, performanceBodies, upscaleBodies } from "@/lib/sandbox/runway/work-bodies"

/** Every path that starts a task, and each model's body there. A field that is not in it is refused, as the API does. */
export const runwayBodies = {
  text_to_video: wordsBodies,
  image_to_video: frameBodies,
  video_to_video: editBodies,
  character_performance: performanceBodies,
  video_upscale: upscaleBodies,
  text_to_image: stillBodies,
} as const
export type RunwayPath = keyof typeof runwayBodies

/** The fields that shape the output, of any model's body. */
export type RunwayBody = {
  model: string
  promptText?: string | undefined
  promptImage?: string | { uri: string; position?: "first" | "last" | undefined }[] | undefined
  references?: { uri: string }[] | undefined
  referenceVideos?: { uri: string }[] | undefined
  referenceAudio?: { uri: string }[] | undefined
  referenceImages?: { uri: string }[] | undefined
  keyframes?: { uri: string }[] | undefined
  character?: { type: "image" | "video"; uri: string } | undefined
  reference?: { uri: string } | undefined
  videoUri?: string | undefined
  ratio?: string | undefined
  targetAspectRatio?: string | undefined
  resolution?: string | undefined
  targetFramerate?: string | undefined
  duration?: number | "auto" | undefined
  seed?: number | undefined
  audio?: boolean | undefined
  outputCount?: number | undefined
  quality?: string | undefined
}

export function isRunwayPath(word: string): word is RunwayPath {
  return Object.hasOwn(runwayBodies, word)
}

/** The body of a model at a path; undefined where it has none. */
export function bodyOf(path: RunwayPath, model: string): z.ZodType<RunwayBody> | undefined {
  const bodies: Readonly<Record<string, z.ZodType<RunwayBody>>> = runwayBodies[path]
  return Object.hasOwn(bodies, model) ? bodies[model] : undefined
}

export function modelsAt(path: RunwayPath): string[] {
  return Object.keys(runwayBodies[path])
}

/** Every model that the organization can use. */
export const runwayModelNames: readonly string[] = [
  ...new Set((Object.keys(runwayBodies) as RunwayPath[]).flatMap((path) => modelsAt(path))),
]

const silent = new Set(["gen4.5", "gen4_turbo", "h3_max"])
/** Models that sound unless told not to. Veo's default is documented; that the others share it is our guess. */
const chosen = /^(veo3|seedance2|wan3)/

/** Whether the clip sounds; one that is made from another keeps its sound. */
export function soundsLike({ model, audio }: RunwayBody, source: { hasAudio: boolean } | undefined): boolean {
  if (source) return source.hasAudio
  if (chosen.test(model)) return audio ?? true
  return !silent.has(model)
}
