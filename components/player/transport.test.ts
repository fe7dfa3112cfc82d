import { afterEach, beforeEach, expect, test, vi } from "vitest"
import type { Screen } from "@/components/player/screen"
import { aScreen } from "@/components/player/testing"
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

function aWatchedScreen(count: number, rate: number, isReady: (frame: number) => boolean = () => true) {
  const shown: number[] = []
  const aims: number[] = []
  const urgent: boolean[] = []
  const closed: boolean[] = []
  const screen: Screen = {
    ...aScreen(count, rate),
    aim: ({ frame, isUrgent }) => {
      aims.push(frame)
      urgent.push(isUrgent)
    },
    isReady,
    show: (frame) => void shown.push(frame),
    close: () => void closed.push(true),
  }
  return { screen, shown, aims, urgent, closed }
}

test("all screens show the same frame in the same tick, and loop together", () => {
  const [a, b] = [aWatchedScreen(24, 24), aWatchedScreen(24, 24)]
  const transport = new Transport([a.screen, b.screen])
  transport.play()
  run(2500)
  expect(a.shown).toEqual(b.shown)
  expect(a.shown.slice(0, 3)).toEqual([0, 1, 2])
  expect(a.shown.filter((frame) => frame === 0)).toHaveLength(3)
})

test("a shorter clip holds its last frame until the longest one begins anew", () => {
  const [long, short] = [aWatchedScreen(48, 24), aWatchedScreen(24, 24)]
  const transport = new Transport([long.screen, short.screen])
  transport.play()
  run(1900)
  expect(short.shown.at(-1)).toBe(23)
  expect(long.shown.at(-1)).toBeGreaterThan(40)
})

test("while one screen is not ready nobody goes on, and nothing it has made ready is passed by", () => {
  let decoded = 10
  const [quick, slow] = [aWatchedScreen(240, 24), aWatchedScreen(240, 24, (frame) => frame <= decoded)]
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

test("played before its first frame is there, it waits for that one and leaves nothing out", () => {
  let isThere = false
  const slow = aWatchedScreen(240, 24, () => isThere)
  const transport = new Transport([slow.screen])
  transport.play()
  run(3000)
  expect(slow.shown).toEqual([])
  isThere = true
  run(100)
  expect(slow.shown.slice(0, 2)).toEqual([0, 1])
})

test("standing, everybody first makes the frame that somebody lacks, and reads on once all have it", () => {
  let ready = 0
  const [quick, slow] = [aWatchedScreen(240, 24), aWatchedScreen(240, 24, (frame) => frame <= ready)]
  const transport = new Transport([quick.screen, slow.screen])
  run(50)
  transport.seekFrame(100)
  run(50)
  expect([quick.urgent.at(-1), slow.urgent.at(-1)]).toEqual([true, true])
  ready = 100
  slow.screen.onReady()
  run(50)
  expect([quick.shown.at(-1), slow.shown.at(-1)]).toEqual([100, 100])
  expect([quick.urgent.at(-1), slow.urgent.at(-1)]).toEqual([false, false])
})

test("after a long pause of the animation clock it does not jump to what is not ready", () => {
  const [a, b] = [aWatchedScreen(240, 24, (frame) => frame < 12), aWatchedScreen(240, 24)]
  const transport = new Transport([a.screen, b.screen])
  transport.play()
  run(32)
  run(3000, 3000)
  expect([a.shown.at(-1), b.shown.at(-1)]).toEqual([11, 11])
})

test("steps land on the frame, stop at the ends, and stand", () => {
  const { screen, shown } = aWatchedScreen(120, 24)
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
  const { screen, shown } = aWatchedScreen(120, 24)
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
  const { screen, shown } = aWatchedScreen(24, 24)
  const transport = new Transport([screen], { frame: 12 })
  run(20)
  transport.shuttle(-1)
  run(800)
  expect(shown.slice(0, 4)).toEqual([12, 11, 10, 9])
  expect(shown).toContain(23)
})

test("a slipped take shows other frames; the others stay at the moment that they show", () => {
  const [a, b] = [aWatchedScreen(48, 24), aWatchedScreen(48, 24)]
  const transport = new Transport([a.screen, b.screen], { frame: 24 })
  run(20)
  transport.slip(1, 3)
  run(20)
  expect([a.shown.at(-1), b.shown.at(-1)]).toEqual([24, 21])
  transport.slip(1, -10)
  run(20)
  expect([a.shown.at(-1), b.shown.at(-1)]).toEqual([24, 31])
  expect(transport.getLineup().offsets).toEqual([0, -7])
  // Time now begins with B, seven frames before A.
  expect(transport.getState().frame).toBe(31)
  expect(transport.grid.times).toHaveLength(55)
  transport.setOffset(1, 0)
  run(20)
  expect([a.shown.at(-1), b.shown.at(-1), transport.getState().frame]).toEqual([24, 24, 24])
})

test("a slip keeps a take of another rate on its own frames, and takes the loop along", () => {
  const [a, b] = [aWatchedScreen(48, 24), aWatchedScreen(120, 60)]
  const transport = new Transport([a.screen, b.screen], { frame: 60, loop: { first: 30, last: 89 } })
  run(20)
  expect([a.shown.at(-1), b.shown.at(-1)]).toEqual([24, 60])
  transport.slip(0, -1)
  run(20)
  expect([a.shown.at(-1), b.shown.at(-1)]).toEqual([25, 60])
  expect(transport.getState().loop?.start).toBeCloseTo(0.5 + 1 / 24)
})

test("takes that are slipped apart play from the earliest start to the latest end, and begin anew together", () => {
  const [a, b] = [aWatchedScreen(24, 24), aWatchedScreen(24, 24)]
  const transport = new Transport([a.screen, b.screen], { offsets: [0, 12] })
  transport.play()
  run(450)
  expect(b.shown).toEqual([0])
  run(1000)
  expect([a.shown.at(-1), b.shown.at(-1)]).toEqual([23, 23])
  run(100)
  expect([a.shown.at(-1), b.shown.at(-1)]).toEqual([a.shown.at(-1), 0])
  expect(a.shown.at(-1)).toBeLessThan(4)
})

test("it begins at the moment that it was given, and brings inside what lies outside", () => {
  const { screen, shown } = aWatchedScreen(48, 24)
  const transport = new Transport([screen], { frame: 30, speed: 0.5, loop: { first: 24, last: 35 }, offsets: [] })
  run(20)
  expect([shown, transport.getState().isPlaying, transport.getState().rate]).toEqual([[30], false, 0.5])
  expect(transport.loopFrames()).toEqual({ first: 24, last: 35 })
  const outside = new Transport([aWatchedScreen(48, 24).screen], { frame: 900, loop: { first: 90, last: 95 } })
  expect([outside.getState().frame, outside.getState().loop]).toEqual([47, null])
})

test("an edge of the loop that crosses the other goes to the end; both ends are no loop", () => {
  const transport = new Transport([aWatchedScreen(48, 24).screen])
  transport.setLoopEdge("first", 10)
  transport.setLoopEdge("last", 20)
  expect(transport.loopFrames()).toEqual({ first: 10, last: 20 })
  transport.setLoopEdge("first", 30)
  expect(transport.loopFrames()).toEqual({ first: 30, last: 47 })
  transport.setLoopEdge("first", 0)
  expect(transport.getState().loop).toBe(null)
})

test("what is meant is the frame last gone to, even before it can be shown", () => {
  const { screen } = aWatchedScreen(48, 24, (frame) => frame < 10)
  const transport = new Transport([screen])
  run(20)
  transport.seekFrame(30)
  run(20)
  expect([transport.getState().frame, transport.frameNow()]).toEqual([0, 30])
  transport.step(2)
  expect(transport.frameNow()).toBe(32)
})

test("other screens of the same takes come in at the moment shown; until they are ready the picture stays", () => {
  let decoded = -1
  const [proxy, original] = [aWatchedScreen(48, 24), aWatchedScreen(48, 24, (frame) => frame <= decoded)]
  const transport = new Transport([proxy.screen], { frame: 12, speed: 0.5, loop: { first: 6, last: 30 } })
  run(20)
  transport.exchange([original.screen])
  run(100)
  expect([proxy.closed.length, original.shown, original.aims.at(-1)]).toEqual([1, [], 12])
  expect(transport.getState()).toMatchObject({ frame: 12, isWaiting: true, speed: 0.5 })
  decoded = 20
  original.screen.onReady()
  run(20)
  expect(original.shown).toEqual([12])
  expect(transport.loopFrames()).toEqual({ first: 6, last: 30 })
})

test("exchanged while it plays, it plays on from there", () => {
  const [proxy, original] = [aWatchedScreen(48, 24), aWatchedScreen(48, 24)]
  const transport = new Transport([proxy.screen])
  transport.play()
  run(500)
  transport.exchange([original.screen])
  run(200)
  expect(transport.getState().isPlaying).toBe(true)
  expect(original.shown[0]).toBeGreaterThanOrEqual(proxy.shown.at(-1) ?? 0)
  expect(original.shown.at(-1)).toBeGreaterThan(14)
})
