import type { FrameRequest } from "@/lib/providers/provider"
import {
  geminiFlashSizes,
  geminiImageSizes,
  gen4ImageSizes,
  gptImageSizes,
  grokImageSizes,
  museSizes,
  seedreamLiteSizes,
  seedreamProSizes,
} from "@/lib/providers/runway/frame-sizes"
import type { RunwaySubmit } from "@/lib/providers/runway/request"
import { pairOf } from "@/lib/providers/runway/sizes"

type FrameSubmit = Extract<RunwaySubmit, { path: "/v1/text_to_image" }>
type Body = FrameSubmit["body"]
type Builder = (request: FrameRequest, references: readonly string[]) => Body | null

/** Ours → theirs, the references as addresses; null for a model, a size or a number of references that has no body here. */
export function toRunwayFrames(request: FrameRequest, references: readonly string[]): FrameSubmit | null {
  const body = builders[request.model]?.(request, references) ?? null
  return body && { path: "/v1/text_to_image", body }
}

function withReferences<Fields extends object>(fields: Fields, references: readonly string[]) {
  return references.length === 0 ? fields : { ...fields, referenceImages: references.map((uri) => ({ uri })) }
}

const gen4Image: Builder = (request, references) => {
  const ratio = pairOf(gen4ImageSizes, request)
  const { prompt: promptText, seed } = request
  return ratio && withReferences({ model: "gen4_image" as const, promptText, ratio, seed }, references)
}

const gen4ImageTurbo: Builder = (request, references) => {
  const ratio = pairOf(gen4ImageSizes, request)
  if (ratio === null || references.length === 0) return null
  const referenceImages = references.map((uri) => ({ uri }))
  return { model: "gen4_image_turbo", promptText: request.prompt, ratio, seed: request.seed, referenceImages }
}

/** `high` is the vendor's own choice; said, so that the price is the one that was shown. `name` is `{ model }`. */
function gptImage<Name extends object>(name: Name, request: FrameRequest, references: readonly string[]) {
  const ratio = pairOf(gptImageSizes, request)
  const { prompt: promptText, count: outputCount } = request
  return ratio && withReferences({ ...name, promptText, ratio, outputCount, quality: "high" as const }, references)
}

function geminiImage<Name extends object>(name: Name, request: FrameRequest, references: readonly string[]) {
  const ratio = pairOf(geminiImageSizes, request)
  return ratio && withReferences({ ...name, promptText: request.prompt, ratio, outputCount: 1 as const }, references)
}

const geminiFlash: Builder = (request, references) => {
  const ratio = pairOf(geminiFlashSizes, request)
  return ratio && withReferences({ model: "gemini_2.5_flash" as const, promptText: request.prompt, ratio }, references)
}

const seedreamPro: Builder = (request, references) => {
  const ratio = pairOf(seedreamProSizes, request)
  const { prompt: promptText, count: outputCount } = request
  return ratio && withReferences({ model: "seedream5_pro" as const, promptText, ratio, outputCount }, references)
}

const seedreamLite: Builder = (request, references) => {
  const ratio = pairOf(seedreamLiteSizes, request)
  const { prompt: promptText, count: outputCount } = request
  return ratio && withReferences({ model: "seedream5_lite" as const, promptText, ratio, outputCount }, references)
}

const grokImage: Builder = (request, references) => {
  const ratio = pairOf(grokImageSizes, request)
  const { prompt: promptText, count: outputCount } = request
  return ratio && withReferences({ model: "grok_imagine_image_2" as const, promptText, ratio, outputCount }, references)
}

const museImage: Builder = (request, references) => {
  const ratio = pairOf(museSizes, request)
  const { prompt: promptText, count: outputCount } = request
  return ratio && withReferences({ model: "muse_image" as const, promptText, ratio, outputCount }, references)
}

const builders: Readonly<Record<string, Builder>> = {
  "runway/gen4_image": gen4Image,
  "runway/gen4_image_turbo": gen4ImageTurbo,
  "runway/gpt_image_2": (request, references) => gptImage({ model: "gpt_image_2" as const }, request, references),
  "runway/gpt_image_2_5_flare": (request, references) =>
    gptImage({ model: "gpt_image_2_5_flare" as const }, request, references),
  "runway/gpt_image_2_5_sunburst": (request, references) =>
    gptImage({ model: "gpt_image_2_5_sunburst" as const }, request, references),
  "runway/gemini_image3_pro": (request, references) =>
    geminiImage({ model: "gemini_image3_pro" as const }, request, references),
  "runway/gemini_image3.1_flash": (request, references) =>
    geminiImage({ model: "gemini_image3.1_flash" as const }, request, references),
  "runway/gemini_2.5_flash": geminiFlash,
  "runway/seedream5_pro": seedreamPro,
  "runway/seedream5_lite": seedreamLite,
  "runway/grok_imagine_image_2": grokImage,
  "runway/muse_image": museImage,
}
