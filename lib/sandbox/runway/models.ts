import { z } from "zod"
import { pixelsOf, type Size } from "@/lib/sandbox/size"

/** One model's bodies by path, and what it costs. 1 credit = $0.01. */
export type RunwayModel = {
  name: string
  textToVideo?: z.ZodType<RunwayBody>
  imageToVideo?: z.ZodType<RunwayBody>
  credits(body: RunwayBody, seconds: number): number
}

/** The fields that shape the clip, of any model's body. */
export type RunwayBody = {
  model: string
  promptText?: string | undefined
  promptImage?: string | { uri: string; position?: "first" | "last" | undefined }[] | undefined
  references?: { uri: string }[] | undefined
  ratio?: string | undefined
  resolution?: string | undefined
  duration?: number | "auto" | undefined
  seed?: number | undefined
  audio?: boolean | undefined
}

const wide = ["1280:720", "720:1280"] as const
const six = [...wide, "1104:832", "960:960", "832:1104", "1584:672"] as const
const veoRatios = [...wide, "1080:1920", "1920:1080"] as const
const small = ["992:432", "864:496", "752:560", "640:640", "560:752", "496:864"] as const
const small25 = ["992:432", "854:480", "752:560", "640:640", "560:752", "480:854"] as const
const middle = ["1470:630", "1280:720", "1112:834", "960:960", "834:1112", "720:1280"] as const
const large = ["2206:946", "1920:1080", "1664:1248", "1440:1440", "1248:1664", "1080:1920"] as const
const huge = ["3840:1646", "3840:2160", "3840:2880", "3840:3840", "2880:3840", "2160:3840"] as const

const seed = z.int().min(0).max(4_294_967_295).optional()
const words = (max: number) => z.string().min(1).max(max)
const uri = z.string().min(1)
const contentModeration = z.strictObject({ publicFigureThreshold: z.enum(["auto", "low"]).optional() }).optional()
const frame = (...positions: ["first" | "last", ...("first" | "last")[]]) =>
  z.strictObject({ uri, position: z.enum(positions) })
/** A last frame stands only beside a first one, and each but once. */
const frames = (max: number) =>
  z.union([
    uri,
    z
      .array(max === 1 ? frame("first") : frame("first", "last"))
      .min(1)
      .max(max)
      .refine(
        (list) => list.filter(({ position }) => position === "first").length === 1,
        "Exactly one image with position 'first' is required",
      ),
  ])
const loose = z.union([
  uri,
  z
    .array(z.strictObject({ uri, position: z.enum(["first", "last"]).optional() }))
    .min(1)
    .max(9)
    .refine(
      (list) => new Set(list.map(({ position }) => position === undefined)).size === 1,
      "Images with and without a position cannot be mixed",
    )
    .refine(
      (list) => !list.some(({ position }) => position === "last") || list.some(({ position }) => position === "first"),
      "A last image requires a first image",
    ),
])
const references = z
  .array(z.strictObject({ uri, type: z.literal("image").optional() }))
  .max(9)
  .optional()
const isTall = (ratio: string | undefined, ratios: readonly string[]) => ratio !== undefined && ratios.includes(ratio)

function veo(model: "veo3.1" | "veo3.1_fast", name: string, silent: number, sounding: number): RunwayModel {
  const common = {
    model: z.literal(model),
    ratio: z.enum(veoRatios),
    audio: z.boolean().optional(),
    duration: z.union([z.literal(4), z.literal(6), z.literal(8)]).optional(),
    negativePrompt: words(1000).optional(),
    seed,
  }
  return {
    name,
    textToVideo: z.strictObject({ ...common, promptText: words(1000) }),
    imageToVideo: z.strictObject({ ...common, promptImage: frames(2), promptText: words(1000).optional() }),
    credits: ({ audio }, seconds) => seconds * (audio === false ? silent : sounding),
  }
}

function seedance(
  model: string,
  name: string,
  ratios: readonly [string, ...string[]],
  prompt: number,
  rate: (ratio: string | undefined) => number,
  least: number,
): RunwayModel {
  const common = {
    model: z.literal(model),
    audio: z.boolean().optional(),
    duration: z.union([z.int().min(4).max(15), z.literal("auto")]).optional(),
    ratio: z.enum(ratios).optional(),
    seed,
  }
  return {
    name,
    textToVideo: z.strictObject({ ...common, promptText: words(prompt), references }),
    imageToVideo: z.strictObject({ ...common, promptText: words(prompt).optional(), promptImage: loose }),
    credits: ({ ratio }, seconds) => Math.max(least, seconds * rate(ratio)),
  }
}

const gen45 = {
  model: z.literal("gen4.5"),
  promptText: words(1000),
  duration: z.int().min(2).max(10),
  seed,
  contentModeration,
  outputFormat: z.literal("mp4").optional(),
}
const gemini = {
  model: z.literal("gemini_omni_flash"),
  duration: z.int().min(3).max(10).optional(),
  ratio: z.enum(wide).optional(),
}
const h3 = {
  model: z.literal("h3_max"),
  promptText: words(2000),
  duration: z.int().min(5).max(15).optional(),
  promptExpansionMode: z.enum(["disabled", "balanced", "quality"]).optional(),
  resolution: z.enum(["480p", "768p"]).optional(),
  seed,
}

/** Bodies after @runwayml/sdk 4.20.1; a field that is not here is refused, as the API does. */
export const runwayModels: Readonly<Record<string, RunwayModel>> = {
  "gen4.5": {
    name: "Gen-4.5",
    textToVideo: z.strictObject({ ...gen45, ratio: z.enum(wide) }),
    imageToVideo: z.strictObject({ ...gen45, ratio: z.enum(six), promptImage: frames(1) }),
    credits: (_, seconds) => seconds * 12,
  },
  gen4_turbo: {
    name: "Gen-4-turbo",
    imageToVideo: z.strictObject({
      model: z.literal("gen4_turbo"),
      promptImage: frames(1),
      ratio: z.enum(six),
      promptText: words(1000).optional(),
      duration: z.int().min(2).max(10).optional(),
      seed,
      contentModeration,
    }),
    credits: (_, seconds) => seconds * 5,
  },
  "veo3.1": veo("veo3.1", "Veo-3.1", 20, 40),
  "veo3.1_fast": veo("veo3.1_fast", "Veo-3.1-fast", 10, 15),
  seedance2: seedance(
    "seedance2",
    "Seedance-2",
    [...small, ...middle, ...large, ...huge],
    3500,
    (ratio) => (isTall(ratio, huge) ? 150 : isTall(ratio, large) ? 40 : 36),
    0,
  ),
  seedance2_fast: seedance("seedance2_fast", "Seedance-2-fast", [...small, ...middle], 3500, () => 29, 0),
  seedance2_mini: seedance("seedance2_mini", "Seedance-2-mini", [...small, ...middle], 3500, () => 16, 64),
  seedance2_5: seedance(
    "seedance2_5",
    "Seedance-2.5",
    [...small25, ...middle, ...large],
    15_000,
    (ratio) => (isTall(ratio, large) ? 68 : isTall(ratio, middle) ? 30 : 20),
    80,
  ),
  gemini_omni_flash: {
    name: "Gemini-Omni-Flash",
    textToVideo: z.strictObject({ ...gemini, promptText: words(5000) }),
    imageToVideo: z.strictObject({ ...gemini, promptText: words(5000).optional(), promptImage: frames(1) }),
    credits: (_, seconds) => seconds * 10,
  },
  h3_max: {
    name: "H3-Max",
    textToVideo: z.strictObject(h3),
    imageToVideo: z.strictObject({ ...h3, promptImage: frames(2) }),
    credits: ({ resolution }, seconds) => seconds * (resolution === "768p" ? 8 : 5),
  },
}

/** The clip's pixels; models without a ratio make 16:9. */
export function sizeOfBody({ ratio, resolution }: RunwayBody): Size {
  if (ratio !== undefined) return pixelsOf(ratio)
  return resolution === "768p"
    ? { width: 1366, height: 768 }
    : resolution === "480p"
      ? { width: 854, height: 480 }
      : { width: 1280, height: 720 }
}
