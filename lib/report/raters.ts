import { plural } from "@/lib/format"
import { checkRaters, type RaterCheck, type TimedBallot } from "@/lib/judging/ratings/rater-checks"
import type { Finding } from "@/lib/report/words"

/** A judge whom a person left out of a session's figures. Times are ISO. */
export type Exclusion = { sessionId: string; judgeId: string; reason: string; by: string; at: string }

export type JudgeLine = RaterCheck & {
  judgeId: string
  /** Set when the judge's ballots count in no figure. */
  leftOut: { reason: string; by: string; at: string } | null
}

/**
 * Every judge of one session with what the checks say, those left out too: their ballots are shown, and count nowhere.
 * `ballots` in the order they were cast.
 */
export function judgeLines(
  ballots: readonly (TimedBallot & { judgeId: string })[],
  exclusions: readonly Exclusion[],
): JudgeLine[] {
  const idOf = new Map(ballots.map(({ rater, judgeId }) => [rater, judgeId]))
  return checkRaters(ballots).map((check) => {
    const judgeId = idOf.get(check.rater) ?? ""
    const exclusion = exclusions.find((one) => one.judgeId === judgeId)
    return { ...check, judgeId, leftOut: exclusion ? { reason: exclusion.reason, by: exclusion.by, at: exclusion.at } : null }
  })
}

export type LeftOutJudge = JudgeLine & { sessionId: string; session: string }

/** Who was left out of which session, over several sessions. */
export function leftOutJudges({
  ballots,
  exclusions,
  sessionOf,
}: {
  ballots: readonly (TimedBallot & { judgeId: string; sessionId: string })[]
  exclusions: readonly Exclusion[]
  sessionOf: ReadonlyMap<string, string>
}): LeftOutJudge[] {
  return exclusions.flatMap((exclusion) => {
    const { sessionId, judgeId } = exclusion
    const own = ballots.filter((ballot) => ballot.sessionId === sessionId && ballot.judgeId === judgeId)
    return judgeLines(own, [exclusion]).map((line) => ({ ...line, sessionId, session: sessionOf.get(sessionId) ?? "" }))
  })
}

/** "Mara's 34 ballots are left out: chose the left side 31 of 34 times." */
export function leftOutWords({ rater, ballots, leftOut }: JudgeLine): string {
  const reason = (leftOut?.reason ?? "").trim().replace(/\.$/, "")
  const verb = ballots === 1 ? "is" : "are"
  return `${possessive(rater)} ${plural(ballots, "ballot")} ${verb} left out: ${lowered(reason)}.`
}

/** The same as a finding of the report, with who decided it. */
export function leftOutFinding(line: JudgeLine): Finding {
  return { lead: leftOutWords(line), rest: line.leftOut ? `Decided by ${line.leftOut.by}.` : "" }
}

const longestReason = 200

/** The reason that a judge's flags suggest for leaving their ballots out, as long as a reason may be. */
export function suggestedReason({ flags }: Pick<RaterCheck, "flags">): string {
  return flags.reduce((words, { reason }) => {
    const both = [words, reason].filter(Boolean).join(" ")
    return both.length <= longestReason ? both : words
  }, "")
}

function possessive(name: string): string {
  return name.endsWith("s") ? `${name}'` : `${name}'s`
}

function lowered(sentence: string): string {
  return /^[A-Z][a-z]/.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence
}
