import type { ClipMeasures, NotMeasured, Span } from "@/lib/media/measure/schema"

/** Something found in a clip: a span of it, or a cut, which is a moment (both ends the same). */
export type Mark = Span & { name: MarkName }
export type MarkName = "Cut" | "Frozen" | "Black" | "Blurred" | "Blocky" | "Silent" | "Clipped"

/** All that is marked on a clip, in the order of time. What was not measured has no mark: the Measured panel says so. */
export function marksOf(measures: ClipMeasures): Mark[] {
  const { cutsAtSeconds, frozenSpans, blackSpans, blurredSpans, blockySpans, sound } = measures
  const spans = (name: MarkName, found: readonly Span[] | NotMeasured): Mark[] =>
    "notMeasured" in found ? [] : found.map((span) => ({ ...span, name }))
  return [
    ...cutsAtSeconds.map((seconds): Mark => ({ name: "Cut", startSeconds: seconds, endSeconds: seconds })),
    ...spans("Frozen", frozenSpans),
    ...spans("Black", blackSpans),
    ...spans("Blurred", blurredSpans),
    ...spans("Blocky", blockySpans),
    ...("notMeasured" in sound ? [] : [...spans("Silent", sound.silentSpans), ...spans("Clipped", sound.clippedSpans)]),
  ].sort((a, b) => a.startSeconds - b.startSeconds)
}

/** Marks in as few rows as hold them without one lying over another, given how long a name is in seconds. */
export function rowsOf(marks: readonly Mark[], nameSeconds: number): Mark[][] {
  const rows: Mark[][] = []
  for (const mark of marks) {
    const row = rows.find((held) => {
      const last = held.at(-1)
      return !last || Math.max(last.endSeconds, last.startSeconds + nameSeconds) <= mark.startSeconds
    })
    if (row) row.push(mark)
    else rows.push([mark])
  }
  return rows
}
