import type { Chart, Shape } from "@/lib/report/front-chart"

const strokes = { ink: "stroke-ink-2", grid: "stroke-line", interval: "stroke-edge" } as const
const fills = { strong: "fill-ink font-medium", plain: "fill-ink-2", axis: "fill-ink-3" } as const

/** A chart of lib/report as the page draws it; the export draws the same shapes. `label` says what it shows. */
export function Drawing({ chart, label }: { chart: Chart; label: string }) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${chart.width} ${chart.height}`}
      className="block w-full max-w-[560px] break-inside-avoid print:max-w-96"
    >
      {chart.shapes.map((shape, place) => (
        <Part key={place} shape={shape} />
      ))}
    </svg>
  )
}

function Part({ shape }: { shape: Shape }) {
  if (shape.kind === "line") {
    const { kind, tone, ...ends } = shape
    return <line {...ends} className={strokes[tone]} strokeWidth={tone === "ink" ? 1.25 : 1} />
  }
  if (shape.kind === "point") {
    const { x, y, isFilled } = shape
    return (
      <circle
        cx={x}
        cy={y}
        r={isFilled ? 5 : 4.25}
        strokeWidth="1.5"
        className={isFilled ? "fill-ink" : "fill-panel stroke-ink-2"}
      />
    )
  }
  return (
    <text x={shape.x} y={shape.y} textAnchor={shape.anchor} fontSize="11" className={fills[shape.tone]}>
      {shape.text}
    </text>
  )
}
