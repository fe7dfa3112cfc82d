import type { ModeLimits, VideoModel } from "@/lib/providers/catalogue"
import type { PreflightNote, PreflightOption, ShotAsk } from "@/lib/providers/preflight-types"
import type { ClipRef, ImageRef, Resolution, VideoRequest } from "@/lib/providers/provider"
import { expectedSize, ratioValue } from "@/lib/providers/size"

function note(kind: PreflightNote["kind"], option: PreflightOption, message: string): PreflightNote {
  return { kind, option, message, priceChangeMicros: 0 }
}

function referencesAre(count: number): string {
  return count === 1 ? "The reference image is" : `The ${count} reference images are`
}

/** Which way into the model the shot's stills allow, and which of them are sent. A first frame beats references. */
export function chooseFrames(ask: ShotAsk, model: VideoModel) {
  const { first, last, references, source } = ask.frames
  const notes: PreflightNote[] = []
  const work = chooseSource(source ?? null, model)
  notes.push(...work.notes)

  const takesFirst = work.mode ? work.mode.firstFrame !== "none" : model.imageToVideo !== undefined
  const firstFrame = first !== null && takesFirst ? first : undefined
  if (first !== null && firstFrame === undefined) notes.push(note("dropped", "firstFrame", "The first frame is not sent."))

  const takesReferences = model.referenceToVideo !== undefined && firstFrame === undefined && !work.mode
  const referenceImages = takesReferences ? references.slice(0, model.maxReferenceImages) : []
  if (references.length > 0 && referenceImages.length === 0) {
    const other = work.mode ? "source clip" : "first frame"
    const because = model.referenceToVideo === undefined ? "" : `: it does not go together with a ${other}`
    const why = references.length === 1 ? because : because.replace("it does", "they do")
    notes.push(note("dropped", "referenceImages", `${referencesAre(references.length)} not sent${why}.`))
  } else if (referenceImages.length < references.length) {
    const message = `Only the first ${model.maxReferenceImages} of ${references.length} reference images are sent.`
    notes.push(note("dropped", "referenceImages", message))
  }

  const mode = work.mode ?? chosenMode(model, firstFrame !== undefined, referenceImages.length > 0)
  const hasFirst = firstFrame !== undefined && !work.mode
  const { sourceClip } = work
  return { mode, firstFrame, referenceImages, sourceClip, notes, lastFrameAt: lastFrameAt(last, model, hasFirst) }
}

/** The clip to work on, where the model works on one; `mode` is then the way in. */
function chooseSource(source: ClipRef | null, model: VideoModel) {
  const dropped = (message: string) => ({
    mode: undefined,
    sourceClip: undefined,
    notes: [note("dropped", "sourceClip", message)],
  })
  const isOnlyWay = model.textToVideo === undefined && model.imageToVideo === undefined && model.referenceToVideo === undefined
  if (source === null) return { mode: isOnlyWay ? model.sourceToVideo : undefined, sourceClip: undefined, notes: [] }
  const mode = model.sourceToVideo
  if (mode === undefined) return dropped("The source clip is not sent.")
  const { minSeconds, maxSeconds, maxBytes, mimes } = mode.takes
  const { durationSeconds, bytes, mime } = source
  const fits = durationSeconds >= minSeconds && durationSeconds <= maxSeconds && bytes <= maxBytes && mimes.includes(mime)
  if (fits || isOnlyWay) return { mode, sourceClip: source, notes: [] }
  return dropped(`The source clip is not sent: ${sourceLimitWords(model)}`)
}

/** "Act-Two takes clips of 3 to 30 s and up to 32 MB." */
export function sourceLimitWords(model: VideoModel): string {
  if (model.sourceToVideo === undefined) return `${model.name} works on no clip.`
  const { minSeconds, maxSeconds, maxBytes } = model.sourceToVideo.takes
  return `${model.name} takes clips of ${minSeconds} to ${maxSeconds} s and up to ${Math.round(maxBytes / 1_000_000)} MB.`
}

function chosenMode(model: VideoModel, hasFirstFrame: boolean, hasReferences: boolean): ModeLimits {
  const mode = hasFirstFrame
    ? model.imageToVideo
    : hasReferences
      ? model.referenceToVideo
      : (model.textToVideo ?? model.imageToVideo ?? model.referenceToVideo ?? model.sourceToVideo)
  if (mode === undefined) throw new Error(`The catalogue gives ${model.id} no way in.`)
  return mode
}

function lastFrameAt(last: ImageRef | null, model: VideoModel, hasFirstFrame: boolean) {
  return (resolution: Resolution): { value: ImageRef | undefined; notes: PreflightNote[] } => {
    if (last === null) return { value: undefined, notes: [] }
    const dropped = (why: string) => ({
      value: undefined,
      notes: [note("dropped", "lastFrame", `The last frame is not sent${why}.`)],
    })
    if (!model.lastFrame) return dropped("")
    if (!hasFirstFrame) return dropped(": it goes only together with a first frame")
    if (model.lastFrameOnlyAt !== undefined && !model.lastFrameOnlyAt.includes(resolution)) {
      return dropped(`: ${model.name} takes it only at ${model.lastFrameOnlyAt.join(" or ")}`)
    }
    return { value: last, notes: [] }
  }
}

/** More than this far from the asked shape, and a crop takes a visible strip. */
const ratioTolerance = 0.01

/** What happens to the stills that are sent: cropped to the clip's shape, brought within the model's edges, re-encoded. */
export function frameNotes(request: VideoRequest, model: VideoModel): PreflightNote[] {
  const { firstFrame, lastFrame, referenceImages } = request
  return [
    ...(firstFrame === undefined ? [] : stillNotes(firstFrame, "firstFrame", "The first frame", request, model)),
    ...(lastFrame === undefined ? [] : stillNotes(lastFrame, "lastFrame", "The last frame", request, model)),
    ...referenceImages.flatMap((image, index) => {
      const name = referenceImages.length === 1 ? "The reference image" : `Reference image ${index + 1}`
      return stillNotes(image, "referenceImages", name, undefined, model)
    }),
  ]
}

function stillNotes(
  image: ImageRef,
  option: PreflightOption,
  name: string,
  /** Undefined for a still that keeps its shape. */
  clip: Pick<VideoRequest, "aspectRatio" | "resolution"> | undefined,
  model: VideoModel,
): PreflightNote[] {
  const notes: PreflightNote[] = []
  let { width, height } = image
  if (clip !== undefined) {
    const { aspectRatio } = clip
    const asked = ratioValue(aspectRatio)
    if (Math.abs(width / height / asked - 1) > ratioTolerance) {
      notes.push(note("cropped", option, `${name} is cropped to ${aspectRatio}.`))
    }
    if (width / height > asked) width = height * asked
    else height = width / asked
  }
  const limits = model.image
  if (limits === undefined) return notes
  const [wide, tall] = clip !== undefined && model.needsExactFrames ? expectedSize(model, clip) : [undefined, undefined]
  if (wide !== undefined) {
    if (Math.round(width) !== wide || Math.round(height) !== tall) {
      notes.push(note("scaled", option, `${name} is scaled to the clip's ${wide} × ${tall}.`))
    }
  } else if (Math.min(width, height) < limits.minEdgePixels) {
    notes.push(note("scaled", option, `${name} is enlarged to ${limits.minEdgePixels} px on its short side.`))
  } else if (Math.max(width, height) > limits.maxEdgePixels) {
    notes.push(note("scaled", option, `${name} is reduced to ${limits.maxEdgePixels} px on its long side.`))
  }
  if (!limits.mimes.includes(image.mime)) notes.push(note("converted", option, `${name} is sent as JPEG or PNG.`))
  return notes
}
