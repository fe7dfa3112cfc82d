import type { Totals } from "@/lib/judging/ratings/fit"
import { at } from "@/lib/judging/ratings/matrix"

/**
 * Whether, however the models are split in two, each part has taken something off the other (a tie counts). Exactly then
 * the abilities are finite without a ridge. (Ford 1957, Amer. Math. Monthly 64:28.)
 */
export function everyoneIsBeatable(totals: Totals): boolean {
  return reaches(totals, "beats") && reaches(totals, "loses")
}

/** Whether the first model reaches all others by chains of wins, or of losses. */
function reaches({ models, pairs, won, met }: Totals, along: "beats" | "loses"): boolean {
  const found = new Set([0])
  for (const from of found)
    for (const [index, [a, b]] of pairs.entries()) {
      const [byFirst, bySecond] = [at(won, index) > 0, at(won, index) < at(met, index)]
      const [fromFirst, fromSecond] = along === "beats" ? [byFirst, bySecond] : [bySecond, byFirst]
      if (a === from && fromFirst) found.add(b)
      if (b === from && fromSecond) found.add(a)
    }
  return found.size >= models
}
