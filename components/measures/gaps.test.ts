import { expect, test } from "vitest"
import { sharedGaps } from "@/components/measures/gaps"

const gap = (startSeconds: number, endSeconds: number, why = "Dark.") => ({ startSeconds, endSeconds, why })

test("where takes are not measured at once is one span that names them all", () => {
  const spans = sharedGaps([
    { letter: "A", gaps: [gap(0, 3)] },
    { letter: "B", gaps: [gap(1, 2, "Plain.")] },
  ])
  expect(spans).toEqual([
    { startSeconds: 0, endSeconds: 1, letters: ["A"], why: ["Dark."] },
    { startSeconds: 1, endSeconds: 2, letters: ["A", "B"], why: ["Dark.", "Plain."] },
    { startSeconds: 2, endSeconds: 3, letters: ["A"], why: ["Dark."] },
  ])
})

test("spans that touch and say the same are one, and measured time between two is none", () => {
  expect(sharedGaps([{ letter: "A", gaps: [gap(0, 1), gap(1, 2), gap(4, 5)] }])).toEqual([
    { startSeconds: 0, endSeconds: 2, letters: ["A"], why: ["Dark."] },
    { startSeconds: 4, endSeconds: 5, letters: ["A"], why: ["Dark."] },
  ])
  expect(sharedGaps([{ letter: "A", gaps: [] }])).toEqual([])
})
