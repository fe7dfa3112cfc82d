import type { FrameModel, ModeLimits, VideoModel } from "@/lib/providers/catalogue"
import type { FrameRequest, VideoRequest } from "@/lib/providers/provider"

/**
 * What the catalogue does not allow about a request, in our words for the log; null when it is one that pre-flight could
 * have made. The last look before money is spent: whatever a person or a bug put together, a model is never sent
 * what its data says it does not take.
 */
export function forbidden(request: VideoRequest, model: VideoModel): string | null {
  const mode = modeOf(request, model)
  if (mode === undefined) return "This way in does not exist."
  const { aspectRatio, resolution, durationSeconds, firstFrame, lastFrame, sourceClip, camera } = request
  if (!mode.aspectRatios.includes(aspectRatio)) return `Shape ${aspectRatio} is not offered.`
  if (!mode.resolutions.includes(resolution)) return `Size ${resolution} is not offered.`
  if (!mode.durationsSeconds.includes(durationSeconds)) return `A length of ${durationSeconds} s is not offered.`
  if (lastFrame !== undefined) {
    if (!model.lastFrame || firstFrame === undefined || sourceClip !== undefined) return "A last frame is not taken so."
    if (model.lastFrameOnlyAt?.includes(resolution) === false) return `A last frame is not taken at ${resolution}.`
  }
  if (request.referenceImages.length > model.maxReferenceImages) return "There are too many reference images."
  if (camera !== undefined && !model.cameraParameters.includes(camera.motion)) return "There is no parameter for this camera."
  return forbiddenWords(request, model, mode) ?? forbiddenSeed(request.seed, mode.withoutSeed ? null : model.seed)
}

function forbiddenWords({ prompt, negativePrompt, sound }: VideoRequest, model: VideoModel, mode: ModeLimits): string | null {
  if (prompt.length > model.maxPromptCharacters) return "The prompt is too long."
  const mostNegative = mode.withoutNegativePrompt ? 0 : model.maxNegativePromptCharacters
  if ((negativePrompt?.length ?? 0) > mostNegative) return "The negative prompt is too long."
  if (sound === true && model.sound === "never") return "No sound is made."
  if (sound === false && model.sound === "always") return "Sound is always made."
  return null
}

function forbiddenSeed(seed: number | undefined, range: VideoModel["seed"]): string | null {
  if (seed === undefined) return null
  if (range === null) return "No seed is taken."
  return seed < range.min || seed > range.max ? `The seed ${seed} is out of range.` : null
}

/** The way into the model that a request takes; undefined when the model has none such. */
export function modeOf({ firstFrame, sourceClip, referenceImages }: VideoRequest, model: VideoModel): ModeLimits | undefined {
  if (sourceClip !== undefined) return model.sourceToVideo
  if (firstFrame !== undefined) return referenceImages.length === 0 ? model.imageToVideo : undefined
  return referenceImages.length > 0 ? model.referenceToVideo : model.textToVideo
}

/** The same for stills. */
export function forbiddenFrame(request: FrameRequest, model: FrameModel): string | null {
  const { aspectRatio, size, count, prompt, seed, referenceImages } = request
  if (!model.aspectRatios.includes(aspectRatio)) return `Shape ${aspectRatio} is not offered.`
  if (!model.sizes.some((offered) => offered.size === size)) return `Size ${size} is not offered.`
  if (count < 1 || count > model.maxCount) return `${count} stills are not made at once.`
  if (prompt.length > model.maxPromptCharacters) return "The prompt is too long."
  if (referenceImages.length > model.maxReferenceImages) return "There are too many reference images."
  if (referenceImages.length < (model.minReferenceImages ?? 0)) return "It needs a reference image."
  return forbiddenSeed(seed, model.seed)
}
