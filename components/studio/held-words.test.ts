import { expect, test } from "vitest"
import { heldAnswerWords, holdWords } from "@/components/studio/held-words"
import type { HoldView } from "@/lib/lanes/schema"

const hold: HoldView = { batchId: "b", provider: "kling", kind: "credit", mode: "live", failed: 3, waiting: 5 }

test("the question says how many failed, where, why, and how many wait", () => {
  expect(holdWords(hold)).toBe(
    "3 takes failed at Kling for the same reason: its account has no credit left. 5 more are waiting.",
  )
  expect(holdWords({ ...hold, kind: "auth", failed: 4, waiting: 1 })).toBe(
    "4 takes failed at Kling for the same reason: it did not accept the key. 1 more is waiting.",
  )
  expect([heldAnswerWords("send", 5), heldAnswerWords("stop", 1)]).toEqual([
    "5 takes will be sent",
    "1 take stopped, nothing charged",
  ])
})
