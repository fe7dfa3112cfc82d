import type RunwayML from "@runwayml/sdk"
import type { VideoRequest } from "@/lib/providers/provider"
import {
  gen4Sizes,
  gen45TextSizes,
  happyhorseSizes,
  omni11Sizes,
  omniSizes,
  pairOf,
  seedance25Sizes,
  seedanceSmallSizes,
  veoSizes,
  wanSizes,
} from "@/lib/providers/runway/sizes"
import { workBuilders } from "@/lib/providers/runway/work-request"
import { seedanceSizes } from "@/lib/providers/seedance-sizes"

/** What goes along as addresses that Runway can open: data URIs or uploads. */
export type RunwayMedia = {
  firstFrame: string | undefined
  lastFrame: string | undefined
  references: readonly string[]
  sourceClip: string | undefined
}

/** A call that starts a task. The bodies are the SDK's own types, so a field or a word that Runway refuses does not compile. */
export type RunwaySubmit =
  | { path: "/v1/text_to_video"; body: RunwayML.TextToVideoCreateParams }
  | { path: "/v1/image_to_video"; body: RunwayML.ImageToVideoCreateParams }
  | { path: "/v1/video_to_video"; body: RunwayML.VideoToVideoCreateParams }
  | { path: "/v1/character_performance"; body: RunwayML.CharacterPerformanceCreateParams }
  | { path: "/v1/video_upscale"; body: RunwayML.VideoUpscaleCreateParams }
  | { path: "/v1/text_to_image"; body: RunwayML.TextToImageCreateParams }

export type Builder = (request: VideoRequest, media: RunwayMedia) => RunwaySubmit | null

const textToVideo = "/v1/text_to_video" as const
const imageToVideo = "/v1/image_to_video" as const

/**
 * Ours → theirs; null for a model or a size that has no body here. Bodies are checked per model with unknown fields
 * refused, so each names exactly its own. Undefined values vanish in JSON.
 */
export function toRunway(request: VideoRequest, media: RunwayMedia): RunwaySubmit | null {
  return builders[request.model]?.(request, media) ?? null
}

const sized = ({ aspectRatio, resolution }: VideoRequest) => ({ aspectRatio, size: resolution })

/** From words or from a first frame alone. */
function begun<Body extends object>(body: Body, { firstFrame }: RunwayMedia) {
  return firstFrame === undefined
    ? { path: textToVideo, body }
    : { path: imageToVideo, body: { ...body, promptImage: [{ uri: firstFrame, position: "first" as const }] } }
}

/** From words or from a first frame, with or without a last one. */
function framed<Body extends object>(body: Body, { firstFrame, lastFrame }: RunwayMedia) {
  if (firstFrame === undefined) return { path: textToVideo, body }
  const last = lastFrame === undefined ? [] : [{ uri: lastFrame, position: "last" as const }]
  const promptImage = [{ uri: firstFrame, position: "first" as "first" | "last" }, ...last]
  return { path: imageToVideo, body: { ...body, promptImage } }
}

/** From words with the references, where there are any. */
function referenced<Body extends object>(body: Body, { references }: RunwayMedia) {
  const listed = references.length === 0 ? {} : { references: references.map((uri) => ({ uri })) }
  return { path: textToVideo, body: { ...body, ...listed } }
}

/** From words and references, or from frames: Runway takes no mix. */
function anyWay<Body extends object>(body: Body, media: RunwayMedia) {
  return media.firstFrame === undefined ? referenced(body, media) : framed(body, media)
}

const gen45: Builder = (request, media) => {
  const body = { model: "gen4.5", promptText: request.prompt, duration: request.durationSeconds, seed: request.seed } as const
  if (media.firstFrame === undefined) {
    const ratio = pairOf(gen45TextSizes, sized(request))
    return ratio && { path: textToVideo, body: { ...body, ratio } }
  }
  const ratio = pairOf(gen4Sizes, sized(request))
  const promptImage = [{ uri: media.firstFrame, position: "first" as const }]
  return ratio && { path: imageToVideo, body: { ...body, ratio, promptImage } }
}

const gen4Turbo: Builder = (request, { firstFrame }) => {
  const ratio = pairOf(gen4Sizes, sized(request))
  if (ratio === null || firstFrame === undefined) return null
  const { prompt: promptText, durationSeconds: duration, seed } = request
  const promptImage = [{ uri: firstFrame, position: "first" as const }]
  return { path: imageToVideo, body: { model: "gen4_turbo", promptText, ratio, duration, seed, promptImage } }
}

const veo =
  (model: "veo3.1" | "veo3.1_fast"): Builder =>
  (request, media) => {
    const ratio = pairOf(veoSizes, sized(request))
    const duration = ([4, 6, 8] as const).find((seconds) => seconds === request.durationSeconds)
    if (ratio === null || duration === undefined) return null
    const { prompt: promptText, negativePrompt, seed } = request
    return framed({ model, promptText, negativePrompt, ratio, duration, audio: request.sound ?? false, seed }, media)
  }

const omni: Builder = (request, media) => {
  const ratio = pairOf(omniSizes, sized(request))
  const { prompt: promptText, durationSeconds: duration } = request
  return ratio && begun({ model: "gemini_omni_flash" as const, promptText, ratio, duration }, media)
}

const omni11: Builder = (request, media) => {
  const ratio = pairOf(omni11Sizes, sized(request))
  const { prompt: promptText, durationSeconds: duration } = request
  return ratio && anyWay({ model: "gemini_omni_flash_1.1" as const, promptText, ratio, duration }, media)
}

const seedanceWords = ({ prompt: promptText, durationSeconds: duration, sound, seed }: VideoRequest) => ({
  promptText,
  duration,
  audio: sound ?? false,
  seed,
})

const seedance2: Builder = (request, media) => {
  const ratio = pairOf(seedanceSizes, sized(request))
  return ratio && anyWay({ model: "seedance2" as const, ratio, ...seedanceWords(request) }, media)
}

const seedance25: Builder = (request, media) => {
  const ratio = pairOf(seedance25Sizes, sized(request))
  return ratio && anyWay({ model: "seedance2_5" as const, ratio, ...seedanceWords(request) }, media)
}

const seedanceFast: Builder = (request, media) => {
  const ratio = pairOf(seedanceSmallSizes, sized(request))
  return ratio && anyWay({ model: "seedance2_fast" as const, ratio, ...seedanceWords(request) }, media)
}

const seedanceMini: Builder = (request, media) => {
  const ratio = pairOf(seedanceSmallSizes, sized(request))
  return ratio && anyWay({ model: "seedance2_mini" as const, ratio, ...seedanceWords(request) }, media)
}

const hailuo3: Builder = (request, media) => {
  const ratio = (["21:9", "16:9", "4:3", "1:1", "3:4", "9:16"] as const).find((shape) => shape === request.aspectRatio)
  const resolution = (["768p", "2k"] as const).find((size) => size === request.resolution)
  if (ratio === undefined || resolution === undefined) return null
  const { prompt: promptText, durationSeconds: duration } = request
  return anyWay({ model: "hailuo3" as const, promptText, ratio, resolution, duration }, media)
}

const h3Max: Builder = (request, media) => {
  const resolution = (["480p", "768p"] as const).find((size) => size === request.resolution)
  if (resolution === undefined) return null
  const { prompt: promptText, durationSeconds: duration, seed } = request
  // A seed repeats a clip only where the prompt is not rewritten on the way (SDK 4.20.1).
  const promptExpansionMode = seed === undefined ? undefined : ("disabled" as const)
  return framed({ model: "h3_max" as const, promptText, resolution, duration, seed, promptExpansionMode }, media)
}

/** `name` is `{ model }`: one type for each model, or tsc gives up on the union. */
function wan<Name extends object>(name: Name, request: VideoRequest, media: RunwayMedia) {
  const { prompt: promptText, durationSeconds: duration, sound } = request
  const body = { ...name, promptText, duration, audio: sound ?? false }
  if (media.firstFrame === undefined) {
    const ratio = pairOf(wanSizes, sized(request))
    return ratio && referenced({ ...body, ratio }, media)
  }
  // Keyframes give the shape themselves; only the size is said.
  const size = (["480p", "720p", "1080p"] as const).find((known) => known === request.resolution)
  return size === undefined ? null : framed({ ...body, ratio: `auto_${size}` as const }, media)
}

const grok: Builder = (request, media) => {
  const resolution = (["480p", "720p", "1080p"] as const).find((size) => size === request.resolution)
  const ratio = (["16:9", "9:16", "1:1", "4:3", "3:4"] as const).find((shape) => shape === request.aspectRatio)
  if (resolution === undefined || ratio === undefined) return null
  const { prompt: promptText, durationSeconds: duration } = request
  const body = { model: "grok_imagine_1_5" as const, promptText, resolution, duration }
  return media.firstFrame === undefined ? referenced({ ...body, ratio }, media) : begun(body, media)
}

const happyhorse: Builder = (request, { firstFrame }) => {
  const { prompt: promptText, durationSeconds: duration } = request
  const body = { model: "happyhorse_1_0" as const, promptText, duration }
  if (firstFrame === undefined) {
    const ratio = pairOf(happyhorseSizes, sized(request))
    return ratio && { path: textToVideo, body: { ...body, ratio } }
  }
  const resolution = (["720p", "1080p"] as const).find((size) => size === request.resolution)
  const promptImage = [{ uri: firstFrame, position: "first" as const }]
  return resolution === undefined ? null : { path: imageToVideo, body: { ...body, resolution, promptImage } }
}

const builders: Readonly<Record<string, Builder>> = {
  "runway/gen4.5": gen45,
  "runway/gen4_turbo": gen4Turbo,
  "runway/veo3.1": veo("veo3.1"),
  "runway/veo3.1_fast": veo("veo3.1_fast"),
  "runway/gemini_omni_flash": omni,
  "runway/gemini_omni_flash_1.1": omni11,
  "runway/seedance2": seedance2,
  "runway/seedance2_fast": seedanceFast,
  "runway/seedance2_mini": seedanceMini,
  "runway/seedance2_5": seedance25,
  "runway/hailuo3": hailuo3,
  "runway/h3_max": h3Max,
  "runway/wan3": (request, media) => wan({ model: "wan3" as const }, request, media),
  "runway/wan3_prime": (request, media) => wan({ model: "wan3_prime" as const }, request, media),
  "runway/grok_imagine_1_5": grok,
  "runway/happyhorse_1_0": happyhorse,
  ...workBuilders,
}
