import type { Half } from "@/lib/drills/schema"

/** About as wide as it is drawn, so that its words have the size that they say. */
const width = 400
const height = 96
const left = 24
const bottom = 16
/** The top is at least this, so that next to nothing looks like next to nothing. ΔE00. */
const leastTop = 5

/** Colour drift second by second, of the two takes that are shown: words white, frame in `cue`, on one scale. */
export function DriftChart({ name, lines }: { name: string; lines: Record<Half, readonly number[]> }) {
  const { words, frame } = lines
  if (words.length < 2 && frame.length < 2) return null
  const top = Math.max(leastTop, ...words, ...frame)
  const seconds = Math.max(words.length, frame.length) - 1
  const x = (second: number) => left + ((width - left - 4) * second) / Math.max(1, seconds)
  const y = (value: number) => 6 + (height - bottom - 6) * (1 - value / top)
  const points = (values: readonly number[]) =>
    values.map((value, at) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(" ")
  const said = (values: readonly number[]) =>
    values.length < 2 ? "not measured" : values.map((value) => value.toFixed(1)).join(", ")
  return (
    <figure className="max-w-100 break-inside-avoid">
      <figcaption className="flex justify-between gap-3 text-12 text-ink-3">
        <span>Colour drift by second, ΔE00</span>
        <span className="flex gap-3">
          <Key className="bg-ink" words="words" />
          <Key className="bg-cue" words="frame" />
        </span>
      </figcaption>
      <svg
        role="img"
        aria-label={`${name}, colour drift by second in ΔE00. From words: ${said(words)}. From a frame: ${said(frame)}.`}
        viewBox={`0 0 ${width} ${height}`}
        className="mt-1 w-full text-ink-3"
      >
        {[0, top].map((value) => (
          <g key={value}>
            <line x1={left} x2={width - 4} y1={y(value)} y2={y(value)} stroke="var(--color-line-strong)" />
            <text x={left - 4} y={y(value) + 4} textAnchor="end" fontSize="11" fill="currentColor">
              {Math.round(value)}
            </text>
          </g>
        ))}
        <text x={left} y={height - 3} fontSize="11" fill="currentColor">
          0 s
        </text>
        <text x={width - 4} y={height - 3} textAnchor="end" fontSize="11" fill="currentColor">
          {seconds} s
        </text>
        <polyline points={points(words)} fill="none" stroke="var(--color-ink)" strokeWidth="1.5" />
        <polyline points={points(frame)} fill="none" stroke="var(--color-cue)" strokeWidth="1.5" strokeDasharray="4 2" />
      </svg>
    </figure>
  )
}

function Key({ className, words }: { className: string; words: string }) {
  return (
    <span className="flex items-center gap-1">
      <span aria-hidden="true" className={`h-0.5 w-3 ${className} [print-color-adjust:exact]`} />
      {words}
    </span>
  )
}
