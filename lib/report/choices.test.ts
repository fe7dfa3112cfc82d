import { expect, test } from "vitest"
import type { CountedBallot } from "@/lib/arena/schema"
import { chosenQuestion, groupMenus, projectMenu, questionLinks } from "@/lib/report/choices"
import { reportChoice } from "@/lib/report/schema"

test("what an address says wrongly is as if it were not said", () => {
  expect(reportChoice.parse({ tag: "nonsense", mode: ["text", "image"], question: "Look" })).toMatchObject({
    ...{ tag: undefined, mode: undefined, question: "Look" },
  })
  expect(chosenQuestion(["Motion", "Look"], { question: "Gone" })).toBe("Motion")
  expect(chosenQuestion([], {})).toBeUndefined()
})

test("choosing a question keeps the tag, and choosing a tag keeps the question", () => {
  const choice = reportChoice.parse({ question: "Look", tag: "physics" })
  expect(questionLinks("/r", choice, ["Motion", "Look"])).toEqual([
    { label: "Motion", href: "/r?question=Motion&tag=physics", isChosen: false },
    { label: "Look", href: "/r?question=Look&tag=physics", isChosen: true },
  ])
  const [mode, tag] = groupMenus("/r", choice, [ballot(["physics"], "text_to_video"), ballot(["people"], "image_to_video")])
  expect(tag?.options).toEqual([
    { label: "Any tag", href: "/r?question=Look", isChosen: false },
    { label: "Physics", href: "/r?question=Look&tag=physics", isChosen: true, ballots: 1 },
    { label: "People", href: "/r?question=Look&tag=people", isChosen: false, ballots: 1 },
  ])
  // Modes are counted within the tag: the other would be an empty table.
  expect(mode?.options.map(({ label }) => label)).toEqual(["Any mode", "Text-to-video"])
  expect(projectMenu("/r", choice, [{ slug: "film", name: "Film" }]).options).toEqual([
    { label: "Any project", href: "/r?question=Look&tag=physics", isChosen: true },
    { label: "Film", href: "/r?question=Look&tag=physics&project=film", isChosen: false },
  ])
})

test("ballots that do not count are in no menu", () => {
  const [, tag] = groupMenus("/r", {}, [{ ...ballot(["animals"], "mixed"), weight: 0 }])
  expect(tag?.options.map(({ label }) => label)).toEqual(["Any tag"])
})

function ballot(tags: CountedBallot["tags"], mode: CountedBallot["mode"]): CountedBallot {
  return {
    ...{ session: "s", question: "Look", shot: "1", left: "A", right: "B", outcome: "left", rater: "ann", weight: 1 },
    ...{ votedAfterSeconds: 2, id: "", sessionId: "s", showingId: "", judgeId: "a", judgeName: "Ann", projectId: "p" },
    ...{ shotId: "1", shotName: "One", tags, mode, withAudio: false, isRepeat: false, isLeftOut: false, isCorrection: false },
    ...{ leftTakeId: "", rightTakeId: "", votedAt: "" },
  }
}
