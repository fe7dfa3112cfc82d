import { readFileSync } from "node:fs"
import { parse } from "csv-parse/sync"
import { rateBallots } from "@/lib/judging/ratings/ratings"
import { BallotFileError, readBallots } from "@/lib/judging/ratings/read-ballots"

/**
 * `npm run ratings -- ballots.csv`: prints, per question, the list of {model, rating, low, high, rank, ballots} as one JSON
 * object, the best first; from the file that the report exports (lib/judging/ratings/read-ballots.ts has its columns).
 */
const [path] = process.argv.slice(2)
if (path === undefined) stop("Name a file of ballots: npm run ratings -- ballots.csv")
try {
  const tables = rateBallots(readBallots(rowsOf(path)))
  if (tables.length === 0) stop(`${path}: every ballot has weight 0.`)
  console.log(
    JSON.stringify(Object.fromEntries(tables.map(({ question, ratings }) => [question, ratings.map(rounded)])), null, 2),
  )
} catch (error) {
  if (!(error instanceof BallotFileError)) throw error
  stop(`${path}: ${error.message}`)
}

function rowsOf(file: string): string[][] {
  try {
    return parse(readFileSync(file, "utf8"), { bom: true, relax_column_count: true, skip_empty_lines: true })
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : "unknown reason"
    throw new BallotFileError(`cannot be read as CSV (${reason}).`, { cause: error })
  }
}

/** To a hundredth of a point: far below what any number of ballots can tell. */
function rounded<T extends { rating: number; low: number; high: number }>(line: T): T {
  const round = (value: number) => Math.round(value * 100) / 100
  return { ...line, rating: round(line.rating), low: round(line.low), high: round(line.high) }
}

function stop(message: string): never {
  console.error(message)
  process.exit(1)
}
