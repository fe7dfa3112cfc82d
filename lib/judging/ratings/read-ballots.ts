import { type Ballot, type Outcome, outcomes } from "@/lib/judging/ratings/ballot"

export const ballotColumns = ["session", "question", "shot", "left", "right", "outcome", "rater", "weight"] as const

/** What is wrong with a file of ballots, in one line for whoever called. */
export class BallotFileError extends Error {
  override readonly name = "BallotFileError"
}

/**
 * Ballots from the rows of a CSV file, the head row first; columns in any order, further ones ignored. An empty weight
 * is 1. Throws BallotFileError with the number of the first row that is wrong (the head is row 1).
 */
export function readBallots(rows: readonly (readonly string[])[]): Ballot[] {
  const [head, ...lines] = rows
  if (!head) throw new BallotFileError("The file is empty.")
  const names = head.map((name) => name.trim().toLowerCase())
  const missing = ballotColumns.filter((column) => !names.includes(column))
  if (missing.length > 0) throw new BallotFileError(`The head row lacks ${missing.join(", ")}.`)
  if (lines.length === 0) throw new BallotFileError("The file has a head row and no ballots.")
  const placeOf = (column: (typeof ballotColumns)[number]) => names.indexOf(column)
  return lines.map((cells, index) => {
    if (cells.length !== head.length)
      throw new BallotFileError(`Row ${index + 2} has ${cells.length} cells, the head row ${head.length}.`)
    return readBallot((column) => (cells[placeOf(column)] ?? "").trim(), index + 2)
  })
}

function readBallot(cell: (column: (typeof ballotColumns)[number]) => string, row: number): Ballot {
  for (const column of ["question", "left", "right", "rater"] as const)
    if (cell(column) === "") throw new BallotFileError(`Row ${row} has no ${column}.`)
  if (cell("left") === cell("right")) throw new BallotFileError(`Row ${row} compares ${cell("left")} with itself.`)
  const outcome = cell("outcome")
  if (!isOutcome(outcome)) throw new BallotFileError(`Row ${row}: "${outcome}" is no outcome (${outcomes.join(", ")}).`)
  const weight = cell("weight") === "" ? 1 : Number(cell("weight"))
  if (!Number.isFinite(weight) || weight < 0)
    throw new BallotFileError(`Row ${row}: weight "${cell("weight")}" is not a number of 0 or more.`)
  return {
    session: cell("session"),
    question: cell("question"),
    shot: cell("shot"),
    left: cell("left"),
    right: cell("right"),
    outcome,
    rater: cell("rater"),
    weight,
  }
}

function isOutcome(word: string): word is Outcome {
  return (outcomes as readonly string[]).includes(word)
}
