import { expect, test } from "vitest"
import { isBlind } from "@/components/live/quiet"

test("only the page where a session is judged is blind", () => {
  expect(isBlind("/northlight/arena/0199aaaa/judge")).toBe(true)
  expect(isBlind("/northlight/arena/0199aaaa")).toBe(false)
  expect(isBlind("/northlight/arena/0199aaaa/report")).toBe(false)
  expect(isBlind("/northlight/judge")).toBe(false)
})
