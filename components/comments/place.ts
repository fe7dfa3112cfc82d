import type { Lineup } from "@/components/player/lineup"

/** Seconds on the common time base at which a player's own frame begins. */
export function secondsOfFrame({ starts, screens }: Lineup, index: number, frame: number): number {
  return (starts[index] ?? 0) + (screens[index]?.table.times[frame] ?? 0)
}

/** The frame of the common time base at which a player first shows this frame of its own. */
export function placeOfFrame(lineup: Lineup, index: number, frame: number): number {
  const place = lineup.frameAt(secondsOfFrame(lineup, index, frame))
  const shown = lineup.framesAt(lineup.grid.times[place] ?? 0)[index] ?? 0
  // The finest take's frames do not begin where this one's do.
  return shown < frame ? Math.min(place + 1, lineup.grid.times.length - 1) : place
}
