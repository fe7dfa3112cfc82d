import { expect, test } from "vitest"
import { mayJudgeNow, ownWords, statusWords } from "@/components/arena/sessions/status-words"

const prepared = { ready: 3, of: 6 }

test("a session that is prepared says how far it is", () => {
  expect(statusWords({ status: "preparing", prepared })).toBe("Preparing, 3 of 6 clips ready")
  expect(statusWords({ status: "open", prepared })).toBe("Open")
})

test("what is one's own is told in words", () => {
  const words = (voted: number) => ownWords({ status: "open", own: { voted, pairs: 7 } })
  expect([words(0), words(3), words(7)]).toEqual(["about 7 pairs", "3 of about 7 pairs", "all 7 pairs judged"])
  expect(ownWords({ status: "closed", own: { voted: 0, pairs: 0 } })).toBe("nothing to judge")
  expect(ownWords({ status: "open", own: null })).toBe("not yours to judge")
  expect(ownWords({ status: "preparing", own: { voted: 0, pairs: 7 } })).toBe("not begun")
})

test("only an open session with pairs left is judged now", () => {
  expect(mayJudgeNow({ status: "open", own: { voted: 3, pairs: 7 } })).toBe(true)
  expect(mayJudgeNow({ status: "open", own: { voted: 7, pairs: 7 } })).toBe(false)
  expect(mayJudgeNow({ status: "closed", own: { voted: 3, pairs: 7 } })).toBe(false)
  expect(mayJudgeNow({ status: "open", own: null })).toBe(false)
})
