import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { evenFrames } from "@/components/player/frame-table"
import type { Screen } from "@/components/player/screen"
import { Transport } from "@/components/player/transport"

let now = 0
let ticks: FrameRequestCallback[] = []

/** The browser's animation clock, by hand. */
beforeEach(() => {
  now = 0
  ticks = []
  vi.stubGlobal("requestAnimationFrame", (tick: FrameRequestCallback) => ticks.push(tick))
  vi.stubGlobal("cancelAnimationFrame", () => {})
  vi.spyOn(performance, "now").mockImplementation(() => now)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

function run(milliseconds: number, every = 16) {
  for (const end = now + milliseconds; now < end; ) {
    now += every
    for (const tick of ticks.splice(0)) tick(now)
  }
}

function aScreen(count: number, rate: number, isReady: (frame: number) => boolean = () => true) {
  const shown: number[] = []
  const aims: number[] = []
  const screen: Screen = {
    table: evenFrames(count, rate),
    kind: "frames",
    onReady: () => {},
    error: undefined,
    aim: ({ frame }) => void aims.push(frame),
    isReady,
    show: (frame) => void shown.push(frame),
    close: () => {},
  }
  return { screen, shown, aims }
}

test("all screens show the same frame in the same tick, and loop together", () => {
  const [a, b] = [aScreen(24, 24), aScreen(24, 24)]
  const transport = new Transport([a.screen, b.screen])
  transport.play()
  run(2500)
  expect(a.shown).toEqual(b.shown)
  expect(a.shown.slice(0, 3)).toEqual([0, 1, 2])
  expect(a.shown.filter((frame) => frame === 0)).toHaveLength(3)
})

test("a shorter clip holds its last frame until the longest one begins anew", () => {
  const [long, short] = [aScreen(48, 24), aScreen(24, 24)]
  const transport = new Transport([long.screen, short.screen])
  transport.play()
  run(1900)
  expect(short.shown.at(-1)).toBe(23)
  expect(long.shown.at(-1)).toBeGreaterThan(40)
})

test("while one screen is not ready nobody goes on, and nothing it has made ready is passed by", () => {
  let decoded = 10
  const [quick, slow] = [aScreen(240, 24), aScreen(240, 24, (frame) => frame <= decoded)]
  const transport = new Transport([quick.screen, slow.screen])
  transport.play()
  run(2000)
  expect([quick.shown.at(-1), slow.shown.at(-1)]).toEqual([10, 10])
  expect(transport.getState().isWaiting).toBe(true)
  expect(Math.max(...slow.aims)).toBe(10)
  decoded = 20
  run(1000)
  expect([quick.shown.at(-1), slow.shown.at(-1)]).toEqual([20, 20])
})

test("after a long pause of the animation clock it does not jump to what is not ready", () => {
  const [a, b] = [aScreen(240, 24, (frame) => frame < 12), aScreen(240, 24)]
  const transport = new Transport([a.screen, b.screen])
  transport.play()
  run(32)
  run(3000, 3000)
  expect([a.shown.at(-1), b.shown.at(-1)]).toEqual([11, 11])
})

test("steps land on the frame, stop at the ends, and stand", () => {
  const { screen, shown } = aScreen(120, 24)
  const transport = new Transport([screen])
  transport.seekFrame(61)
  run(20)
  expect(shown.at(-1)).toBe(61)
  transport.step(-1)
  run(20)
  expect(shown.at(-1)).toBe(60)
  transport.step(-100)
  run(20)
  expect(shown.at(-1)).toBe(0)
  transport.seekFrame(9999)
  run(500)
  expect([shown.at(-1), transport.getState().isPlaying]).toEqual([119, false])
})

test("played at the end it begins at the start; a loop keeps it inside", () => {
  const { screen, shown } = aScreen(120, 24)
  const transport = new Transport([screen])
  transport.seekFrame(119)
  run(20)
  transport.play()
  run(40)
  expect(shown.at(-1)).toBeLessThan(3)
  transport.setLoop({ first: 24, last: 35 })
  transport.seekFrame(24)
  transport.play()
  shown.length = 0
  run(3000)
  expect([Math.min(...shown), Math.max(...shown)]).toEqual([24, 35])
})

test("backwards it runs from the end to the start and around", () => {
  const { screen, shown } = aScreen(24, 24)
  const transport = new Transport([screen], 12)
  run(20)
  transport.shuttle(-1)
  run(800)
  expect(shown.slice(0, 4)).toEqual([12, 11, 10, 9])
  expect(shown).toContain(23)
})
