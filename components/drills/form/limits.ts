import { type FormLimits, formLimits } from "@/lib/providers/form-limits"
import { findModel } from "@/lib/providers/models"

/** What the form may offer: only what the ticked models make in both halves. */
export function drillLimits(modelIds: readonly string[]): FormLimits {
  const ticked = modelIds.flatMap((id) => findModel(id) ?? [])
  const words = formLimits(ticked, { hasFirstFrame: false, hasReferenceImages: false })
  const frame = formLimits(ticked, { hasFirstFrame: true, hasReferenceImages: false })
  return {
    ...words,
    aspectRatios: inBoth(words.aspectRatios, frame.aspectRatios),
    resolutions: inBoth(words.resolutions, frame.resolutions),
    durationsSeconds: inBoth(words.durationsSeconds, frame.durationsSeconds),
    negativePrompt: frame.negativePrompt.isOffered ? words.negativePrompt : frame.negativePrompt,
    seed: frame.seed.isOffered ? words.seed : frame.seed,
  }
}

type Choice<Value> = { value: Value; notTakenBy: readonly string[] }

function inBoth<Value>(words: readonly Choice<Value>[], frame: readonly Choice<Value>[]): Choice<Value>[] {
  return words.flatMap(({ value, notTakenBy }) => {
    const other = frame.find((choice) => choice.value === value)
    return other ? { value, notTakenBy: [...new Set([...notTakenBy, ...other.notTakenBy])] } : []
  })
}
