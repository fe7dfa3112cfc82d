import type { LoopRange } from "@/components/player/clock"
import { commonGrid, frameAt, frameRate, type Grid } from "@/components/player/frame-table"
import type { Screen } from "@/components/player/screen"

/** Two frames of the common time base, both included. */
export type FrameRange = { first: number; last: number }

/** The end of a range belongs to the next frame. */
const before = 0.002

/**
 * Several screens on one time base, each slipped by frames of its own: a positive offset lets it begin later. Time begins
 * with the earliest start. A screen shows its first frame before it begins and its last once it has ended. Never changes.
 */
export class Lineup {
  readonly screens: readonly Screen[]
  /** Frames of each screen's own rate, bounded so that no take is further away than the longest one is long. */
  readonly offsets: readonly number[]
  /** Seconds on the time base at which each screen's first frame begins. */
  readonly starts: readonly number[]
  /** Seconds from where nothing is slipped to where the time base begins. */
  readonly origin: number
  readonly grid: Grid

  constructor(screens: readonly Screen[], offsets: readonly number[]) {
    const longest = Math.max(...screens.map(({ table }) => table.durationSeconds))
    const rates = screens.map(({ table }) => frameRate(table))
    this.screens = screens
    this.offsets = rates.map((rate, index) => {
      const most = Math.round(longest * rate)
      return Math.max(-most, Math.min(most, Math.round(offsets[index] ?? 0)))
    })
    const slips = rates.map((rate, index) => (this.offsets[index] ?? 0) / rate)
    this.origin = Math.min(...slips)
    this.starts = slips.map((slip) => slip - this.origin)
    this.grid = commonGrid(
      screens.map(({ table }) => table),
      this.starts,
    )
  }

  /** The frame of the time base at a moment. */
  frameAt(position: number): number {
    return frameAt(this.grid, position)
  }

  /** The frame of the time base that is nearest to a number. */
  nearest(frame: number): number {
    return Math.max(0, Math.min(this.grid.times.length - 1, Math.round(frame)))
  }

  /** The last frame of the time base that belongs to a range. */
  lastFrameOf(range: LoopRange): number {
    return frameAt(this.grid, range.end - before)
  }

  wholeLength(): LoopRange {
    return { start: 0, end: this.grid.durationSeconds }
  }

  /** The range from one frame to another, both included; frames outside the time base are brought inside. */
  rangeBetween({ first, last }: FrameRange): LoopRange {
    const { times, durationSeconds } = this.grid
    return { start: times[this.nearest(first)] ?? 0, end: times[this.nearest(last) + 1] ?? durationSeconds }
  }

  /** The first and the last frame of a range; null is the whole length. */
  framesOf(range: LoopRange | null): FrameRange {
    const { start, end } = range ?? this.wholeLength()
    return { first: this.frameAt(start), last: this.lastFrameOf({ start, end }) }
  }

  /**
   * A range with one of its edges at another frame; the other edge, where it would be crossed, goes to its end of the time
   * base. Null where that is the whole length or nothing.
   */
  withEdge(range: FrameRange, edge: "first" | "last", frame: number): FrameRange | null {
    const end = this.grid.times.length - 1
    const moved = { ...range, [edge]: this.nearest(frame) }
    if (moved.first >= moved.last) Object.assign(moved, edge === "first" ? { last: end } : { first: 0 })
    const isWhole = moved.first === 0 && moved.last === end
    return moved.first >= moved.last || isWhole ? null : moved
  }

  /** A moment of another lineup of the same takes, on this time base; outside of it, the nearest one inside. */
  momentOf(other: Lineup, position: number): number {
    return Math.max(0, Math.min(this.grid.times.at(-1) ?? 0, position + other.origin - this.origin))
  }

  /** A range of another lineup of the same takes, as far as it lies on this time base; null where hardly any of it does. */
  rangeOf(other: Lineup, range: LoopRange): LoopRange | null {
    const { durationSeconds, framesPerSecond } = this.grid
    const inside = (seconds: number) => Math.max(0, Math.min(durationSeconds, seconds + other.origin - this.origin))
    const [start, end] = [inside(range.start), inside(range.end)]
    return end - start > 1 / framesPerSecond ? { start, end } : null
  }

  /** What each screen shows at a moment. */
  framesAt(position: number): number[] {
    return this.screens.map(({ table }, index) => frameAt(table, position - (this.starts[index] ?? 0)))
  }

  areReady(frames: readonly number[]): boolean {
    return this.screens.every((screen, index) => screen.isReady(frames[index] ?? 0))
  }

  /**
   * Tells every screen what will be shown next, so that it can be made ready. Standing where not all are ready, each makes
   * that one frame first: reading on would take the time that the others need for theirs.
   */
  aim(position: number, { loop, rate, direction }: { loop: LoopRange; rate: number; direction: 1 | -1 }) {
    const isUrgent = rate === 0 && !this.areReady(this.framesAt(position))
    for (const [index, screen] of this.screens.entries()) {
      const at = (seconds: number) => frameAt(screen.table, seconds - (this.starts[index] ?? 0))
      const [first, last] = [at(loop.start), at(loop.end - before)]
      const aim = { frame: at(position), direction, first, last: Math.max(first, last), isUrgent }
      screen.aim(aim, position - (this.starts[index] ?? 0), rate)
    }
  }

  /**
   * How far towards `asked` the clock may run from `shown`: there, when all screens are ready for it; else as many steps of
   * the time base as all are ready for. Frames in between may be left out, none is gone back to.
   */
  reachable(shown: number, asked: number, { loop, rate }: { loop: LoopRange; rate: number }): number {
    if (this.areReady(this.framesAt(asked))) return asked
    const [first, last] = [this.frameAt(loop.start), this.lastFrameOf(loop)]
    const end = this.frameAt(asked)
    let reached = shown
    let step = this.frameAt(shown)
    for (let left = this.grid.times.length; step !== end && left > 0; left--) {
      step += Math.sign(rate)
      if (rate > 0 && step > last) step = first
      if (rate < 0 && step < first) step = last
      const time = this.grid.times[step]
      if (time === undefined || !this.areReady(this.framesAt(time))) break
      reached = time
    }
    return reached
  }
}
