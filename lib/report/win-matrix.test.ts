import { expect, test } from "vitest"
import { aBallot } from "@/lib/judging/ratings/testing"
import { winMatrix } from "@/lib/report/win-matrix"

test("counts wins of the row over the column, whichever side a model stood on, with ties as half", () => {
  const ballots = [
    aBallot({ outcome: "left" }),
    aBallot({ left: "B", right: "A", outcome: "left" }),
    aBallot({ outcome: "tie" }),
    aBallot({ outcome: "both_bad" }),
    aBallot({ left: "C", right: "A", outcome: "right" }),
    aBallot({ outcome: "right", weight: 0 }),
  ]
  expect(winMatrix(ballots, ["A", "B", "C"])).toEqual([
    [null, { wins: 2, meetings: 4 }, { wins: 1, meetings: 1 }],
    [{ wins: 2, meetings: 4 }, null, null],
    [{ wins: 0, meetings: 1 }, null, null],
  ])
})
