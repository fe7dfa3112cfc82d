import { expect, test } from "vitest"
import { fairCoinTest, quantileOfT, tailOfT } from "@/lib/judging/ratings/statistics"

/** The printed tables of Student's t (two-sided, 0.05). */
test.each([
  [1, 12.7062],
  [2, 4.3027],
  [5, 2.5706],
  [30, 2.0423],
  [1e6, 1.96],
])("t of %f degrees of freedom is passed at 5 %% beyond %f", (degrees, t) => {
  expect(quantileOfT(0.05, degrees)).toBeCloseTo(t, 4)
  expect(tailOfT(t, degrees)).toBeCloseTo(0.05, 5)
})

test("a fair coin is tested exactly", () => {
  expect(fairCoinTest(5, 5)).toBeCloseTo(2 / 32, 12)
  expect(fairCoinTest(8, 10)).toBeCloseTo((2 * (45 + 10 + 1)) / 1024, 12)
  expect(fairCoinTest(5, 10)).toBe(1)
  expect(fairCoinTest(0, 0)).toBe(1)
})
