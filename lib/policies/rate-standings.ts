import type { Ballot } from "@/lib/judging/ratings/ballot"
import { estimateAbilities } from "@/lib/judging/ratings/estimate"
import { type ModelRating, rankModels } from "@/lib/judging/ratings/rank"
import { stateRule } from "@/lib/judging/ratings/state"
import type { ShotMode, Standing, StandingKey } from "@/lib/policies/standings"
import type { ShotTag } from "@/lib/shots/tags"

/**
 * A ballot with what it was about. `made`: whether both takes are of real models or both of the sandbox; `mode`: as both
 * were made, or "mixed".
 */
export type PolicyBallot = Ballot & { mode: ShotMode | "mixed"; tags: readonly ShotTag[]; made: "live" | "sandbox" }

/** The ballots by the kinds of shots they speak of: all and each tag, of any mode and of one. Those of weight 0 are left out. */
export function ballotsByKind(ballots: readonly PolicyBallot[]): Map<StandingKey, PolicyBallot[]> {
  const kinds = new Map<StandingKey, PolicyBallot[]>()
  for (const ballot of ballots) {
    if (!(ballot.weight > 0)) continue
    const modes = ballot.mode === "mixed" ? (["any"] as const) : (["any", ballot.mode] as const)
    for (const scope of ["all", ...new Set(ballot.tags)] as const) {
      for (const mode of modes) {
        const key: StandingKey = `${ballot.made} ${scope} ${mode}`
        const own = kinds.get(key)
        if (own) own.push(ballot)
        else kinds.set(key, [ballot])
      }
    }
  }
  return kinds
}

/**
 * What ballots of one kind say. Each question is rated by itself; a model gets the means of its bounds over the questions.
 * Within a question, models with too few ballots to say anything (stateRule) are left out, so that a newcomer does not
 * silence what is known of the others.
 */
export function rateStanding(ballots: readonly PolicyBallot[]): Standing {
  const sums = new Map<string, { low: number; high: number; questions: number }>()
  const missing: number[] = []
  let counted = 0
  for (const asked of Map.groupBy(ballots, ({ question }) => question).values()) {
    const enough = amongEnough(asked)
    const lines = rate(enough)
    if (lines.length === 0) {
      missing.push(ballotsMissing(asked))
      continue
    }
    counted += enough.length
    for (const { model, low, high } of lines) {
      const sum = sums.get(model) ?? { low: 0, high: 0, questions: 0 }
      sums.set(model, { low: sum.low + low, high: sum.high + high, questions: sum.questions + 1 })
    }
  }
  if (sums.size === 0) return { ballots: ballots.length, missing: Math.min(...missing), models: {} }
  const means = [...sums].map(
    ([model, { low, high, questions }]) =>
      [model, { low: round(low / questions), high: round(high / questions), questions }] as const,
  )
  return { ballots: counted, missing: 0, models: Object.fromEntries(means) }
}

/** Empty when some won or lost everything against the others: nothing then bounds how far apart they are. */
function rate(ballots: readonly PolicyBallot[]): ModelRating[] {
  if (ballots.length === 0) return []
  const estimate = estimateAbilities(ballots)
  return estimate.isSeparated ? [] : rankModels(estimate)
}

/** The ballots between models that each have enough of them, down to none. */
function amongEnough(ballots: readonly PolicyBallot[]): readonly PolicyBallot[] {
  const counts = countByModel(ballots)
  const isEnough = (model: string) => (counts.get(model) ?? 0) >= stateRule.leastBallotsPerModel
  const kept = ballots.filter(({ left, right }) => isEnough(left) && isEnough(right))
  return kept.length === ballots.length ? kept : amongEnough(kept)
}

function ballotsMissing(ballots: readonly PolicyBallot[]): number {
  const lacking = [...countByModel(ballots).values()].map((count) => Math.max(0, stateRule.leastBallotsPerModel - count))
  return Math.max(1, Math.ceil(lacking.reduce((sum, count) => sum + count, 0) / 2), ...lacking)
}

function countByModel(ballots: readonly PolicyBallot[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { left, right } of ballots) for (const model of [left, right]) counts.set(model, (counts.get(model) ?? 0) + 1)
  return counts
}

function round(rating: number): number {
  return Math.round(rating * 10) / 10
}
