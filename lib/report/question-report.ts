import type { CountedBallot } from "@/lib/arena/schema"
import type { ModelRating } from "@/lib/judging/ratings/rank"
import { type QuestionRatings, rateBallots } from "@/lib/judging/ratings/ratings"
import { type CostLine, type FrontPoint, priceFront } from "@/lib/report/cost"
import { type GroupFilter, inGroup, pooledWords } from "@/lib/report/groups"
import { type WinCell, winMatrix } from "@/lib/report/win-matrix"
import { type Finding, findingsOf, isFirm } from "@/lib/report/words"

/** A model's line as it is drawn: the best lower bound first. */
export type RatingLine = ModelRating & {
  isShared: boolean
  /** Drawn filled; see `pointRule`. */
  isFirm: boolean
  /** Said beside the model while it is not. */
  note: "not enough ballots" | "preliminary" | null
}

/** The answer to one question, over all its ballots or those of one tag or mode. */
export type QuestionReport = {
  question: string
  /** Null when no ballot counts. */
  table: (QuestionRatings & { lines: RatingLine[] }) | null
  matrix: (WinCell | null)[][]
  findings: Finding[]
  /** Empty while there are not enough ballots: a front of guesses says nothing. */
  front: FrontPoint[]
  /** Set when several modes stand in one table. */
  pooled: string | null
  judges: number
  shots: number
}

/**
 * Rates one question's ballots in a group. `costs` give the prices of the front. Judges who were left out count in nothing
 * here, and neither do repeats.
 */
export function questionReport(
  all: readonly CountedBallot[],
  question: string,
  group: GroupFilter,
  costs: readonly CostLine[],
): QuestionReport {
  const counted = inGroup(
    all.filter((ballot) => ballot.question === question && !ballot.isLeftOut && ballot.weight > 0),
    group,
  )
  const [rated] = rateBallots(counted)
  const judges = new Set(counted.map(({ rater }) => rater)).size
  const lines = rated ? rated.ratings.map((line) => lineOf(line, rated, judges)) : []
  const prices = new Map(costs.map(({ model, perSecondMicros }) => [model, perSecondMicros]))
  return {
    question,
    table: rated ? { ...rated, lines } : null,
    matrix: winMatrix(
      counted,
      lines.map(({ model }) => model),
    ),
    findings: rated ? findingsOf(rated) : [],
    front: priceFront(
      (rated?.state.word === "not_enough" ? [] : lines).flatMap(({ model, rating, low, high }) => {
        const perSecondMicros = prices.get(model)
        return perSecondMicros ? [{ model, rating, low, high, perSecondMicros }] : []
      }),
    ),
    pooled: pooledWords(counted),
    judges,
    shots: new Set(counted.map(({ shotId }) => shotId)).size,
  }
}

function lineOf(line: ModelRating, table: QuestionRatings, judges: number): RatingLine {
  const sharing = table.ratings.filter(({ rank }) => rank === line.rank).length
  const firm = isFirm(line, table, judges)
  const note = table.state.word === "not_enough" ? "not enough ballots" : "preliminary"
  return { ...line, isShared: sharing > 1, isFirm: firm, note: firm ? null : note }
}

/** The questions in the order in which they were first answered. */
export function questionsOf(ballots: readonly CountedBallot[]): string[] {
  return [...new Set(ballots.map(({ question }) => question))]
}
