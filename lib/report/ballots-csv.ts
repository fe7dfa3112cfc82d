import { csvOf } from "@/lib/csv"
import { ballotColumns } from "@/lib/judging/ratings/read-ballots"
import type { NamedFacts } from "@/lib/report/named"

/**
 * The ballots as `npm run ratings` reads them, in the order in which they were cast. Repeats, and ballots of judges who were
 * left out, are there with weight 0.
 */
export function ballotsCsv(ballots: NamedFacts["ballots"]): string {
  return csvOf(
    ballotColumns,
    ballots.map((ballot) => ballotColumns.map((column) => ballot[column])),
  )
}
