/** How far a pair has been played: `passes` counts how often it was seen to its end. */
export type Passes = { passes: number; frame: number }

export const noPass: Passes = { passes: 0, frame: 0 }

/**
 * What is known after another frame is shown while it plays. The end is reached on the last frame, or where the loop began
 * anew without it: a slow machine may leave frames out.
 */
export function afterFrame({ passes, frame }: Passes, shown: number, last: number): Passes {
  const isEnd = shown === last && frame !== last
  const isAroundWithoutIt = shown < frame && frame !== last
  return { passes: passes + (isEnd || isAroundWithoutIt ? 1 : 0), frame: shown }
}
