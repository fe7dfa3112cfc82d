/**
 * Holm's step-down adjustment: probabilities that may each be held against the level as if there were only one, so that
 * the chance of any false call stays below the level. In the order given. (Holm 1979, Scand. J. Statist. 6:65.)
 */
export function holm(probabilities: readonly number[]): number[] {
  const order = probabilities.map((p, place) => ({ p, place })).sort((a, b) => a.p - b.p)
  const adjusted = new Array<number>(probabilities.length).fill(1)
  let most = 0
  for (const [rank, { p, place }] of order.entries()) {
    most = Math.max(most, Math.min(1, p * (order.length - rank)))
    adjusted[place] = most
  }
  return adjusted
}
