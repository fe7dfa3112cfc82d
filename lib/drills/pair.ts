import type { VideoModel } from "@/lib/providers/catalogue"
import { type Preflight, preflight } from "@/lib/providers/preflight"
import type { VideoRequest } from "@/lib/providers/provider"
import { toShotAsk } from "@/lib/shots/ask"
import type { FrameView, ShotDraft } from "@/lib/shots/schema"

/** What one model makes of a drill's two halves. */
export type Pair = {
  words: Preflight
  frame: Preflight
  /** Why the model cannot be in the drill, as a sentence; null when it can. */
  refusal: string | null
}

export type PairChoices = {
  /** True in the sandbox: the notes then speak of no money. */
  isFree: boolean
  /** See `PreflightChoices`. */
  revives: boolean
}

/**
 * Pre-flight of a drill: the same prompt from words alone and from the frame. A model is in it when it can do both, and would
 * make clips of one length, size, shape and sound in both: else the halves would differ by more than the frame. Before there
 * is a frame, a still of the asked shape stands for it. Pure and safe in a browser.
 */
export function pairOf(model: VideoModel, draft: ShotDraft, frame: FrameView | null, choices: PairChoices): Pair {
  // An empty prompt is the form's to refuse, and no model's fault.
  const asked = draft.text.trim() === "" ? { ...draft, text: "A person." } : draft
  const words = preflight(toShotAsk(asked, []), model, choices)
  const checked = preflight(toShotAsk(asked, [frame ?? standIn]), model, choices)
  const isOfFrame = ({ option }: { option: string }) => option === "firstFrame"
  const withFrame = frame ? checked : { ...checked, notes: checked.notes.filter((note) => !isOfFrame(note)) }
  return { words, frame: withFrame, refusal: refusalOf(model, words, withFrame) }
}

const standIn: FrameView = {
  ...{ id: "", role: "first", position: 0, clipId: "", url: "", sha256: "", mime: "image/png", width: 1920, height: 1080 },
  ...{ bytes: 1, durationSeconds: null, fps: null, sourceTakeNumber: null },
}

function refusalOf(model: VideoModel, words: Preflight, frame: Preflight): string | null {
  const { name, textToVideo, imageToVideo, promptIs } = model
  if (promptIs === "script") return `${name} speaks its prompt and draws none of it.`
  if (promptIs === "unsent") return `${name} takes no prompt.`
  if (!textToVideo && !imageToVideo) return frame.blocked ?? `${name} works neither from words alone nor from a first frame.`
  if (!textToVideo) return `${name} needs a first frame: it makes nothing from words alone.`
  if (!imageToVideo || frame.request.firstFrame === undefined) return `${name} takes no first frame.`
  return words.blocked ?? frame.blocked ?? differenceOf(name, words.request, frame.request)
}

/** Why the halves would not be alike. */
function differenceOf(name: string, words: VideoRequest, frame: VideoRequest): string | null {
  const parts = [
    words.durationSeconds !== frame.durationSeconds && [`${words.durationSeconds} s`, `${frame.durationSeconds} s`],
    words.resolution !== frame.resolution && [words.resolution, frame.resolution],
    words.aspectRatio !== frame.aspectRatio && [words.aspectRatio, frame.aspectRatio],
    words.sound !== frame.sound && [soundWords(words), soundWords(frame)],
  ].filter((part) => part !== false)
  if (parts.length === 0) return null
  const made = (at: 0 | 1) => parts.map((part) => part[at]).join(", ")
  return `${name} would make ${made(0)} from words and ${made(1)} from a frame: the two would not be alike.`
}

function soundWords({ sound }: VideoRequest): string {
  return sound ? "sound" : "no sound"
}

/** What both halves of one take cost at the vendor's list price. Micro-dollars. */
export function pairMicros({ words, frame }: Pair): number {
  return words.priceMicros + frame.priceMicros
}

/** What the model will do otherwise than asked, each sentence once; one that is true of one half alone says of which. */
export function pairNotes({ words, frame }: Pair): Preflight["notes"] {
  const has = (notes: Preflight["notes"], message: string) => notes.some((note) => note.message === message)
  const lower = (message: string) => `${message.charAt(0).toLowerCase()}${message.slice(1)}`
  return [
    ...words.notes.map((note) =>
      has(frame.notes, note.message) ? note : { ...note, message: `From words: ${lower(note.message)}` },
    ),
    ...frame.notes
      .filter((note) => !has(words.notes, note.message))
      .map((note) => (note.option === "firstFrame" ? note : { ...note, message: `From the frame: ${lower(note.message)}` })),
  ]
}
