import { expect, test } from "vitest"
import { krippendorffAlpha } from "@/lib/judging/ratings/agreement"
import { type Ballot, pointsPerLogit } from "@/lib/judging/ratings/ballot"
import { type Estimate, estimateAbilities } from "@/lib/judging/ratings/estimate"
import published from "@/lib/judging/ratings/fixtures/bradley-terry-2.json"
import { at } from "@/lib/judging/ratings/matrix"
import { quadratic } from "@/lib/judging/ratings/spread"
import { someBallots } from "@/lib/judging/ratings/testing"

const hardlyARidge = 1e-7
type Result = (string | number)[]

test.each(["citations", "baseball"] as const)("the fit has BradleyTerry2's abilities and standard errors: %s", (name) => {
  const { results, reference, abilities } = published[name]
  const estimate = estimateAbilities(ballotsOf(results), { ridge: hardlyARidge })
  for (const [model, [ability, error]] of Object.entries(abilities)) {
    const contrast = placesOf(estimate, [model, 1], [reference, -1])
    expect(abilityOf(estimate, contrast)).toBeCloseTo(ability as number, 4)
    expect(Math.sqrt(quadratic(estimate.spread.bread, estimate.tally.models.length, contrast))).toBeCloseTo(error as number, 4)
  }
})

test("centred on the average of the models they are BradleyTerry2's sum-to-zero abilities", () => {
  const estimate = estimateAbilities(ballotsOf(published.citations.results), { ridge: hardlyARidge })
  for (const [model, [ability]] of Object.entries(published.citations.centred))
    expect(abilityOf(estimate, placesOf(estimate, [model, 1]))).toBeCloseTo(ability as number, 6)
})

test("the small ridge moves a published rating by less than three points, and the sandwich agrees with the model's error", () => {
  const { results, reference, abilities } = published.baseball
  const estimate = estimateAbilities(ballotsOf(results))
  for (const [model, [ability, error]] of Object.entries(abilities)) {
    const contrast = placesOf(estimate, [model, 1], [reference, -1])
    expect(Math.abs(abilityOf(estimate, contrast) - (ability as number)) * pointsPerLogit).toBeLessThan(3)
    expect(Math.sqrt(estimate.of(contrast).variance) / (error as number)).toBeCloseTo(1, 0.5)
  }
})

/** Cases of the Python package krippendorff, github.com/pln-fing-udelar/fast-krippendorff, tests/test_krippendorff.py. */
test("Krippendorff's alpha is that of the package krippendorff, by names and by order", () => {
  const byName = units(["*****34121133*3", "1*213343*******", "**21344*21133*4"])
  expect(krippendorffAlpha(byName, "nominal")).toBeCloseTo(0.691358, 6)
  const byOrder = units(["123321412***", "1233224125*3", "*3332342251*", "12332441251*"])
  expect(krippendorffAlpha(byOrder, "ordinal")).toBeCloseTo(0.815, 3)
})

function ballotsOf(results: Result[]): Ballot[] {
  return results.flatMap(([left, right, won, lost]) => [
    ...someBallots(Number(won), { left: String(left), right: String(right), outcome: "left" }),
    ...someBallots(Number(lost), { left: String(left), right: String(right), outcome: "right" }),
  ])
}

function placesOf({ tally }: Estimate, ...factors: [string, number][]): [number, number][] {
  return factors.map(([model, factor]) => [tally.models.indexOf(model), factor])
}

function abilityOf({ abilities }: Estimate, contrast: [number, number][]): number {
  return contrast.reduce((sum, [place, factor]) => sum + factor * at(abilities, place), 0)
}

/** Rows are raters, letters their answers, * a missing one; units are the columns. */
function units(rows: readonly string[]): number[][] {
  return Array.from(rows[0] ?? "", (_, column) => rows.flatMap((row) => (row[column] === "*" ? [] : Number(row[column]))))
}
