import type { Chart, Shape } from "@/lib/report/front-chart"
import { html, type Markup } from "@/lib/report/html/markup"
import type { RatingLine } from "@/lib/report/question-report"
import type { Scale } from "@/lib/report/scale"

const ink = "#1c1c1c"
const second = "#555"
const strokes = { ink: second, grid: "#ddd", interval: "#999" } as const
const fills = { strong: ink, plain: "#444", axis: second } as const

const percent = (share: number) => `${(share * 100).toFixed(2)}%`

/** A model's interval on the axis that all rows share, as the page draws it. */
export function intervalMarkup(line: RatingLine, scale: Scale): Markup {
  const [low, at, high] = [line.low, line.rating, line.high].map((value) => percent(scale.at(value)))
  const tone = line.isFirm ? ink : second
  const stroke = (x1 = "", x2 = "", y1 = 15, y2 = 15, dashes = "none") =>
    html`<line x1="${x1}" x2="${x2}" y1="${y1}" y2="${y2}" stroke="${tone}" stroke-width="1.5" stroke-dasharray="${dashes}"/>`
  return html`<svg width="100%" height="30" aria-hidden="true">
${scale.ticks.map(
  (tick) =>
    html`<line x1="${percent(scale.at(tick))}" x2="${percent(scale.at(tick))}" y1="0" y2="100%" stroke="${tick === 1000 ? "#aaa" : "#e4e4e4"}"/>`,
)}${stroke(low, high, 15, 15, line.isFirm ? "none" : "4 3")}${stroke(low, low, 10, 20)}${stroke(high, high, 10, 20)}
<circle cx="${at ?? ""}" cy="15" r="${line.isFirm ? 4.5 : 4}" fill="${line.isFirm ? ink : "#fff"}" stroke="${tone}" stroke-width="1.5"/></svg>`
}

/** The axis over the intervals. */
export function axisMarkup(scale: Scale): Markup {
  return html`<svg width="100%" height="14" aria-hidden="true">${scale.ticks.map(
    (tick) => html`<text x="${percent(scale.at(tick))}" y="11" text-anchor="middle" fill="${second}">${tick}</text>`,
  )}</svg>`
}

/** A chart of shapes, as the page draws it. */
export function chartMarkup(chart: Chart, label: string): Markup {
  return html`<svg role="img" aria-label="${label}" viewBox="0 0 ${chart.width} ${chart.height}" style="width:100%;max-width:520px">${chart.shapes.map(part)}</svg>`
}

function part(shape: Shape): Markup {
  if (shape.kind === "line") {
    const { x1, y1, x2, y2, tone } = shape
    return html`<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${strokes[tone]}"/>`
  }
  if (shape.kind === "point") {
    const { x, y, isFilled } = shape
    return html`<circle cx="${x}" cy="${y}" r="4.5" fill="${isFilled ? ink : "#fff"}" stroke="${ink}" stroke-width="1.5"/>`
  }
  const weight = shape.tone === "strong" ? "600" : "400"
  return html`<text x="${shape.x}" y="${shape.y}" text-anchor="${shape.anchor}" fill="${fills[shape.tone]}" style="font-weight:${weight}">${shape.text}</text>`
}
