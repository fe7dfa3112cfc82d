import { type Clock, changed, type LoopRange, positionAt, shuttle } from "@/components/player/clock"
import { commonGrid, frameAt, type Grid } from "@/components/player/frame-table"
import type { Screen } from "@/components/player/screen"

export type TransportState = {
  isPlaying: boolean
  /** How fast it plays when it plays; negative is backwards. */
  rate: number
  /** The frame on the common time base that is on every screen. */
  frame: number
  /** Null: the whole length loops. */
  loop: LoopRange | null
  /** True while it waits for a frame. */
  isWaiting: boolean
  error: unknown
}

/**
 * One transport for several screens. Each animation tick reads one clock and shows, on all screens, the frame of that
 * moment, or on none: when one screen is not ready the clock waits, so players cannot drift apart.
 */
export class Transport {
  readonly grid: Grid
  readonly #screens: readonly Screen[]
  readonly #listeners = new Set<() => void>()
  #clock: Clock
  #speed = 1
  /** The way of the last step, so that frames are made ready on that side while it stands. */
  #direction: 1 | -1 = 1
  #shownPosition = -1
  #shown: number[] = []
  #tick = 0
  #state: TransportState

  constructor(screens: readonly Screen[], startFrame = 0) {
    this.#screens = screens
    this.grid = commonGrid(screens.map(({ table }) => table))
    const frame = Math.max(0, Math.min(this.grid.times.length - 1, startFrame))
    this.#clock = { position: this.grid.times[frame] ?? 0, at: performance.now(), rate: 0, loop: this.#wholeLength() }
    this.#state = { isPlaying: false, rate: 1, frame, loop: null, isWaiting: true, error: undefined }
    for (const screen of screens) screen.onReady = () => this.#schedule()
    this.#schedule()
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  getState = () => this.#state

  play() {
    this.#run(this.#speed)
  }

  pause() {
    this.#change({ rate: 0, position: this.#shownPosition < 0 ? this.#clock.position : this.#shownPosition })
    this.#set({ isPlaying: false })
  }

  toggle() {
    if (this.#state.isPlaying) this.pause()
    else this.play()
  }

  /** J (−1) and L (1): runs that way, and twice as fast with each further press. */
  shuttle(direction: 1 | -1) {
    this.#run(shuttle(this.#clock.rate, direction))
  }

  /** Sets how fast Play plays, 0.25 to 2. */
  setSpeed(speed: number) {
    this.#speed = speed
    if (this.#state.isPlaying) this.#run(speed)
    else this.#set({ rate: speed })
  }

  /** Goes to a frame of the common time base and stands there. */
  seekFrame(frame: number) {
    const target = Math.max(0, Math.min(this.grid.times.length - 1, Math.round(frame)))
    this.#direction = target < this.#state.frame ? -1 : 1
    this.#change({ rate: 0, position: this.grid.times[target] ?? 0 })
    this.#set({ isPlaying: false })
  }

  /** Goes some frames on (negative: back) and stands there. */
  step(frames: number) {
    this.seekFrame(frameAt(this.grid, this.#clock.rate === 0 ? this.#clock.position : this.#shownPosition) + frames)
  }

  /** Loops between two frames of the common time base, both included; null loops the whole length. */
  setLoop(frames: { first: number; last: number } | null) {
    const loop = frames && {
      start: this.grid.times[frames.first] ?? 0,
      end: this.grid.times[frames.last + 1] ?? this.grid.durationSeconds,
    }
    this.#change({ loop: loop ?? this.#wholeLength() })
    this.#set({ loop })
  }

  /** Moves one edge of the loop to a frame; an edge that the other one would cross goes to its end of the clip. */
  setLoopEdge(edge: "first" | "last", frame: number) {
    const { loop } = this.#state
    const end = this.grid.times.length - 1
    const held = loop ? { first: frameAt(this.grid, loop.start), last: this.#lastFrameOf(loop) } : { first: 0, last: end }
    const moved = { ...held, [edge]: frame }
    if (moved.first >= moved.last) Object.assign(moved, edge === "first" ? { last: end } : { first: 0 })
    this.setLoop(moved.first >= moved.last ? null : moved)
  }

  close() {
    cancelAnimationFrame(this.#tick)
    this.#listeners.clear()
    for (const screen of this.#screens) screen.close()
  }

  #run(rate: number) {
    const { loop, position } = this.#clock
    const from =
      rate > 0 && this.#clock.rate === 0 && frameAt(this.grid, position) >= this.#lastFrameOf(loop) ? loop.start : undefined
    this.#direction = rate < 0 ? -1 : 1
    this.#change({ rate, ...(from !== undefined && { position: from }) })
    this.#set({ isPlaying: true, rate })
  }

  #change(change: Partial<Omit<Clock, "at">>) {
    this.#clock = changed(this.#clock, performance.now(), change)
    this.#schedule()
  }

  #schedule() {
    if (this.#tick === 0) this.#tick = requestAnimationFrame((now) => this.#present(now))
  }

  #present(now: number) {
    this.#tick = 0
    const asked = positionAt(this.#clock, now)
    const position = this.#clock.rate === 0 || this.#shownPosition < 0 ? asked : this.#reachable(asked)
    const isHeld = position !== asked
    // Nobody goes on before everybody can: the clock waits where the screens are.
    if (isHeld) this.#clock = { ...this.#clock, position, at: now }
    const frames = this.#framesAt(position)
    for (const [index, screen] of this.#screens.entries()) this.#aim(screen, frames[index] ?? 0, position)
    const error = this.#screens.find((screen) => screen.error !== undefined)?.error
    const isReady = this.#areReady(frames)
    if (isReady) {
      for (const [index, screen] of this.#screens.entries()) {
        const frame = frames[index] ?? 0
        if (this.#shown[index] !== frame) screen.show(frame)
      }
      this.#shown = frames
      this.#shownPosition = position
    }
    const frame = isReady ? frameAt(this.grid, position) : this.#state.frame
    this.#set({ frame, isWaiting: !isReady || isHeld, error, ...(error !== undefined && { isPlaying: false }) })
    if (this.#clock.rate !== 0 && error === undefined) this.#schedule()
  }

  /**
   * How far the clock may run towards `asked` now: there, when all screens are ready for it; else as many steps of the
   * time base from what is shown as all are ready for. Frames in between may be left out, none is gone back to.
   */
  #reachable(asked: number): number {
    if (this.#areReady(this.#framesAt(asked))) return asked
    const { rate, loop } = this.#clock
    const [first, last] = [frameAt(this.grid, loop.start), this.#lastFrameOf(loop)]
    const end = frameAt(this.grid, asked)
    let reached = this.#shownPosition
    let step = frameAt(this.grid, reached)
    for (let left = this.grid.times.length; step !== end && left > 0; left--) {
      step += Math.sign(rate)
      if (rate > 0 && step > last) step = first
      if (rate < 0 && step < first) step = last
      const time = this.grid.times[step]
      if (time === undefined || !this.#areReady(this.#framesAt(time))) break
      reached = time
    }
    return reached
  }

  #framesAt(position: number): number[] {
    return this.#screens.map((screen) => frameAt(screen.table, position))
  }

  #areReady(frames: readonly number[]): boolean {
    return this.#screens.every((screen, index) => screen.isReady(frames[index] ?? 0))
  }

  #aim(screen: Screen, frame: number, position: number) {
    const { loop, rate } = this.#clock
    const first = frameAt(screen.table, loop.start)
    const last = frameAt(screen.table, loop.end - 0.002)
    screen.aim({ frame, direction: this.#direction, first, last: Math.max(first, last) }, position, rate)
  }

  #lastFrameOf(loop: LoopRange) {
    return frameAt(this.grid, loop.end - 0.002)
  }

  #wholeLength(): LoopRange {
    return { start: 0, end: this.grid.durationSeconds }
  }

  #set(change: Partial<TransportState>) {
    const next = { ...this.#state, ...change }
    const isSame = (Object.keys(next) as (keyof TransportState)[]).every((key) => next[key] === this.#state[key])
    if (isSame) return
    this.#state = next
    for (const listener of this.#listeners) listener()
  }
}
