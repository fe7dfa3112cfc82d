import fc from "fast-check"
import { expect, test } from "vitest"
import { commonGrid, evenFrames, frameAt, frameRate, timecode } from "@/components/player/frame-table"

const anyRate = fc.constantFrom(23.976, 24, 25, 29.97, 30, 50, 60)

test("a frame is on screen from its own time until the next one's", () => {
  fc.assert(
    fc.property(anyRate, fc.integer({ min: 1, max: 400 }), fc.nat(399), (rate, count, at) => {
      const table = evenFrames(count, rate)
      const frame = at % count
      const time = table.times[frame] ?? 0
      expect(frameAt(table, time)).toBe(frame)
      expect(frameAt(table, time + 0.9 / rate)).toBe(frame)
      // Containers round to microseconds.
      expect(frameAt(table, Math.floor(time * 1e6) / 1e6)).toBe(frame)
    }),
  )
})

test("before the first frame it is the first, after the end it stays the last", () => {
  const table = evenFrames(120, 24)
  expect([frameAt(table, -1), frameAt(table, 5), frameAt(table, 900)]).toEqual([0, 119, 119])
})

test("the rate is read from the frames' own times", () => {
  expect(frameRate(evenFrames(120, 24))).toBe(24)
  expect(frameRate(evenFrames(120, 23.976))).toBe(23.976)
  expect(
    frameRate({ times: [0, 0.2, ...Array.from({ length: 50 }, (_, index) => 0.3 + index / 30)], durationSeconds: 2 }),
  ).toBe(30)
})

test("clips of different rates step on the finest one's frames, as far as the longest one goes", () => {
  const grid = commonGrid([evenFrames(144, 24), evenFrames(150, 30)])
  expect(grid.framesPerSecond).toBe(30)
  expect(grid.durationSeconds).toBe(6)
  expect(grid.times).toHaveLength(180)
  expect(grid.times[150]).toBeCloseTo(5)
})

test("on a common grid, clips of one rate show the same frame at every step", () => {
  fc.assert(
    fc.property(anyRate, fc.integer({ min: 2, max: 200 }), fc.integer({ min: 2, max: 200 }), (rate, one, other) => {
      const tables = [evenFrames(one, rate), evenFrames(other, rate)] as const
      for (const [index, time] of commonGrid(tables).times.entries()) {
        expect(frameAt(tables[0], time)).toBe(Math.min(index, one - 1))
        expect(frameAt(tables[1], time)).toBe(Math.min(index, other - 1))
      }
    }),
  )
})

test("a time code counts whole frames", () => {
  expect([timecode(0, 24), timecode(61, 24), timecode(24 * 61 + 5, 24), timecode(30, 29.97)]).toEqual([
    "00:00:00",
    "00:02:13",
    "01:01:05",
    "00:01:00",
  ])
})
