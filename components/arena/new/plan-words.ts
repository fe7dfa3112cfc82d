import type { CandidateTake } from "@/lib/arena/candidates-schema"
import { matchupsOf, pairsAtMost, votesUntilMeaningful } from "@/lib/arena/rules"
import { plural } from "@/lib/format"

export type Plan = {
  /** What will be judged; null while there is nothing to. */
  what: string | null
  /** What that asks of a judge, and when it means something. */
  work: string
}

/** The work that a choice of takes makes, before it is asked of anybody. */
export function planOf(takes: readonly CandidateTake[], judges: number): Plan {
  if (takes.length === 0) return { what: null, work: "A shot is judged when two models or more have a take of it." }
  const matchups = matchupsOf(takes.map(({ takeId, shotId, modelId }) => ({ takeId, shotId, model: modelId })))
  const models = [...new Set(takes.map(({ modelId }) => modelId))]
  const shots = new Set(takes.map(({ shotId }) => shotId)).size
  const pairs = pairsAtMost(matchups.length, 0)
  const enough = votesUntilMeaningful(models, []) ?? 0
  const what = `${plural(shots, "shot")}, ${plural(models.length, "model")}, ${plural(takes.length, "clip")}`
  return { what, work: `About ${plural(pairs, "pair")} for each judge. ${enoughWords(enough, pairs, judges)}` }
}

function enoughWords(enough: number, pairs: number, judges: number): string {
  const together = `It means something from ${enough} votes of everybody together`
  if (enough > pairs * judges) {
    return `${together}, and ${judges === 1 ? "one judge gives" : `${judges} judges give`} at most ${pairs * judges}: add shots or judges.`
  }
  if (judges === 1) return `${together}; a second judge makes it surer.`
  return `${together}, ${Math.ceil(enough / judges)} each when ${judges === 2 ? "both" : `all ${judges}`} judge.`
}
