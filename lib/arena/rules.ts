import type { Matchup } from "@/lib/judging/ratings/next-pair"
import { stateRule } from "@/lib/judging/ratings/state"

/** A clip that may be shown. */
export type ReadyTake = { takeId: string; shotId: string; model: string }

/** Each two models that have a clip of the same shot. The same takes in any order give the same list. */
export function matchupsOf(takes: readonly ReadyTake[]): Matchup[] {
  const models = new Map<string, Set<string>>()
  for (const { shotId, model } of takes) models.set(shotId, (models.get(shotId) ?? new Set()).add(model))
  return [...models]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([shot, names]) => {
      const list = [...names].sort()
      return list.flatMap((one, i) => list.slice(i + 1).map((other): Matchup => ({ shot, models: [one, other] })))
    })
}

/** A tenth of the pairs returns swapped. The number stays as it is while they do, or it would tell which. */
const withRepeats = 1.1

/** How many pairs there are for one judge at most, more or less: repeats are drawn. Never below those they have seen. */
export function pairsAtMost(matchups: number, seen: number): number {
  return Math.max(Math.ceil(matchups * withRepeats), seen)
}

/**
 * How many more votes of everybody it takes at least until no model has too few ballots to say anything
 * (lib/judging/ratings/state.ts); null when that is so. `votes` are the two models of each vote that counts.
 */
export function votesUntilMeaningful(models: readonly string[], votes: readonly (readonly [string, string])[]): number | null {
  const counts = new Map(models.map((model) => [model, 0]))
  for (const model of votes.flat()) counts.set(model, (counts.get(model) ?? 0) + 1)
  const lacking = [...counts.values()].map((count) => Math.max(0, stateRule.leastBallotsPerModel - count))
  const least = Math.max(Math.ceil(lacking.reduce((sum, count) => sum + count, 0) / 2), 0, ...lacking)
  return least === 0 ? null : least
}

/** What the judge reads under the pair. It names nobody. */
export function progressWords(voted: number, pairs: number, untilMeaningful: number | null): string {
  const own = `${voted} of about ${pairs} pairs judged.`
  if (untilMeaningful === null) return `${own} There are votes enough for a first answer; each further one makes it surer.`
  const votes = untilMeaningful === 1 ? "1 more vote" : `${untilMeaningful} more votes`
  return `${own} At least ${votes}, of everybody together, until it means something.`
}

/** Shots, by id, whose takes are of fewer than two models. */
export function shotsOfOneModel(takes: readonly Pick<ReadyTake, "shotId" | "model">[]): string[] {
  const models = new Map<string, Set<string>>()
  for (const { shotId, model } of takes) models.set(shotId, (models.get(shotId) ?? new Set()).add(model))
  return [...models].filter(([, names]) => names.size < 2).map(([shotId]) => shotId)
}
