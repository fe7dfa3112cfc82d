export type Drift = {
  /** Pictures that the first player changed to. */
  frames: number
  /** How often it began anew. */
  loops: number
  /**
   * The furthest that two players stood apart in any animation tick, in seconds and in frames at 24 a second. One that
   * holds its last frame, because its clip is shorter, is left out while it does.
   */
  maxSeconds: number
  maxFrames: number
  /** The longest that the first player showed one picture, in seconds. */
  longestHoldSeconds: number
}

/**
 * Watches every player on the page in each animation tick, for so many seconds, by what it says it shows (`data-time`).
 * Runs in the browser: `page.evaluate(measureDrift, 60)`; it names nothing outside itself, and no function, so that it
 * survives the way there through any compiler.
 */
export async function measureDrift(seconds: number): Promise<Drift> {
  const players = [...document.querySelectorAll<HTMLElement>("[data-time]")]
  const drift = { frames: 0, loops: 0, maxSeconds: 0, maxFrames: 0, longestHoldSeconds: 0 }
  const begin = performance.now()
  let shown = -1
  let since = begin
  for (let now = begin; now - begin < seconds * 1000; ) {
    now = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
    const running = players.filter(({ dataset }) => Number(dataset.frame) < Number(dataset.frames) - 1)
    const times = running.map(({ dataset }) => Number(dataset.time))
    if (times.length > 1) drift.maxSeconds = Math.max(drift.maxSeconds, Math.max(...times) - Math.min(...times))
    const frame = Number(players[0]?.dataset.frame)
    if (frame === shown) continue
    if (shown >= 0) drift.longestHoldSeconds = Math.max(drift.longestHoldSeconds, (now - since) / 1000)
    if (frame < shown) drift.loops += 1
    drift.frames += 1
    shown = frame
    since = now
  }
  drift.maxFrames = drift.maxSeconds * 24
  return drift
}
