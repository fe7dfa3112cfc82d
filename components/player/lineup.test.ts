import fc from "fast-check"
import { expect, test } from "vitest"
import { frameAt } from "@/components/player/frame-table"
import { Lineup } from "@/components/player/lineup"
import { aScreen } from "@/components/player/testing"

const anyTake = fc.record({
  rate: fc.constantFrom(23.976, 24, 25, 29.97, 30, 60),
  count: fc.integer({ min: 2, max: 90 }),
  offset: fc.integer({ min: -60, max: 60 }),
})
const anyTakes = fc.array(anyTake, { minLength: 1, maxLength: 4 })

function lineupOf(takes: readonly { rate: number; count: number; offset: number }[]) {
  return new Lineup(
    takes.map(({ rate, count }) => aScreen(count, rate)),
    takes.map(({ offset }) => offset),
  )
}

test("the time base goes from the earliest start to the latest end", () => {
  const lineup = new Lineup([aScreen(24, 24), aScreen(30, 30)], [0, -15])
  expect(lineup.starts).toEqual([0.5, 0])
  expect(lineup.grid.durationSeconds).toBe(1.5)
  expect(lineup.grid.times).toHaveLength(45)
})

test("a take shows its first frame before it begins and its last after it has ended", () => {
  const lineup = new Lineup([aScreen(24, 24), aScreen(24, 24)], [0, 12])
  expect(lineup.framesAt(0)).toEqual([0, 0])
  expect(lineup.framesAt(0.25)).toEqual([6, 0])
  expect(lineup.framesAt(0.75)).toEqual([18, 6])
  expect(lineup.framesAt(1.25)).toEqual([23, 18])
})

test("slipping all takes of one rate alike changes nothing", () => {
  const [plain, slipped] = [
    new Lineup([aScreen(24, 24), aScreen(48, 24)], [0, 0]),
    new Lineup([aScreen(24, 24), aScreen(48, 24)], [7, 7]),
  ]
  expect(slipped.starts).toEqual(plain.starts)
  expect(slipped.grid).toEqual(plain.grid)
})

test("slipped further than the longest take is long, it stays in reach", () => {
  expect(new Lineup([aScreen(24, 24), aScreen(48, 24)], [1000, -1000]).offsets).toEqual([48, -48])
})

test("on takes of one rate, a slip by n shows the frame that is n back, at every step", () => {
  fc.assert(
    fc.property(fc.constantFrom(24, 25, 29.97, 60), fc.integer({ min: -40, max: 40 }), (rate, offset) => {
      const lineup = new Lineup([aScreen(60, rate), aScreen(60, rate)], [0, offset])
      const isAmid = (frame: number) => frame > 0 && frame < 59
      const amid = lineup.grid.times.map((time) => lineup.framesAt(time)).filter((frames) => frames.every(isAmid))
      const slips = new Set(amid.map(([still = 0, slipped = 0]) => still - slipped))
      expect([...slips]).toEqual([offset])
    }),
  )
})

test("steps of the time base ascend, begin at 0, and show every frame of the finest take", () => {
  fc.assert(
    fc.property(anyTakes, (takes) => {
      const { grid, screens, starts } = lineupOf(takes)
      expect(grid.times[0]).toBeLessThan(0.001)
      expect(grid.times.filter((time, index) => index > 0 && time <= (grid.times[index - 1] ?? 0))).toEqual([])
      expect(grid.times.at(-1)).toBeLessThan(grid.durationSeconds)
      const finest = takes.findIndex(({ rate }) => rate === Math.max(...takes.map((take) => take.rate)))
      const table = screens[finest]?.table ?? { times: [], durationSeconds: 0 }
      const shown = new Set(grid.times.map((time) => frameAt(table, time - (starts[finest] ?? 0))))
      expect(shown.size).toBe(table.times.length)
    }),
  )
})

test("at every step each take shows the frame that its own rate and slip ask for", () => {
  fc.assert(
    fc.property(anyTakes, (takes) => {
      const lineup = lineupOf(takes)
      const first = Math.min(...takes.map((_, index) => (lineup.offsets[index] ?? 0) / (takes[index]?.rate ?? 1)))
      const wrong = lineup.grid.times.flatMap((time) =>
        lineup.framesAt(time).filter((frame, index) => {
          const { rate = 24, count = 1 } = takes[index] ?? {}
          // In frames of its own, where the moment lies in the take.
          const at = (time + first) * rate - (lineup.offsets[index] ?? 0)
          if (at < 0) return frame !== 0
          if (at >= count) return frame !== count - 1
          return Math.abs(frame + 0.5 - at) > 0.55
        }),
      )
      expect(wrong).toEqual([])
    }),
  )
})
