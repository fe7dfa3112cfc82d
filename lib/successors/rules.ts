import type { VideoModel } from "@/lib/providers/catalogue"
import { dayWords, isPast } from "@/lib/providers/day-words"
import { allModels, findModel } from "@/lib/providers/models"

/** What a model has come to, as a sentence; null while it is active or not known to us. */
export function leavingWords(modelId: string): string | null {
  const model = findModel(modelId)
  if (!model || model.lifecycle.state === "active") return null
  return model.lifecycle.state === "retired"
    ? `${model.name} was retired on ${dayWords(model.lifecycle.on)}.`
    : `${model.name} ${isPast(model.lifecycle.until) ? "was to end" : "ends"} on ${dayWords(model.lifecycle.until)}.`
}

/** How many are offered at most. */
const most = 6

/**
 * The models that the catalogue names to take over from one. For one that we do not know (an imported clip) those of every
 * model with its bare name, else none.
 */
export function successorsOf(modelId: string): readonly VideoModel[] {
  const known = findModel(modelId)
  const bare = modelId.split("/").at(-1) ?? modelId
  const leaving = known ? [known] : allModels.filter(({ id }) => id.endsWith(`/${bare}`))
  const ids = leaving.flatMap(({ lifecycle }) => (lifecycle.state === "active" ? [] : lifecycle.successorIds))
  return [...new Set(ids)]
    .flatMap((id) => findModel(id) ?? [])
    .filter(({ lifecycle }) => lifecycle.state === "active")
    .slice(0, most)
}
