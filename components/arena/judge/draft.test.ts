import { expect, test } from "vitest"
import { answerOne, completeAnswers, countOpen, goTo, startDraft } from "@/components/arena/judge/draft"

test("each answer leads to the next question, and the last one stays", () => {
  let draft = startDraft(3, null)
  draft = answerOne(draft, draft.current, "left")
  draft = answerOne(draft, draft.current, "tie")
  expect([draft.current, countOpen(draft), completeAnswers(draft)]).toEqual([2, 1, null])
  draft = answerOne(draft, draft.current, "both_bad")
  expect([draft.current, completeAnswers(draft)]).toEqual([2, ["left", "tie", "both_bad"]])
})

test("a question that was passed over is gone back to", () => {
  const skipped = goTo(startDraft(3, null), 2)
  expect(answerOne(skipped, 2, "right").current).toBe(0)
  expect(goTo(skipped, 9).current).toBe(2)
})

test("what was answered before the page was left is there again, at the first open question", () => {
  const draft = startDraft(3, JSON.stringify(["left", null, "right"]))
  expect(draft).toEqual({ answers: ["left", null, "right"], current: 1 })
})

test("what was kept of another ballot, or is no ballot, is left aside", () => {
  for (const kept of ["", "nonsense", '["left"]', '["better","left","tie"]', '{"a":1}']) {
    expect(startDraft(3, kept)).toEqual({ answers: [null, null, null], current: 0 })
  }
})
