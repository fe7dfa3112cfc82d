import { type Candidate, candidateOf, type ModelFacts } from "@/lib/policies/candidate"
import type { PolicyId, PolicyWeights, TeamBestId } from "@/lib/policies/schema"
import type { TeamStandings } from "@/lib/policies/standings"
import { judgeByTeam } from "@/lib/policies/team-best"
import { noneWords, whyWords } from "@/lib/policies/why"
import { teamWhyWords } from "@/lib/policies/why-team"
import type { QualityNote, VideoModel } from "@/lib/providers/catalogue"
import type { ShotAsk } from "@/lib/providers/preflight-types"

export type Policy =
  | { id: Exclude<PolicyId, "own" | TeamBestId> }
  | { id: "own"; weights: PolicyWeights }
  /** Null: the ballots are still being counted. */
  | { id: TeamBestId; standings: TeamStandings | null }

/** The chosen model first, then the others in order; empty when none can do it. `why` is one sentence. */
export type Ranking = { ranked: readonly Candidate[]; why: string }

/**
 * Orders the models that can do the shot exactly as it is asked (length, shape, size, sound and frames; active, reachable,
 * with a listed price) by a policy. Models with a key come before those in the sandbox, which make test clips only. What a
 * policy knows nothing of (no history, no published note, no ballots) comes last; equals go by price, then expected time, then id.
 * Pure, and safe in a browser: the form shows what it says and the server chooses by it.
 */
export function rankModels(
  ask: ShotAsk,
  models: readonly VideoModel[],
  factsOf: (model: VideoModel) => ModelFacts,
  policy: Policy,
): Ranking {
  if ("standings" in policy && policy.standings === null) return { ranked: [], why: "Your team’s ballots are being counted." }
  const facts = new Map(models.map((model) => [model, factsOf(model)]))
  const able = models.flatMap((model) => {
    const known = facts.get(model)
    return known?.isReachable && !known.isTicked ? (candidateOf(ask, model, known, policy.id) ?? []) : []
  })
  const { key, why } = orderOf(able, ask, policy)
  const keys = new Map(able.map((candidate) => [candidate, [...key(candidate), ...tieBreak(candidate)]]))
  const ranked = able.toSorted((a, b) => compare(keys.get(a) ?? [], keys.get(b) ?? []) || (a.model.id < b.model.id ? -1 : 1))
  const hasTicked = [...facts.values()].some(({ isTicked }) => isTicked)
  const [chosen] = ranked
  return {
    ranked,
    why: chosen ? why(chosen, hasTicked) : noneWords(ask, policy.id, hasTicked),
  }
}

const unknownLast = Number.POSITIVE_INFINITY

function tieBreak({ checked, expectedSeconds }: Candidate): number[] {
  return [checked.priceMicros, expectedSeconds ?? unknownLast]
}

type Order = {
  /** Numbers to order by, smallest first. */
  key: (candidate: Candidate) => number[]
  why: (chosen: Candidate, hasTicked: boolean) => string
}

const live = ({ mode }: Candidate) => (mode === "live" ? 0 : 1)

function orderOf(able: readonly Candidate[], ask: ShotAsk, policy: Policy): Order {
  if (!("standings" in policy)) {
    return { key: keyOf(able, policy), why: (chosen, hasTicked) => whyWords(chosen, policy.id, hasTicked) }
  }
  const judgement = judgeByTeam(able, ask, policy.id, policy.standings ?? {})
  return {
    key: (candidate) => [live(candidate), ...judgement.key(candidate)],
    why: (chosen, hasTicked) => teamWhyWords(chosen, policy.id, hasTicked, judgement.verdict(chosen)),
  }
}

function keyOf(
  able: readonly Candidate[],
  policy: Exclude<Policy, { standings: unknown }>,
): (candidate: Candidate) => number[] {
  switch (policy.id) {
    case "cheapest":
    case "cheapest_4k":
    case "with_audio":
      return (candidate) => [live(candidate)]
    case "fastest":
      return (candidate) => [live(candidate), candidate.expectedSeconds ?? unknownLast]
    case "longest_take":
      return (candidate) => [live(candidate), -candidate.checked.request.durationSeconds]
    case "best_physics":
      return (candidate) => [live(candidate), -gradeOf(candidate.model, "physics")]
    case "best_character_consistency":
      return (candidate) => [live(candidate), -gradeOf(candidate.model, "character_consistency")]
    case "own": {
      const score = scoreBy(able, policy.weights)
      return (candidate) => [live(candidate), -score(candidate)]
    }
  }
}

/** 1 to 5, the best of what was published; 0 without a note. */
export function gradeOf(model: VideoModel, of: QualityNote["of"]): number {
  return Math.max(0, ...(model.qualities ?? []).filter((note) => note.of === of).map(({ grade }) => grade))
}

/** 0..1: each part against the best candidate (price, time) or the best grade there is; unknown counts as 0. */
function scoreBy(able: readonly Candidate[], weights: PolicyWeights): (candidate: Candidate) => number {
  const least = Math.min(...able.map(({ checked }) => checked.priceMicros))
  const soonest = Math.min(...able.map(({ expectedSeconds }) => expectedSeconds ?? unknownLast))
  const sum = Object.values(weights).reduce((total, weight) => total + weight, 0)
  return ({ model, checked, expectedSeconds }) => {
    const parts: Record<keyof PolicyWeights, number> = {
      price: share(least, checked.priceMicros),
      time: expectedSeconds === null ? 0 : share(soonest, expectedSeconds),
      physics: gradeOf(model, "physics") / 5,
      characterConsistency: gradeOf(model, "character_consistency") / 5,
      style: gradeOf(model, "style") / 5,
    }
    const weighed = (Object.keys(parts) as (keyof PolicyWeights)[]).map((part) => weights[part] * parts[part])
    return sum === 0 ? 0 : weighed.reduce((total, part) => total + part, 0) / sum
  }
}

function share(best: number, value: number): number {
  return value === 0 ? 1 : best / value
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? 0
    if (value !== other) return value < other ? -1 : 1
  }
  return 0
}
