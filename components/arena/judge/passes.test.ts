import { expect, test } from "vitest"
import { afterFrame, noPass } from "@/components/arena/judge/passes"

const play = (frames: readonly number[], last = 4) =>
  frames.reduce((seen, frame) => afterFrame(seen, frame, last), noPass).passes

test("a pass ends with the last frame, once", () => {
  expect(play([0, 1, 2, 3])).toBe(0)
  expect(play([0, 1, 2, 3, 4])).toBe(1)
  expect(play([0, 1, 2, 3, 4, 4, 4])).toBe(1)
  expect(play([0, 1, 2, 3, 4, 0, 1])).toBe(1)
  expect(play([0, 1, 2, 3, 4, 0, 1, 2, 3, 4])).toBe(2)
})

test("a loop that leaves its last frames out has been played too", () => {
  expect(play([0, 2, 3, 1, 2])).toBe(1)
})
