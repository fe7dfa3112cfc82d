import type { ModeLimits, VideoModel } from "@/lib/providers/catalogue"
import type { AspectRatio, Resolution } from "@/lib/providers/provider"

/** The order in which the form lists them. */
const aspectRatios = ["16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "9:21"] as const satisfies readonly AspectRatio[]
const resolutions = ["360p", "480p", "540p", "720p", "768p", "1080p", "2k", "4k"] as const satisfies readonly Resolution[]
/** What the form offers before any model is ticked. */
const commonResolutions: readonly Resolution[] = ["480p", "720p", "1080p", "4k"]

/** One value that the form may offer: somebody ticked takes it as it is; `notTakenBy` names who does not. */
export type FormChoice<T> = { value: T; notTakenBy: readonly string[] }

/** Whether the form offers an option at all. `reason` names the models that do not take it; null when all do. */
export type FormSupport = { isOffered: boolean; reason: string | null; notTakenBy: readonly string[] }

/** A limit and the model that causes it, the smallest of those ticked. */
export type FormMaximum = { value: number; causedBy: string }

/** What the form may offer for the ticked models. A value that none of them takes is not in it. */
export type FormLimits = {
  aspectRatios: readonly FormChoice<AspectRatio>[]
  resolutions: readonly FormChoice<Resolution>[]
  durationsSeconds: readonly FormChoice<number>[]
  /** Null while no model is ticked. */
  maxPromptCharacters: FormMaximum | null
  /** Of those models that take a negative prompt at all; null when none does. */
  maxNegativePromptCharacters: FormMaximum | null
  /** The most references that any ticked model takes. */
  maxReferenceImages: number
  firstFrame: FormSupport
  lastFrame: FormSupport
  referenceImages: FormSupport
  sourceClip: FormSupport
  negativePrompt: FormSupport
  seed: FormSupport
  sound: FormSupport
}

/** What of the shot decides the way into a model. */
export type FormFrames = { hasFirstFrame: boolean; hasReferenceImages: boolean }

const noFrames: FormFrames = { hasFirstFrame: false, hasReferenceImages: false }

/**
 * What the form may offer for these models. Pure and safe in a browser. With no model ticked it offers everything that
 * some model in the catalogue could take, and gives no reasons. Retired models have no say, but for those that the sandbox
 * still plays.
 */
export function formLimits(ticked: readonly VideoModel[], frames: FormFrames = noFrames): FormLimits {
  const models = ticked.filter(({ lifecycle, staysInSandbox }) => lifecycle.state !== "retired" || staysInSandbox)
  if (models.length === 0) return everything
  const modes = models.map((model) => ({ name: model.name, mode: modeFor(model, frames) }))
  const choices = <T>(values: readonly T[], of: (mode: ModeLimits) => readonly T[]): FormChoice<T>[] =>
    values
      .map((value) => ({ value, notTakenBy: modes.filter(({ mode }) => !of(mode).includes(value)).map(({ name }) => name) }))
      .filter(({ notTakenBy }) => notTakenBy.length < models.length)
  // A clip as long as its speech or its source takes whatever length is asked, and offers none of its own.
  const timed = modes.filter(({ mode }) => mode.durationFollows === undefined)
  const durations = [...new Set(timed.flatMap(({ mode }) => mode.durationsSeconds))].sort((a, b) => a - b)
  const support = (takes: (model: VideoModel) => boolean, what: string) => supportOf(models, takes, what)

  return {
    aspectRatios: choices<AspectRatio>(aspectRatios, (mode) => mode.aspectRatios),
    resolutions: choices<Resolution>(resolutions, (mode) => mode.resolutions),
    durationsSeconds:
      timed.length === 0
        ? everything.durationsSeconds
        : choices(durations, (mode) => (mode.durationFollows === undefined ? mode.durationsSeconds : durations)),
    maxPromptCharacters: smallest(models, (model) => model.maxPromptCharacters),
    maxNegativePromptCharacters: smallest(
      models.filter((model) => model.maxNegativePromptCharacters > 0),
      (model) => model.maxNegativePromptCharacters,
    ),
    maxReferenceImages: Math.max(...models.map((model) => model.maxReferenceImages)),
    firstFrame: support((model) => model.imageToVideo !== undefined, "first frame"),
    lastFrame: support((model) => model.lastFrame, "last frame"),
    referenceImages: support((model) => model.referenceToVideo !== undefined, "reference image"),
    sourceClip: support((model) => model.sourceToVideo !== undefined, "source clip"),
    negativePrompt: support(
      (model) => model.maxNegativePromptCharacters > 0 && modeFor(model, frames).withoutNegativePrompt === undefined,
      "negative prompt",
    ),
    seed: support((model) => model.seed !== null && modeFor(model, frames).withoutSeed === undefined, "seed"),
    sound: support((model) => model.sound !== "never", "sound"),
  }
}

/** The way in that these frames lead to; the same choice as the pre-flight makes. */
function modeFor(model: VideoModel, { hasFirstFrame, hasReferenceImages }: FormFrames): ModeLimits {
  const mode =
    (hasFirstFrame ? model.imageToVideo : undefined) ??
    (hasReferenceImages ? model.referenceToVideo : undefined) ??
    model.textToVideo ??
    model.imageToVideo ??
    model.referenceToVideo ??
    model.sourceToVideo
  if (mode === undefined) throw new Error(`The catalogue gives ${model.id} no way in.`)
  return mode
}

function supportOf(models: readonly VideoModel[], takes: (model: VideoModel) => boolean, what: string): FormSupport {
  const notTakenBy = models.filter((model) => !takes(model)).map(({ name }) => name)
  const isOffered = notTakenBy.length < models.length
  if (notTakenBy.length === 0) return { isOffered, reason: null, notTakenBy }
  const names = new Intl.ListFormat("en-GB", { type: "conjunction" }).format(notTakenBy)
  const verb = notTakenBy.length === 1 ? "takes" : "take"
  return { isOffered, reason: `${names} ${verb} no ${what}.`, notTakenBy }
}

function smallest(models: readonly VideoModel[], of: (model: VideoModel) => number): FormMaximum | null {
  const [first, ...rest] = models
  if (first === undefined) return null
  const least = rest.reduce((best, model) => (of(model) < of(best) ? model : best), first)
  return { value: of(least), causedBy: least.name }
}

const offered: FormSupport = { isOffered: true, reason: null, notTakenBy: [] }

const everything: FormLimits = {
  aspectRatios: aspectRatios.map((value) => ({ value, notTakenBy: [] })),
  resolutions: commonResolutions.map((value) => ({ value, notTakenBy: [] })),
  durationsSeconds: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15].map((value) => ({ value, notTakenBy: [] })),
  maxPromptCharacters: null,
  maxNegativePromptCharacters: null,
  maxReferenceImages: 9,
  firstFrame: offered,
  lastFrame: offered,
  referenceImages: offered,
  sourceClip: { isOffered: false, reason: null, notTakenBy: [] },
  negativePrompt: offered,
  seed: offered,
  sound: offered,
}
