import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { Lineup } from "@/components/player/lineup"
import { followWithSound } from "@/components/player/sound"
import { aScreen } from "@/components/player/testing"
import type { Transport, TransportState } from "@/components/player/transport"

/** The browser's player of sound, as far as it is used. */
class FakeAudio {
  static last: FakeAudio
  currentTime = 0
  playbackRate = 1
  duration = 1
  paused = true
  src: string
  constructor(src: string) {
    this.src = src
    FakeAudio.last = this
  }
  async play() {
    this.paused = false
  }
  pause() {
    this.paused = true
  }
  removeAttribute() {
    this.src = ""
  }
}

beforeEach(() => {
  vi.stubGlobal("Audio", FakeAudio)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** Two takes of 24 frames, the second one slipped by `offset`, as a transport would tell of them. */
function aTransport(offset: number) {
  const screen = aScreen(24, 24)
  const lineup = new Lineup([screen, screen], [0, offset])
  let state: Pick<TransportState, "isPlaying" | "isWaiting" | "rate" | "frame"> = {
    ...{ isPlaying: false, isWaiting: false, rate: 1, frame: 0 },
  }
  const listeners = new Set<() => void>()
  const transport: Pick<Transport, "getState" | "getLineup" | "grid" | "subscribe"> = {
    getState: () => state as TransportState,
    getLineup: () => lineup,
    grid: lineup.grid,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  return {
    transport: transport as Transport,
    tell(change: Partial<typeof state>) {
      state = { ...state, ...change }
      for (const listener of listeners) listener()
    },
  }
}

test("a slipped take is silent until it begins, then heard from its own start, and silent after its end", () => {
  const { transport, tell } = aTransport(12)
  followWithSound(transport, "/api/clips/b", { index: 1 })
  tell({ isPlaying: true, frame: 6 })
  expect(FakeAudio.last.paused).toBe(true)
  tell({ frame: 18 })
  expect([FakeAudio.last.paused, FakeAudio.last.currentTime]).toEqual([false, 0.25])
  tell({ frame: 35 })
  FakeAudio.last.duration = 0.9
  tell({ frame: 35, rate: 1.5 })
  expect(FakeAudio.last.paused).toBe(true)
})

test("it plays at the pictures' speed, and is silent backwards and when they stand", () => {
  const { transport, tell } = aTransport(0)
  followWithSound(transport, "/api/clips/a")
  tell({ isPlaying: true, rate: 0.5 })
  expect([FakeAudio.last.paused, FakeAudio.last.playbackRate]).toEqual([false, 0.5])
  tell({ rate: -1 })
  expect(FakeAudio.last.paused).toBe(true)
  tell({ rate: 1 })
  tell({ isPlaying: false })
  expect(FakeAudio.last.paused).toBe(true)
})

test("a little off it is led back by its speed, far off it jumps", () => {
  const { transport, tell } = aTransport(0)
  followWithSound(transport, "/api/clips/a")
  tell({ isPlaying: true, frame: 1 })
  FakeAudio.last.currentTime = 0.1
  tell({ frame: 1, rate: 1.5 })
  expect(FakeAudio.last.playbackRate).toBeCloseTo(1.5 * 0.96)
  expect(FakeAudio.last.currentTime).toBe(0.1)
  tell({ frame: 18 })
  expect(FakeAudio.last.currentTime).toBe(0.75)
})

test("a short wait of the pictures is not heard, a long one silences it", () => {
  vi.useFakeTimers()
  const { transport, tell } = aTransport(0)
  followWithSound(transport, "/api/clips/a")
  tell({ isPlaying: true })
  tell({ isWaiting: true })
  vi.advanceTimersByTime(100)
  tell({ isWaiting: false, frame: 1 })
  vi.advanceTimersByTime(100)
  expect(FakeAudio.last.paused).toBe(false)
  tell({ isWaiting: true })
  vi.advanceTimersByTime(200)
  expect(FakeAudio.last.paused).toBe(true)
})

test("ended, it is silent and lets go of the clip", () => {
  const { transport, tell } = aTransport(0)
  const end = followWithSound(transport, "/api/clips/a")
  tell({ isPlaying: true })
  end()
  tell({ frame: 2 })
  expect([FakeAudio.last.paused, FakeAudio.last.src]).toEqual([true, ""])
})
