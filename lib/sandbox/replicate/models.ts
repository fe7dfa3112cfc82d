import { z } from "zod"
import { tables } from "@/lib/sandbox/replicate/sizes"

/** One official model: what its input may hold, and which of its fields are stills. */
export type ReplicateModel = {
  name: string
  input: z.ZodType<ReplicateInput>
  first: string
  last?: string
  references?: string
  /** Sizes where they are not the shorter edge that the word says. */
  table?: (typeof tables)["seedance"]
  sound: "asked" | "never"
  /** What `resolution` is when a model has no such field. */
  fixedResolution?: string
}

/** The fields that shape the clip, of any model's input. */
export type ReplicateInput = {
  prompt: string
  duration?: number | undefined
  aspect_ratio?: string | undefined
  resolution?: string | undefined
  mode?: string | undefined
  seed?: number | undefined
  generate_audio?: boolean | undefined
  camera_fixed?: boolean | undefined
  [name: string]: unknown
}

const prompt = (max: number) => z.string().min(1).max(max)
const uri = z.string().regex(/^(https?:|data:)/, "must be a URI")
const seed = z.int().min(0).max(2_147_483_647).nullish()
const oneOf = (values: readonly number[]) => z.literal([...values])
const range = (from: number, to: number) => z.int().min(from).max(to)
/** Each model's own fields, read as what all of them have in common. */
const inputOf = (shape: Record<string, z.ZodType>) => z.strictObject(shape) as unknown as z.ZodType<ReplicateInput>

function veo(name: string, options: { sound: boolean; references: boolean }): ReplicateModel {
  return {
    name,
    input: inputOf({
      prompt: prompt(20_000),
      negative_prompt: z.string().optional(),
      duration: oneOf([4, 6, 8]).default(8),
      aspect_ratio: z.enum(["16:9", "9:16"]).default("16:9"),
      resolution: z.enum(["720p", "1080p"]).default("1080p"),
      image: uri.optional(),
      last_frame: uri.optional(),
      seed,
      ...(options.references && { reference_images: z.array(uri).max(3).optional() }),
      ...(options.sound && { generate_audio: z.boolean().default(true) }),
    }),
    first: "image",
    last: "last_frame",
    ...(options.references && { references: "reference_images" }),
    sound: options.sound ? "asked" : "never",
  }
}

const klingRatio = z.enum(["16:9", "9:16", "1:1"]).default("16:9")

function kling3(name: string, hasReferences: boolean): ReplicateModel {
  return {
    name,
    input: inputOf({
      prompt: prompt(2500),
      duration: range(3, 15).default(5),
      aspect_ratio: klingRatio,
      mode: z.enum(["standard", "pro", "4k"]).default("pro"),
      start_image: uri.optional(),
      end_image: uri.optional(),
      generate_audio: z.boolean().default(false),
      negative_prompt: z.string().max(2500).optional(),
      multi_prompt: z.string().optional(),
      ...(hasReferences && { reference_images: z.array(uri).max(7).optional() }),
    }),
    first: "start_image",
    last: "end_image",
    ...(hasReferences && { references: "reference_images" }),
    sound: "asked",
  }
}

const sevenRatios = ["16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "9:21", "adaptive"]

function seedance(
  name: string,
  options: { seconds: [number, number]; sizes: string[]; references?: number; last: boolean; sound: boolean; isOld: boolean },
): ReplicateModel {
  const { seconds, sizes, references, last, sound, isOld } = options
  return {
    name,
    input: inputOf({
      prompt: prompt(4000),
      duration: range(...seconds).default(5),
      aspect_ratio: z.enum(sevenRatios).default("16:9"),
      resolution: z.enum(sizes).default("720p"),
      image: uri.optional(),
      seed,
      ...(last && { last_frame_image: uri.optional() }),
      ...(references && { reference_images: z.array(uri).max(references).optional() }),
      ...(sound && { generate_audio: z.boolean().default(true) }),
      ...(isOld && { camera_fixed: z.boolean().default(false) }),
    }),
    first: "image",
    ...(last && { last: "last_frame_image" }),
    ...(references && { references: "reference_images" }),
    table: sound ? tables.seedance : tables.seedance1,
    sound: sound ? "asked" : "never",
  }
}

const full = ["480p", "720p", "1080p"]
const half = ["480p", "720p"]
const second = { seconds: [4, 15] as [number, number], references: 9, last: true, sound: true, isOld: false }
const first = { seconds: [2, 12] as [number, number], sizes: full, last: true, sound: false, isOld: true }

function hailuo(name: string, needsFrame: boolean): ReplicateModel {
  return {
    name,
    input: inputOf({
      prompt: prompt(2000),
      duration: oneOf([6, 10]).default(6),
      resolution: z.enum(["768p", "1080p"]).default("768p"),
      first_frame_image: needsFrame ? uri : uri.optional(),
      prompt_optimizer: z.boolean().default(true),
    }),
    first: "first_frame_image",
    sound: "never",
  }
}

/** By "owner/name". A field that is not here is refused, as reported of the real ones. */
export const replicateModels: Readonly<Record<string, ReplicateModel>> = {
  "google/veo-3.1": veo("Veo 3.1", { sound: true, references: true }),
  "google/veo-3.1-fast": veo("Veo 3.1 Fast", { sound: true, references: false }),
  "google/veo-3.1-lite": veo("Veo 3.1 Lite", { sound: false, references: false }),
  "kwaivgi/kling-v3-video": kling3("Kling 3.0", false),
  "kwaivgi/kling-v3-omni-video": kling3("Kling 3.0 Omni", true),
  "kwaivgi/kling-v2.5-turbo-pro": {
    name: "Kling 2.5 Turbo Pro",
    input: inputOf({
      prompt: prompt(2500),
      negative_prompt: z.string().max(2500).optional(),
      duration: oneOf([5, 10]).default(5),
      aspect_ratio: klingRatio,
      start_image: uri.optional(),
      end_image: uri.optional(),
    }),
    first: "start_image",
    last: "end_image",
    sound: "never",
    fixedResolution: "720p",
  },
  "kwaivgi/kling-v2.1": {
    name: "Kling 2.1",
    input: inputOf({
      prompt: prompt(2500),
      negative_prompt: z.string().max(2500).optional(),
      duration: oneOf([5, 10]).default(5),
      mode: z.enum(["standard", "pro"]).default("standard"),
      start_image: uri,
      end_image: uri.optional(),
    }).refine(({ mode, end_image: end }) => end === undefined || mode === "pro", {
      path: ["end_image"],
      message: "end_image requires mode pro",
    }),
    first: "start_image",
    last: "end_image",
    sound: "never",
  },
  "bytedance/seedance-2.0": seedance("Seedance 2.0", { ...second, sizes: full }),
  "bytedance/seedance-2.0-fast": seedance("Seedance 2.0 Fast", { ...second, sizes: half }),
  "bytedance/seedance-2.0-mini": seedance("Seedance 2.0 Mini", { ...second, sizes: half }),
  "bytedance/seedance-1.5-pro": seedance("Seedance 1.5 Pro", { ...first, sound: true }),
  "bytedance/seedance-1-pro": seedance("Seedance 1 Pro", first),
  "bytedance/seedance-1-pro-fast": seedance("Seedance 1 Pro Fast", { ...first, last: false }),
  "bytedance/seedance-1-lite": seedance("Seedance 1 Lite", { ...first, seconds: [4, 12], references: 4 }),
  "minimax/hailuo-2.3": hailuo("Hailuo 2.3", false),
  "minimax/hailuo-2.3-fast": hailuo("Hailuo 2.3 Fast", true),
}

/** Kling's modes as sizes. */
export const sizeOfMode: Readonly<Record<string, string>> = { standard: "720p", pro: "1080p", "4k": "4k" }
