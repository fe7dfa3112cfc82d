import { expect, test } from "vitest"
import { aBallot, someBallots } from "@/lib/judging/ratings/testing"
import { groupCounts, inGroup, pooledWords } from "@/lib/report/groups"
import { judgeLines, leftOutWords, suggestedReason } from "@/lib/report/raters"

const mara = { rater: "Mara", judgeId: "m", votedAfterSeconds: 2 }

test("a flag suggests the reason for leaving a judge out, and the report names both", () => {
  const ballots = someBallots(34, {}).map((ballot, i) => ({
    ...ballot,
    ...mara,
    outcome: i < 31 ? ("left" as const) : ("right" as const),
  }))
  const [flagged] = judgeLines(ballots, [])
  expect(flagged).toMatchObject({ judgeId: "m", leftOut: null })
  const reason = flagged ? suggestedReason(flagged) : ""
  expect(reason).toMatch(/^Chose the left side 31 of 34 times;/)
  const out = { sessionId: "s", judgeId: "m", reason, by: "Ada", at: "2026-11-21T14:00:00Z" }
  const [line] = judgeLines(ballots, [out])
  expect(line && leftOutWords(line)).toMatch(/^Mara's 34 ballots are left out: chose the left side 31 of 34 times; .*\.$/)
})

test("one ballot is one, and a name that ends in s takes no second", () => {
  const [line] = judgeLines(
    [{ ...aBallot(), rater: "Iris", judgeId: "i", votedAfterSeconds: 1 }],
    [{ sessionId: "s", judgeId: "i", reason: "Was a test.", by: "Ada", at: "" }],
  )
  expect(line && leftOutWords(line)).toBe("Iris' 1 ballot is left out: was a test.")
})

test("a pair of a frame against words is in neither mode, and a table that pools says so", () => {
  const ballot = (mode: "text_to_video" | "image_to_video" | "mixed", withAudio = false) => ({
    mode,
    withAudio,
    tags: ["text"],
  })
  const ballots = [ballot("text_to_video"), ballot("image_to_video", true), ballot("mixed")]
  expect(inGroup(ballots, { tag: null, mode: "image" })).toEqual([ballots[1]])
  expect(inGroup(ballots, { tag: "text", mode: "audio" })).toEqual([ballots[1]])
  expect(inGroup(ballots, { tag: "people", mode: null })).toEqual([])
  expect(groupCounts(ballots)).toEqual({
    tags: [{ tag: "text", name: "Text", ballots: 3 }],
    modes: [
      { mode: "text", name: "Text-to-video", ballots: 1 },
      { mode: "image", name: "Image-to-video", ballots: 1 },
      { mode: "audio", name: "With audio", ballots: 1 },
    ],
  })
  expect(pooledWords(ballots)).toMatch(/image-to-video \(1 ballot\), text-to-video \(1 ballot\) and one against the other/)
  expect(pooledWords(ballots.slice(0, 1))).toBeNull()
})
