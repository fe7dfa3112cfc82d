/** When each frame of a clip begins: seconds from its first frame, ascending, beginning with 0. */
export type FrameTable = { times: readonly number[]; durationSeconds: number }

/** Container time stamps are rounded; frames are told apart within this. Less than half a frame at 500 a second. */
const tolerance = 0.0008

/** The frame on screen at a moment: before the first it is the first, after the last it stays the last. */
export function frameAt({ times }: FrameTable, seconds: number): number {
  let low = 0
  let high = times.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((times[middle] ?? 0) <= seconds + tolerance) low = middle
    else high = middle - 1
  }
  return low
}

/** Frames per second, from the middle of the table, so that an odd first or last frame does not count. */
export function frameRate({ times, durationSeconds }: FrameTable): number {
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0))
  const middle = gaps.toSorted((a, b) => a - b)[gaps.length >> 1]
  const rate = middle ? 1 / middle : times.length / (durationSeconds || 1)
  return Math.abs(rate - Math.round(rate)) < 0.02 ? Math.round(rate) : Math.round(rate * 1000) / 1000
}

/** A table for a clip whose frames come at an even rate. */
export function evenFrames(count: number, framesPerSecond: number): FrameTable {
  const frames = Math.max(1, count)
  return {
    times: Array.from({ length: frames }, (_, index) => index / framesPerSecond),
    durationSeconds: frames / framesPerSecond,
  }
}

/** The common time base of several clips: where a step lands, from the clip with the most frames a second. */
export type Grid = { times: readonly number[]; durationSeconds: number; framesPerSecond: number }

/**
 * From the earliest start (`starts` are seconds from it, one per clip) to the latest end; before and after the finest
 * clip its rhythm goes on.
 */
export function commonGrid(tables: readonly FrameTable[], starts: readonly number[] = []): Grid {
  const rates = tables.map(frameRate)
  const framesPerSecond = Math.max(...rates)
  const finest = rates.findIndex((rate) => rate > framesPerSecond - 0.01)
  const ends = tables.map((table, index) => (starts[index] ?? 0) + table.durationSeconds)
  const durationSeconds = Math.max(...ends)
  const start = starts[finest] ?? 0
  const times: number[] = []
  for (let back = 1; start - back / framesPerSecond > tolerance; back++) times.unshift(start - back / framesPerSecond)
  // The base begins at 0 even where no frame of the finest clip does.
  if (start > tolerance) times.unshift(0)
  times.push(...(tables[finest]?.times.map((time) => start + time) ?? []))
  for (let next = ends[finest] ?? 0; next < durationSeconds - tolerance; next += 1 / framesPerSecond) times.push(next)
  return { times, durationSeconds, framesPerSecond }
}

/** A frame's number as mm:ss:ff, counted in whole frames per second. */
export function timecode(frame: number, framesPerSecond: number): string {
  const rate = Math.max(1, Math.round(framesPerSecond))
  const two = (value: number) => String(value).padStart(2, "0")
  const seconds = Math.floor(frame / rate)
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}:${two(frame % rate)}`
}
