/** Where a span of seconds lies on the time base; what lies beyond its end is cut off. */
export function spanStyle(startSeconds: number, endSeconds: number, totalSeconds: number) {
  const percent = (seconds: number) => `${(Math.min(totalSeconds, seconds) / totalSeconds) * 100}%`
  return { left: percent(startSeconds), width: percent(Math.min(totalSeconds, endSeconds) - startSeconds) }
}
