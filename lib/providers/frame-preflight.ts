import type { FrameModel } from "@/lib/providers/catalogue"
import { retiredWords } from "@/lib/providers/preflight-blocked"
import type { AspectRatio, FrameRequest, FrameSize, ImageRef } from "@/lib/providers/provider"
import { ratioValue } from "@/lib/providers/size"

/** The stills that a director wants, before a model has had its say. */
export type FrameAsk = {
  prompt: string
  aspectRatio: AspectRatio
  size: FrameSize
  count: number
  seed: number | null
  references: readonly ImageRef[]
}

export type FrameFlight = {
  /** Exactly what the adapter will be given. Complete also when blocked, but then it must not be sent. */
  request: FrameRequest
  /** What the model does otherwise than asked, as sentences. */
  notes: readonly string[]
  /** Why this model cannot do it at all, as a sentence; null when it can. */
  blocked: string | null
  /** The vendor's list price for all of them, whole micro-dollars. */
  priceMicros: number
}

const sizeRank: Record<FrameSize, number> = { "1k": 1, "2k": 2, "4k": 4 }

/** What a model makes of it: shapes and sizes that it lacks become the nearest, numbers and references its most. Pure. */
export function frameFlight(ask: FrameAsk, model: FrameModel): FrameFlight {
  const notes: string[] = []
  const prompt = ask.prompt.trim()
  const aspectRatio = nearest(
    model.aspectRatios,
    (ratio) => Math.log(ratioValue(ratio)) - Math.log(ratioValue(ask.aspectRatio)),
  )
  if (aspectRatio !== ask.aspectRatio) notes.push(`${ask.aspectRatio} becomes ${aspectRatio}.`)
  const offered = model.sizes.map(({ size }) => size)
  const size = offered.find((one) => sizeRank[one] >= sizeRank[ask.size]) ?? offered.at(-1) ?? "1k"
  if (size !== ask.size) notes.push(`${ask.size.toUpperCase()} becomes ${size.toUpperCase()}.`)
  const count = Math.min(ask.count, model.maxCount)
  if (count < ask.count) notes.push(`${model.name} makes at most ${model.maxCount} at once.`)
  const referenceImages = ask.references.slice(0, model.maxReferenceImages)
  const dropped = ask.references.length - referenceImages.length
  if (dropped > 0) notes.push(dropped === 1 ? "One reference image is not sent." : `${dropped} reference images are not sent.`)
  const seed = seedFor(ask.seed, model)
  if (ask.seed !== null && seed === undefined) notes.push("The seed is not sent.")
  const microsEach = model.sizes.find((one) => one.size === size)?.microsEach ?? 0
  return {
    request: { model: model.id, prompt, aspectRatio, size, count, seed, referenceImages },
    notes,
    blocked: blockedBy(prompt, referenceImages.length, model),
    priceMicros: microsEach * count,
  }
}

function blockedBy(prompt: string, references: number, model: FrameModel): string | null {
  const retired = retiredWords(model, false)
  if (retired !== null) return retired
  if (prompt === "") return "Describe the frame first."
  const excess = prompt.length - model.maxPromptCharacters
  if (excess > 0) return `The description is ${excess} characters too long for ${model.name}.`
  return references < (model.minReferenceImages ?? 0) ? `${model.name} needs a reference image.` : null
}

function seedFor(seed: number | null, model: FrameModel): number | undefined {
  if (seed === null || model.seed === null || seed < model.seed.min || seed > model.seed.max) return undefined
  return seed
}

function nearest<T>(values: readonly T[], difference: (value: T) => number): T {
  const [first, ...rest] = values
  if (first === undefined) throw new Error("The catalogue offers nothing to choose from.")
  return rest.reduce((best, value) => (Math.abs(difference(value)) < Math.abs(difference(best)) ? value : best), first)
}
