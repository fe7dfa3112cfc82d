import { cameraWords, strengthWords } from "@/lib/providers/camera-words"
import type { ModeLimits, VideoModel } from "@/lib/providers/catalogue"
import type { PreflightNote, PreflightOption, ShotAsk } from "@/lib/providers/preflight-types"
import type { Camera, Resolution } from "@/lib/providers/provider"

function note(kind: PreflightNote["kind"], option: PreflightOption, message: string): PreflightNote {
  return { kind, option, message, priceChangeMicros: 0 }
}

type Words = { prompt: string; negativePrompt: string | undefined; camera: Camera | undefined }

/** Prompt, negative prompt and camera: what has no field of its own at this model. White space around text means nothing. */
export function choosePrompt(ask: ShotAsk, model: VideoModel, mode: ModeLimits): { value: Words; notes: PreflightNote[] } {
  const notes: PreflightNote[] = []
  const text = ask.text.trim()
  const negative = ask.negativePrompt.trim()
  const takesNegative = model.maxNegativePromptCharacters > 0 && mode.withoutNegativePrompt === undefined
  if (negative !== "" && !takesNegative) notes.push(note("dropped", "negativePrompt", "The negative prompt is not sent."))

  const camera = ask.settings.camera ?? undefined
  const isParameter = camera !== undefined && model.cameraParameters.includes(camera.motion)
  const isSpoken = model.promptIs === "script"
  const isUnsent = model.promptIs === "unsent"
  // No model here has a parameter for how strong a move is.
  const cameraPart =
    camera === undefined || isSpoken || isUnsent ? "" : isParameter ? strengthWords(camera) : cameraWords(camera)
  if (cameraPart !== "") {
    const what = isParameter ? "The camera’s strength goes" : "Camera goes"
    notes.push(note("moved", "camera", `${what} into the prompt as words.`))
  }
  if (isSpoken) notes.push(note("moved", "prompt", "Your prompt is spoken as it stands."))
  if (isSpoken && camera !== undefined && !isParameter) {
    notes.push(note("dropped", "camera", "The camera move is not sent: it would be spoken."))
  }
  if (isUnsent && text !== "") notes.push(note("dropped", "prompt", `The prompt is not sent: ${model.name} takes no words.`))
  if (isUnsent && camera !== undefined) notes.push(note("dropped", "camera", "The camera move is not sent."))

  const value: Words = {
    prompt: [text, cameraPart].filter((part) => part !== "").join(" "),
    negativePrompt: negative !== "" && takesNegative ? negative : undefined,
    camera: isParameter ? camera : undefined,
  }
  return { value, notes }
}

/** The seed, where the model takes one in this way and range. 0 is a seed. */
export function chooseSeed(
  ask: ShotAsk,
  model: VideoModel,
  mode: ModeLimits,
): { value: number | undefined; notes: PreflightNote[] } {
  const { seed } = ask.settings
  if (seed === null) return { value: undefined, notes: [] }
  if (model.seed === null || mode.withoutSeed !== undefined) {
    return { value: undefined, notes: [note("dropped", "seed", "The seed is not sent.")] }
  }
  if (seed < model.seed.min || seed > model.seed.max) {
    const message = `The seed is not sent: ${model.name} takes ${model.seed.min} to ${model.seed.max}.`
    return { value: undefined, notes: [note("dropped", "seed", message)] }
  }
  return { value: seed, notes: [] }
}

/** Sound as this model makes it. `asked` is what to price by while the resolution is still open. */
export function chooseSound(ask: ShotAsk, model: VideoModel) {
  const asked = model.sound === "always" || (model.sound === "optional" && ask.settings.sound)
  const at = (resolution: Resolution): { value: boolean | undefined; notes: PreflightNote[] } => {
    if (model.sound === "never") {
      return { value: undefined, notes: ask.settings.sound ? [note("dropped", "sound", "No sound is made.")] : [] }
    }
    if (model.sound === "always") {
      const notes = ask.settings.sound ? [] : [note("added", "sound", `Sound comes with it: ${model.name} always makes it.`)]
      return { value: true, notes }
    }
    if (ask.settings.sound && model.soundOnlyAt !== undefined && !model.soundOnlyAt.includes(resolution)) {
      const message = `No sound is made: ${model.name} makes it only at ${model.soundOnlyAt.join(" or ")}.`
      return { value: false, notes: [note("dropped", "sound", message)] }
    }
    return { value: ask.settings.sound, notes: [] }
  }
  return { asked, at }
}
