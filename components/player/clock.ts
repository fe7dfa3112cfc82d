/** Seconds; the start belongs to the range, the end does not. */
export type LoopRange = { start: number; end: number }

/** One clock for every player: where it stood at a moment, and how it runs on from there. */
export type Clock = {
  /** Seconds on the common time base. */
  position: number
  /** The moment at which it stood there, in ms of the animation clock. */
  at: number
  /** 1 is real time, negative runs backwards, 0 stands. */
  rate: number
  loop: LoopRange
}

/** Where the clock stands at `now`, wrapped into its loop once it has run past the loop's end (backwards: its start). */
export function positionAt({ position, at, rate, loop }: Clock, now: number): number {
  const reached = position + (Math.max(0, now - at) / 1000) * rate
  const length = loop.end - loop.start
  if (length <= 0) return loop.start
  if (rate > 0 && reached >= loop.end) return loop.start + ((reached - loop.end) % length)
  if (rate < 0 && reached < loop.start) return loop.end - ((loop.start - reached) % length || length)
  return reached
}

/** The clock as it stands at `now`, with some of it changed from then on. */
export function changed(clock: Clock, now: number, change: Partial<Omit<Clock, "at">>): Clock {
  return { ...clock, position: positionAt(clock, now), at: now, ...change }
}

/** The speeds on offer. */
export const rates = [0.25, 0.5, 1, 1.5, 2] as const

/** What J and L make of the speed: the first press runs, each further one doubles, the other key begins anew. */
export function shuttle(rate: number, direction: 1 | -1): number {
  if (Math.sign(rate) !== direction) return direction
  return direction * Math.min(2, Math.abs(rate) * 2)
}
