import type { VideoModel } from "@/lib/providers/catalogue"
import { dayWords } from "@/lib/providers/day-words"
import { findFrameModel, findModel } from "@/lib/providers/models"
import { sourceLimitWords } from "@/lib/providers/preflight-frames"
import type { ShotAsk } from "@/lib/providers/preflight-types"
import type { VideoRequest } from "@/lib/providers/provider"

/** Why the model cannot do the shot at all, as a sentence; null when it can. `revives`: see `PreflightChoices`. */
export function blockedBy(request: VideoRequest, ask: ShotAsk, model: VideoModel, revives: boolean): string | null {
  return (
    retiredWords(model, revives) ??
    sourceProblem(request, model) ??
    (needsFirstFrame(request, model) ? `${model.name} needs a first frame.` : null) ??
    (ask.text.trim() === "" && model.promptIs !== "unsent" ? "Write a prompt first." : null) ??
    promptTooLong(request, ask, model)
  )
}

/** "Retired 24 Sep 2026. Successor: Veo 3.1." for a retired model that nobody `revives`, else null. */
export function retiredWords(model: Pick<VideoModel, "lifecycle" | "staysInSandbox">, revives = false): string | null {
  if (model.lifecycle.state !== "retired" || (revives && model.staysInSandbox)) return null
  const names = model.lifecycle.successorIds.map((id) => (findModel(id) ?? findFrameModel(id))?.name ?? id)
  const successors = names.length === 0 ? "" : ` Successor: ${names.join(" or ")}.`
  return `Retired ${dayWords(model.lifecycle.on)}.${successors}`
}

function needsFirstFrame(request: VideoRequest, model: VideoModel): boolean {
  if (request.sourceClip !== undefined) {
    return model.sourceToVideo?.firstFrame === "needed" && request.firstFrame === undefined
  }
  return model.textToVideo === undefined && request.firstFrame === undefined && request.referenceImages.length === 0
}

/** Why a model that works on clips alone cannot work; null when it can, or needs none. */
function sourceProblem({ sourceClip }: VideoRequest, model: VideoModel): string | null {
  const { textToVideo, imageToVideo, referenceToVideo, sourceToVideo } = model
  if (textToVideo ?? imageToVideo ?? referenceToVideo) return null
  if (sourceToVideo === undefined || sourceClip === undefined) return `${model.name} needs a source clip to work on.`
  const { minSeconds, maxSeconds, maxBytes, mimes } = sourceToVideo.takes
  const { durationSeconds, bytes, mime } = sourceClip
  const fits = durationSeconds >= minSeconds && durationSeconds <= maxSeconds && bytes <= maxBytes && mimes.includes(mime)
  return fits ? null : sourceLimitWords(model)
}

function promptTooLong(request: VideoRequest, ask: ShotAsk, model: VideoModel): string | null {
  const excess = request.prompt.length - model.maxPromptCharacters
  if (excess > 0) {
    const withCamera = request.prompt.length > ask.text.trim().length ? "With the camera's words, the" : "The"
    return `${withCamera} prompt is ${characters(excess)} too long for ${model.name}, which takes ${count(model.maxPromptCharacters)}.`
  }
  const negativeExcess = (request.negativePrompt?.length ?? 0) - model.maxNegativePromptCharacters
  if (request.negativePrompt !== undefined && negativeExcess > 0) {
    const most = count(model.maxNegativePromptCharacters)
    return `The negative prompt is ${characters(negativeExcess)} too long for ${model.name}, which takes ${most}.`
  }
  return null
}

function count(number: number): string {
  return number.toLocaleString("en-US")
}

function characters(number: number): string {
  return number === 1 ? "1 character" : `${count(number)} characters`
}
