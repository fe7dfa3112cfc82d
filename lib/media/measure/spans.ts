import type { Span } from "@/lib/media/measure/schema"

/** One look at the clip: when, until when it holds, and whether it shows what is sought. */
export type Look = { atSeconds: number; untilSeconds: number; isHit: boolean }

/**
 * Joins looks in order of time into spans of at least `minSeconds`. One look without it inside a span does not end it:
 * a key frame often differs a little.
 */
export function spansOf(looks: readonly Look[], minSeconds: number): Span[] {
  const spans: Span[] = []
  let open: Span | undefined
  let misses = 0
  for (const { atSeconds, untilSeconds, isHit } of looks) {
    if (isHit) {
      open ??= { startSeconds: atSeconds, endSeconds: untilSeconds }
      open.endSeconds = untilSeconds
      misses = 0
    } else if (open && ++misses > 1) {
      spans.push(open)
      open = undefined
    }
  }
  if (open) spans.push(open)
  return spans.filter(({ startSeconds, endSeconds }) => endSeconds - startSeconds >= minSeconds - 1e-6)
}
