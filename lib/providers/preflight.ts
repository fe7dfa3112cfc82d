import type { ModeLimits, VideoModel } from "@/lib/providers/catalogue"
import { blockedBy } from "@/lib/providers/preflight-blocked"
import { chooseFrames, frameNotes } from "@/lib/providers/preflight-frames"
import { chooseSize } from "@/lib/providers/preflight-size"
import type { Preflight, ShotAsk } from "@/lib/providers/preflight-types"
import { choosePrompt, chooseSeed, chooseSound } from "@/lib/providers/preflight-words"
import { listPriceMicros } from "@/lib/providers/price"
import type { VideoRequest } from "@/lib/providers/provider"

export type { Preflight, PreflightNote, PreflightNoteKind, PreflightOption, ShotAsk } from "@/lib/providers/preflight-types"

export type PreflightChoices = {
  /** True in the sandbox: the notes then speak of no money. */
  isFree?: boolean
  /** True in the sandbox, and where the team named another server: a model that `staysInSandbox` then works. */
  revives?: boolean
}

/**
 * What a model makes of a shot: the request that would be sent, and a note for everything in it that differs from what
 * was asked. Pure and safe in a browser. A length or a size that the model lacks becomes the next larger one, because a
 * longer or larger clip can be cut to the asked one and a shorter or smaller one cannot; the largest if none is larger.
 */
export function preflight(ask: ShotAsk, model: VideoModel, choices: PreflightChoices = {}): Preflight {
  const isFree = choices.isFree ?? false
  const frames = chooseFrames(ask, model)
  const mode: ModeLimits = frames.mode
  const sound = chooseSound(ask, model)
  const size = chooseSize(ask, model, mode, sound.asked, isFree)
  const lastFrame = frames.lastFrameAt(size.value.resolution)
  const soundHere = sound.at(size.value.resolution)
  const prompt = choosePrompt(ask, model, mode)
  const seed = chooseSeed(ask, model, mode)

  const request: VideoRequest = {
    model: model.id,
    prompt: prompt.value.prompt,
    negativePrompt: prompt.value.negativePrompt,
    ...size.value,
    seed: seed.value,
    camera: prompt.value.camera,
    sound: soundHere.value,
    firstFrame: frames.firstFrame,
    lastFrame: lastFrame.value,
    referenceImages: frames.referenceImages,
    sourceClip: frames.sourceClip,
  }
  const notes = [
    ...frames.notes,
    ...lastFrame.notes,
    ...frameNotes(request, model),
    ...size.notes,
    ...soundHere.notes,
    ...prompt.notes,
    ...seed.notes,
  ]
  return {
    request,
    notes,
    blocked: blockedBy(request, ask, model, choices.revives ?? false),
    priceMicros: listPriceMicros(model, request) ?? 0,
  }
}
