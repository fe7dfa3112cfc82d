import { expect, test } from "vitest"
import { curveOf, valueAt } from "@/components/measures/curves"

const blind = { notMeasured: "Too little texture." }

test("a second's value stands in its middle, and at the ends of the clip for all of it", () => {
  expect(curveOf([1, 3, 2], 2.5).lines).toEqual([
    [
      { seconds: 0, value: 1 },
      { seconds: 0.5, value: 1 },
      { seconds: 1.5, value: 3 },
      { seconds: 2.25, value: 2 },
      { seconds: 2.5, value: 2 },
    ],
  ])
})

test("a second that is not measured is a gap that says why, not a zero", () => {
  const { lines, gaps } = curveOf([1, blind, blind, 2], 4)
  expect(gaps).toEqual([{ startSeconds: 1, endSeconds: 3, why: "Too little texture." }])
  expect(lines.map((line) => line.map(({ seconds }) => seconds))).toEqual([
    [0, 0.5, 1],
    [3, 3.5, 4],
  ])
  expect(curveOf([blind], 0.5)).toEqual({ lines: [], gaps: [{ startSeconds: 0, endSeconds: 0.5, why: "Too little texture." }] })
})

test("two reasons are two gaps", () => {
  expect(curveOf([blind, { notMeasured: "Other." }], 2).gaps).toHaveLength(2)
})

test("the value at the playhead is that of its second, and none outside the clip", () => {
  expect([0, 0.99, 1, 1.9999999].map((seconds) => valueAt([5, blind, 7], seconds))).toEqual([5, 5, blind, 7])
  expect(valueAt([5], 1.2)).toBeNull()
  expect(valueAt([5], -0.5)).toBeNull()
})
