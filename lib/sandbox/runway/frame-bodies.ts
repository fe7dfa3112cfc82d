import { z } from "zod"
import {
  contentModeration,
  duration,
  durationOrAuto,
  firstAndLast,
  firstOnly,
  framesOrReferences,
  seed,
  sounds,
  words,
} from "@/lib/sandbox/runway/fields"
import { seedance2Ratios, seedance25Ratios, seedanceSmallRatios, six } from "@/lib/sandbox/runway/ratios"
import { gen45, grok, h3, hailuo, happyhorse, omni, omni11, seedance, veo, wan } from "@/lib/sandbox/runway/words-bodies"

const seedanceFrames = { ...seedance, promptText: words(3500).optional(), promptImage: framesOrReferences(9) }

type WanBody = { promptImage: string | { position?: string | undefined }[]; ratio?: string | undefined }
/** Keyframes give the shape, so only the size may be said. */
const hasOwnShape = ({ promptImage, ratio }: WanBody) => {
  const isKeyframe = typeof promptImage === "string" || promptImage.some(({ position }) => position !== undefined)
  return !isKeyframe || ratio === undefined || ratio.startsWith("auto_")
}
const wanFrames = { ...wan, promptImage: framesOrReferences(10) }
const shapeIssue = { message: "Keyframe requests must use auto_480p, auto_720p or auto_1080p", path: ["ratio"] }

/** POST /v1/image_to_video. */
export const frameBodies = {
  "gen4.5": z.strictObject({ ...gen45, ratio: z.enum(six), promptImage: firstOnly }),
  gen4_turbo: z.strictObject({
    model: z.literal("gen4_turbo"),
    promptImage: firstOnly,
    ratio: z.enum(six),
    promptText: words(1000).optional(),
    duration: duration(2, 10).optional(),
    seed,
    contentModeration,
  }),
  "veo3.1": z.strictObject({
    model: z.literal("veo3.1"),
    promptText: words(1000).optional(),
    ...veo,
    promptImage: firstAndLast,
  }),
  "veo3.1_fast": z.strictObject({
    model: z.literal("veo3.1_fast"),
    promptText: words(1000).optional(),
    ...veo,
    promptImage: firstAndLast,
  }),
  gemini_omni_flash: z.strictObject({ ...omni, promptText: words(4000).optional(), promptImage: firstOnly }),
  "gemini_omni_flash_1.1": z.strictObject({ ...omni11, promptImage: firstAndLast }),
  seedance2: z.strictObject({ ...seedanceFrames, model: z.literal("seedance2"), ratio: z.enum(seedance2Ratios).optional() }),
  seedance2_fast: z.strictObject({
    ...seedanceFrames,
    model: z.literal("seedance2_fast"),
    ratio: z.enum(seedanceSmallRatios).optional(),
  }),
  seedance2_mini: z.strictObject({
    ...seedanceFrames,
    model: z.literal("seedance2_mini"),
    ratio: z.enum(seedanceSmallRatios).optional(),
  }),
  seedance2_5: z.strictObject({
    ...seedance,
    model: z.literal("seedance2_5"),
    duration: durationOrAuto(4, 30),
    promptText: words(15_000).optional(),
    promptImage: framesOrReferences(30),
    ratio: z.enum(seedance25Ratios).optional(),
    referenceAudio: sounds(10),
  }),
  hailuo3: z.strictObject({ ...hailuo, promptImage: framesOrReferences(9) }),
  h3_max: z.strictObject({ ...h3, promptImage: firstAndLast }),
  wan3: z.strictObject({ ...wanFrames, model: z.literal("wan3") }).refine(hasOwnShape, shapeIssue),
  wan3_prime: z.strictObject({ ...wanFrames, model: z.literal("wan3_prime") }).refine(hasOwnShape, shapeIssue),
  grok_imagine_1_5: z.strictObject({ ...grok, promptText: words(2500).optional(), promptImage: firstOnly }),
  happyhorse_1_0: z.strictObject({
    ...happyhorse,
    promptText: words(2500).optional(),
    promptImage: firstOnly,
    resolution: z.enum(["720p", "1080p", "720P", "1080P"]).optional(),
  }),
}
