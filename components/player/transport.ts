import { type Clock, changed, type LoopRange, positionAt, rates, shuttle } from "@/components/player/clock"
import type { Grid } from "@/components/player/frame-table"
import { Lineup } from "@/components/player/lineup"
import type { Screen } from "@/components/player/screen"

/** Two frames of the common time base, both included. */
export type FrameRange = { first: number; last: number }

/** Where a transport begins. What lies outside the clips is brought inside. */
export type Moment = { frame: number; speed: number; loop: FrameRange | null; offsets: readonly number[] }

export type TransportState = {
  isPlaying: boolean
  /** How fast it plays when it plays; negative is backwards. */
  rate: number
  /** How fast Play plays. */
  speed: number
  /** The frame on the common time base that is on every screen. */
  frame: number
  /** The frame that each screen shows, by its own count. */
  shown: readonly number[]
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
  readonly #listeners = new Set<() => void>()
  #lineup: Lineup
  #clock: Clock
  /** The way of the last step, so that frames are made ready on that side while it stands. */
  #direction: 1 | -1 = 1
  /** Null until everything has been shown once. */
  #shownPosition: number | null = null
  #shown: readonly number[] = []
  #tick = 0
  #state: TransportState

  constructor(screens: readonly Screen[], { frame = 0, speed = 1, loop = null, offsets = [] }: Partial<Moment> = {}) {
    this.#lineup = new Lineup(screens, offsets)
    const { times } = this.grid
    const at = this.#bounded(frame)
    this.#clock = { position: times[at] ?? 0, at: performance.now(), rate: 0, loop: this.#lineup.wholeLength() }
    this.#state = {
      ...{ isPlaying: false, rate: speed, speed, frame: at, shown: [], loop: null },
      ...{ isWaiting: true, error: undefined },
    }
    if (loop && this.#bounded(loop.first) < this.#bounded(loop.last)) this.setLoop(loop)
    this.#listen()
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  getState = () => this.#state

  /** The screens on their time base; another one whenever a take is slipped or other clips are shown. */
  getLineup = () => this.#lineup

  /** The common time base now. */
  get grid(): Grid {
    return this.#lineup.grid
  }

  play() {
    this.#run(this.#state.speed)
  }

  pause() {
    this.#change({ rate: 0, position: this.#shownPosition ?? this.#clock.position })
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
    this.#set({ speed })
    if (this.#state.isPlaying) this.#run(speed)
    else this.#set({ rate: speed })
  }

  /** Plays at the next speed on offer, slower (−1) or faster (1). */
  changeSpeed(direction: 1 | -1) {
    const offered: readonly number[] = rates
    const next = offered[offered.indexOf(this.#state.speed) + direction]
    if (next !== undefined) this.setSpeed(next)
  }

  /** Goes to a frame of the common time base and stands there. */
  seekFrame(frame: number) {
    const target = this.#bounded(frame)
    this.#direction = target < this.#state.frame ? -1 : 1
    this.#change({ rate: 0, position: this.grid.times[target] ?? 0 })
    this.#set({ isPlaying: false })
  }

  /** The frame that the person means: while it plays the one on screen; standing, the one last gone to, shown or not yet. */
  frameNow(): number {
    const { rate, position } = this.#clock
    return this.#lineup.frameAt(rate === 0 ? position : (this.#shownPosition ?? position))
  }

  /** Goes some frames on (negative: back) and stands there. */
  step(frames: number) {
    this.seekFrame(this.frameNow() + frames)
  }

  /** Loops between two frames of the common time base; null loops the whole length. */
  setLoop(frames: FrameRange | null) {
    const loop = frames && this.#lineup.rangeBetween({ first: this.#bounded(frames.first), last: this.#bounded(frames.last) })
    this.#change({ loop: loop ?? this.#lineup.wholeLength() })
    this.#set({ loop })
  }

  /** The frames between which it loops; with no loop set, the first and the last of all. */
  loopFrames(): FrameRange {
    const range = this.#state.loop ?? this.#lineup.wholeLength()
    return { first: this.#lineup.frameAt(range.start), last: this.#lineup.lastFrameOf(range) }
  }

  /** Moves one edge of the loop to a frame; an edge that the other one would cross goes to its end of the clip. */
  setLoopEdge(edge: "first" | "last", frame: number) {
    const end = this.grid.times.length - 1
    const moved = { ...this.loopFrames(), [edge]: this.#bounded(frame) }
    if (moved.first >= moved.last) Object.assign(moved, edge === "first" ? { last: end } : { first: 0 })
    const isWhole = moved.first === 0 && moved.last === end
    this.setLoop(moved.first >= moved.last || isWhole ? null : moved)
  }

  /** Slips one screen by frames of its own, later or (negative) earlier. The others stay at the moment that they show. */
  slip(index: number, frames: number) {
    this.setOffset(index, (this.#lineup.offsets[index] ?? 0) + frames)
  }

  /** Sets by how many of its own frames a screen begins later than the others. */
  setOffset(index: number, frames: number) {
    this.#arrange(new Lineup(this.#lineup.screens, this.#lineup.offsets.with(index, frames)))
  }

  /** Goes on with other screens of the same takes, at the same moment; what is on screen stays until they are ready. */
  exchange(screens: readonly Screen[]) {
    const before = this.#lineup.screens
    this.#arrange(new Lineup(screens, this.#lineup.offsets))
    for (const screen of before) screen.close()
    this.#shown = []
    this.#listen()
  }

  close() {
    cancelAnimationFrame(this.#tick)
    this.#listeners.clear()
    for (const screen of this.#lineup.screens) screen.close()
  }

  #listen() {
    for (const screen of this.#lineup.screens) screen.onReady = () => this.#schedule()
    this.#schedule()
  }

  /** Puts another lineup in place, with the clock and the loop at the same moments of its time base. */
  #arrange(next: Lineup) {
    const before = this.#lineup
    const now = next.momentOf(before, positionAt(this.#clock, performance.now()))
    const loop = this.#state.loop && next.rangeOf(before, this.#state.loop)
    this.#lineup = next
    if (this.#shownPosition !== null) this.#shownPosition = next.momentOf(before, this.#shownPosition)
    const frame = next.frameAt(this.#shownPosition ?? now)
    const position = this.#clock.rate === 0 ? (next.grid.times[next.frameAt(now)] ?? 0) : now
    this.#change({ position, loop: loop ?? next.wholeLength() })
    this.#state = { ...this.#state, loop, frame }
    for (const listener of this.#listeners) listener()
  }

  #run(rate: number) {
    const { loop, position } = this.#clock
    const isAtEnd = rate > 0 && this.#clock.rate === 0 && this.#lineup.frameAt(position) >= this.#lineup.lastFrameOf(loop)
    this.#direction = rate < 0 ? -1 : 1
    this.#change({ rate, ...(isAtEnd && { position: loop.start }) })
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
    const lineup = this.#lineup
    const { rate, loop } = this.#clock
    const asked = positionAt(this.#clock, now)
    // Until something has been shown, the clock waits at its first frame.
    const from = this.#shownPosition ?? this.#clock.position
    const position = rate === 0 ? asked : lineup.reachable(from, asked, { loop, rate })
    const isHeld = position !== asked
    // Nobody goes on before everybody can: the clock waits where the screens are.
    if (isHeld) this.#clock = { ...this.#clock, position, at: now }
    lineup.aim(position, { loop, rate, direction: this.#direction })
    const error = lineup.screens.find((screen) => screen.error !== undefined)?.error
    const frames = lineup.framesAt(position)
    const isReady = lineup.areReady(frames)
    if (isReady) {
      for (const [index, screen] of lineup.screens.entries()) {
        const frame = frames[index] ?? 0
        if (this.#shown[index] !== frame) screen.show(frame)
      }
      const isAsBefore = frames.length === this.#shown.length && frames.every((frame, index) => frame === this.#shown[index])
      if (!isAsBefore) this.#shown = frames
      this.#shownPosition = position
    }
    const frame = isReady ? lineup.frameAt(position) : this.#state.frame
    const isWaiting = !isReady || isHeld
    this.#set({ frame, shown: this.#shown, isWaiting, error, ...(error !== undefined && { isPlaying: false }) })
    if (rate !== 0 && error === undefined) this.#schedule()
  }

  #bounded(frame: number): number {
    return Math.max(0, Math.min(this.grid.times.length - 1, Math.round(frame)))
  }

  #set(change: Partial<TransportState>) {
    const next = { ...this.#state, ...change }
    const isSame = (Object.keys(next) as (keyof TransportState)[]).every((key) => next[key] === this.#state[key])
    if (isSame) return
    this.#state = next
    for (const listener of this.#listeners) listener()
  }
}
