import type { Candidate } from "@/lib/policies/candidate"
import { type TeamBestId, tagOf } from "@/lib/policies/schema"
import type { ShotMode, Standing, TeamStandings } from "@/lib/policies/standings"
import type { ShotAsk } from "@/lib/providers/preflight-types"

/** What the team's ballots say of the model that was chosen, for the sentence. */
export type TeamVerdict =
  /** It is the best, or the cheapest of `sharing` that share the first place. `isOfMode`: only ballots on shots of this mode count. */
  | { is: "best"; low: number; questions: number; ballots: number; sharing: number; mode: ShotMode; isOfMode: boolean }
  /** `missing`: how many more there must be at least, for one question; null where there is no ballot at all. */
  | { is: "not_enough"; missing: number | null }
  /** The team has judged enough, but none of the models that can do this shot. */
  | { is: "none_judged" }

/** Numbers to order by, the team's best first, and what the ballots say of a candidate that came first. */
export type TeamJudgement = { key(candidate: Candidate): number[]; verdict(chosen: Candidate): TeamVerdict }

/**
 * Orders candidates by the team's ballots: first those that share the first place among them, which is everybody whose upper
 * bound reaches the best lower bound, as equals; then the others judged, by lower bound; then those not judged. The ballots
 * on shots that begin as this one does (words alone, or a first frame) decide where they are enough, else all of them.
 * Real models go by ballots on real takes, the sandbox's by ballots on its own.
 */
export function judgeByTeam(
  able: readonly Candidate[],
  ask: Pick<ShotAsk, "frames">,
  id: TeamBestId,
  standings: TeamStandings,
): TeamJudgement {
  const of = {
    live: judgeKind(able, ask, id, standings, "live"),
    sandbox: judgeKind(able, ask, id, standings, "sandbox"),
  }
  return {
    key: (candidate) => of[candidate.mode].key(candidate),
    verdict: (chosen) => of[chosen.mode].verdict(chosen),
  }
}

function judgeKind(
  all: readonly Candidate[],
  { frames }: Pick<ShotAsk, "frames">,
  id: TeamBestId,
  standings: TeamStandings,
  made: Candidate["mode"],
): TeamJudgement {
  const scope = tagOf(id) ?? "all"
  const mode: ShotMode = frames.first ? "image_to_video" : "text_to_video"
  const alike = standings[`${made} ${scope} ${mode}`]
  const any = standings[`${made} ${scope} any`]
  const used = alike && isEnough(alike) ? alike : any
  const boundsOf = ({ model }: Candidate) => used?.models[model.id]
  const judged = all.flatMap((candidate) => (candidate.mode === made ? (boundsOf(candidate) ?? []) : []))
  const bestLow = Math.max(...judged.map(({ low }) => low))
  const sharing = judged.filter(({ high }) => high >= bestLow).length
  return {
    key: (candidate) => {
      const bounds = boundsOf(candidate)
      if (!bounds) return [2, 0]
      return bounds.high >= bestLow ? [0, 0] : [1, -bounds.low]
    },
    verdict: (chosen) => {
      if (!used) return { is: "not_enough", missing: null }
      if (!isEnough(used)) return { is: "not_enough", missing: used.missing }
      const bounds = boundsOf(chosen)
      if (!bounds) return { is: "none_judged" }
      const { low, questions } = bounds
      return { is: "best", low, questions, ballots: used.ballots, sharing, mode, isOfMode: used === alike }
    },
  }
}

/** True when the ballots bound at least two models. */
export function isEnough({ missing }: Standing): boolean {
  return missing === 0
}
