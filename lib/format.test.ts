import { describe, expect, it } from "vitest"
import { aboutWords, clockWords, momentWords, placeWords, plural, secondsWords, storedWords } from "@/lib/format"

describe("words for time and size", () => {
  it("tells a length in seconds, minutes and hours without empty parts", () => {
    expect([8, 60, 70, 3600, 3900].map(secondsWords)).toEqual(["8 s", "1 min", "1 min 10 s", "1 h", "1 h 5 min"])
  })
  it("rounds a guess so that it does not pretend to be exact", () => {
    expect([4, 17, 41, 66, 125].map(aboutWords)).toEqual([
      "a few seconds",
      "about 15 s",
      "about 40 s",
      "about 1 min",
      "about 2 min",
    ])
  })
  it("writes places in a clip with tenths that never round up past the clip", () => {
    expect([clockWords(5), clockWords(102), placeWords(2.39), placeWords(0.3)]).toEqual(["0:05", "1:42", "0:02.3", "0:00.3"])
  })
  it("counts stored bytes against the whole where it is known", () => {
    expect([storedWords(3_100_000, 8_400_000), storedWords(3_100_000, null)]).toEqual(["3.1 of 8.4 MB", "3.1 MB"])
  })
  it("says when something happened by its distance", () => {
    const now = new Date(2026, 10, 21, 15, 0).getTime()
    const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString()
    expect(momentWords(at(2026, 10, 21, 14, 20), now)).toBe("14:20")
    expect(momentWords(at(2026, 10, 20, 22, 0), now)).toBe("17 h ago")
    expect(momentWords(at(2026, 8, 24, 9, 0), now)).toMatch(/24 Sept? 2026/)
  })
  it("keeps one and many apart", () => {
    expect([plural(1, "take"), plural(2, "take"), plural(0, "take")]).toEqual(["1 take", "2 takes", "0 takes"])
  })
})
