import { type Ballot, pointsOfLeft } from "@/lib/judging/ratings/ballot"

/** How often the row's model won against the column's, ties and both-bad as half; of so many meetings. */
export type WinCell = { wins: number; meetings: number }

/** Rows and columns in the order of `models`; null on the diagonal and where two have not met. Ballots of weight 0 do not count. */
export function winMatrix(ballots: readonly Ballot[], models: readonly string[]): (WinCell | null)[][] {
  const placeOf = new Map(models.map((model, place) => [model, place]))
  const cells: WinCell[][] = models.map(() => models.map(() => ({ wins: 0, meetings: 0 })))
  for (const ballot of ballots) {
    if (!(ballot.weight > 0)) continue
    const left = placeOf.get(ballot.left)
    const right = placeOf.get(ballot.right)
    if (left === undefined || right === undefined) continue
    const points = pointsOfLeft(ballot.outcome)
    add(cells[left]?.[right], points)
    add(cells[right]?.[left], 1 - points)
  }
  return cells.map((row) => row.map((cell) => (cell.meetings > 0 ? cell : null)))
}

function add(cell: WinCell | undefined, points: number) {
  if (!cell) return
  cell.wins += points
  cell.meetings += 1
}
