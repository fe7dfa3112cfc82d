import fc from "fast-check"
import { expect, test } from "vitest"
import { type Clock, changed, positionAt, shuttle } from "@/components/player/clock"

const clock: Clock = { position: 1, at: 1000, rate: 1, loop: { start: 0, end: 5 } }

const anyClock = fc.record({
  position: fc.double({ min: 0, max: 4.999, noNaN: true }),
  at: fc.constant(0),
  rate: fc.constantFrom(-2, -1, -0.25, 0, 0.25, 1, 2),
  loop: fc.record({ start: fc.double({ min: 0, max: 2, noNaN: true }), end: fc.double({ min: 2.1, max: 5, noNaN: true }) }),
})

test("it runs in real time, at its rate, and stands at rate 0", () => {
  expect(positionAt(clock, 2500)).toBe(2.5)
  expect(positionAt({ ...clock, rate: -0.5 }, 2000)).toBe(0.5)
  expect(positionAt({ ...clock, rate: 0 }, 9000)).toBe(1)
})

test("a moment before its own does not run it backwards", () => {
  expect(positionAt(clock, 900)).toBe(1)
})

test("past the loop's end it goes on from the loop's start, backwards from its end", () => {
  const looping = { ...clock, loop: { start: 0.5, end: 2 } }
  expect(positionAt(looping, 2250)).toBeCloseTo(0.75)
  expect(positionAt(looping, 2250 + 1500 * 7)).toBeCloseTo(0.75)
  expect(positionAt({ ...looping, rate: -1 }, 1750)).toBeCloseTo(1.75)
})

test("started before the loop, it runs into it", () => {
  expect(positionAt({ ...clock, position: 0, loop: { start: 3, end: 4 } }, 2000)).toBe(1)
})

test("once it has wrapped it stays inside the loop, however long it runs", () => {
  fc.assert(
    fc.property(anyClock, fc.double({ min: 20_000, max: 1e7, noNaN: true }), (any, now) => {
      const position = positionAt(any, now)
      const isRunning = any.rate !== 0
      expect(position).toBeGreaterThanOrEqual(isRunning ? any.loop.start : 0)
      expect(position).toBeLessThanOrEqual(isRunning ? any.loop.end : 5)
    }),
  )
})

test("a change of rate makes no jump", () => {
  fc.assert(
    fc.property(anyClock, fc.integer({ min: 0, max: 60_000 }), (any, now) => {
      expect(positionAt(changed(any, now, { rate: 0 }), now + 500)).toBeCloseTo(positionAt(any, now))
    }),
  )
})

test("J and L run, double up to twice real time, and turn around", () => {
  expect([shuttle(0, 1), shuttle(1, 1), shuttle(2, 1), shuttle(2, -1), shuttle(-1, -1)]).toEqual([1, 2, 2, -1, -2])
})
