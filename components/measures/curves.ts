import type { ClipMeasures, NotMeasured } from "@/lib/media/measure/schema"

export const curveNames = ["motion", "sharpness", "brightness", "colourDrift", "paletteDrift", "pictureDrift"] as const
export type CurveName = (typeof curveNames)[number]

type CurveFacts = {
  label: string
  /** What it is and in what it is counted. */
  meaning: string
  /** The top of the scale is at least this, so that next to nothing looks like next to nothing. */
  leastTop: number
  digits: number
}

export const curveFacts: Record<CurveName, CurveFacts> = {
  motion: {
    label: "Motion",
    meaning: "Way of what can be followed, in widths of the picture a second",
    leastTop: 0.05,
    digits: 3,
  },
  sharpness: { label: "Sharpness", meaning: "Of the sharpest part of the picture, 0 to 1", leastTop: 1, digits: 2 },
  brightness: { label: "Brightness", meaning: "Mean luma, 0 is black and 1 is white", leastTop: 1, digits: 2 },
  colourDrift: {
    label: "Colour drift",
    meaning: "Mean colour against the first second, in ΔE00; about 1 can be seen",
    leastTop: 5,
    digits: 1,
  },
  paletteDrift: {
    label: "Palette drift",
    meaning: "Share of the colours that are not those of the first second, wherever they lie",
    leastTop: 0.2,
    digits: 2,
  },
  pictureDrift: {
    label: "Picture drift",
    meaning: "Light of each part of the picture against the first second, 0 to 1",
    leastTop: 0.1,
    digits: 3,
  },
}

/** Seconds of one clip in which a curve is not measured, and why. */
export type Gap = { startSeconds: number; endSeconds: number; why: string }
/** A line of at least two points; seconds from the clip's first frame. */
export type Line = { seconds: number; value: number }[]

/** A curve as lines between its gaps. A second's value stands in its middle and, at either end of a line, for all of it. */
export function curveOf(values: ClipMeasures["perSecond"][CurveName], durationSeconds: number): { lines: Line[]; gaps: Gap[] } {
  const lines: Line[] = []
  const gaps: Gap[] = []
  let run: Line = []
  for (const [second, value] of values.entries()) {
    const end = second === values.length - 1 ? Math.max(durationSeconds, second) : second + 1
    if (typeof value !== "number") {
      const last = gaps.at(-1)
      if (last?.endSeconds === second && last.why === value.notMeasured) last.endSeconds = end
      else gaps.push({ startSeconds: second, endSeconds: end, why: value.notMeasured })
      run = []
      continue
    }
    if (run.length === 0) lines.push((run = [{ seconds: second, value }]))
    else run.pop()
    run.push({ seconds: (second + end) / 2, value }, { seconds: end, value })
  }
  return { lines, gaps }
}

/** The value in force at a moment of the clip; null before its first second, after its last, and where there is none. */
export function valueAt(values: ClipMeasures["perSecond"][CurveName], seconds: number): number | NotMeasured | null {
  return values[Math.floor(seconds + 1e-6)] ?? null
}

/** The top of the one scale on which several takes' curves are drawn. */
export function topOf(name: CurveName, all: readonly ClipMeasures[]): number {
  const values = all.flatMap(({ perSecond }): readonly (number | NotMeasured)[] => perSecond[name])
  const numbers = values.filter((value) => typeof value === "number")
  return Math.max(curveFacts[name].leastTop, ...numbers)
}

export function valueWords(name: CurveName, value: number): string {
  return value.toFixed(curveFacts[name].digits)
}
