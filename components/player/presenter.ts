import { type Clock, changed, type LoopRange, positionAt } from "@/components/player/clock"
import type { Lineup } from "@/components/player/lineup"

/** What a tick found. */
export type Presented = {
  /** The frame on the common time base that all screens show now; absent while they stay at the one before. */
  frame?: number
  /** The frame that each screen shows, by its own count. */
  shown: readonly number[]
  /** True while it waits for a frame. */
  isWaiting: boolean
  /** Why a screen cannot go on; undefined while all is well. */
  error: unknown
}

/**
 * Brings a lineup's screens to where one clock stands. Each animation tick reads the clock and shows, on all screens, the
 * frame of that moment, or on none: when one screen is not ready the clock waits, so players cannot drift apart.
 */
export class Presenter {
  readonly #onTick: (presented: Presented) => void
  #lineup: Lineup
  #clock: Clock
  /** The way of the last step, so that frames are made ready on that side while it stands. */
  #direction: 1 | -1 = 1
  /** Null until everything has been shown once. */
  #shownPosition: number | null = null
  #shown: readonly number[] = []
  #tick = 0

  /** Stands at `position`, in seconds on the lineup's time base. `onTick` is called in every tick, after the screens were told. */
  constructor(lineup: Lineup, position: number, onTick: (presented: Presented) => void) {
    this.#lineup = lineup
    this.#clock = { position, at: performance.now(), rate: 0, loop: lineup.wholeLength() }
    this.#onTick = onTick
    this.#listen()
  }

  get lineup(): Lineup {
    return this.#lineup
  }

  /** How fast the clock runs: 0 stands, negative is backwards. */
  get rate(): number {
    return this.#clock.rate
  }

  /** The moment that is meant: while it runs the one on screen; standing, the one last gone to, shown or not yet. */
  get position(): number {
    const { rate, position } = this.#clock
    return rate === 0 ? position : (this.#shownPosition ?? position)
  }

  /** Runs at a rate; from the end of the loop, where it stands there and is to go on. */
  run(rate: number) {
    const { loop, position } = this.#clock
    const isAtEnd = rate > 0 && this.#clock.rate === 0 && this.#lineup.frameAt(position) >= this.#lineup.lastFrameOf(loop)
    this.#direction = rate < 0 ? -1 : 1
    this.#change({ rate, ...(isAtEnd && { position: loop.start }) })
  }

  /** Stands at what is on screen. */
  stop() {
    this.#change({ rate: 0, position: this.#shownPosition ?? this.#clock.position })
  }

  /** Goes to a moment and stands there; `direction` tells on which side of it frames are asked for next. */
  standAt(position: number, direction: 1 | -1) {
    this.#direction = direction
    this.#change({ rate: 0, position })
  }

  loopIn(loop: LoopRange) {
    this.#change({ loop })
  }

  /**
   * Puts another lineup of the same takes in place, at the same moment of its time base, and returns the frame of that. Other
   * screens are listened to from now on and those before closed; what is on screen stays until the new ones are ready.
   */
  arrange(next: Lineup, loop: LoopRange): number {
    const before = this.#lineup
    const now = next.momentOf(before, positionAt(this.#clock, performance.now()))
    this.#lineup = next
    if (this.#shownPosition !== null) this.#shownPosition = next.momentOf(before, this.#shownPosition)
    this.#change({ position: this.#clock.rate === 0 ? (next.grid.times[next.frameAt(now)] ?? 0) : now, loop })
    if (next.screens !== before.screens) {
      for (const screen of before.screens) screen.close()
      this.#shown = []
      this.#listen()
    }
    return next.frameAt(this.#shownPosition ?? now)
  }

  close() {
    cancelAnimationFrame(this.#tick)
    for (const screen of this.#lineup.screens) screen.close()
  }

  #listen() {
    for (const screen of this.#lineup.screens) screen.onReady = () => this.#schedule()
    this.#schedule()
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
    if (isReady) this.#show(frames, position)
    const frame = isReady && { frame: lineup.frameAt(position) }
    this.#onTick({ ...frame, shown: this.#shown, isWaiting: !isReady || isHeld, error })
    if (rate !== 0 && error === undefined) this.#schedule()
  }

  #show(frames: readonly number[], position: number) {
    for (const [index, screen] of this.#lineup.screens.entries()) {
      const frame = frames[index] ?? 0
      if (this.#shown[index] !== frame) screen.show(frame)
    }
    const isAsBefore = frames.length === this.#shown.length && frames.every((frame, index) => frame === this.#shown[index])
    if (!isAsBefore) this.#shown = frames
    this.#shownPosition = position
  }
}
