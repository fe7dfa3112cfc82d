import { plural } from "@/lib/format"
import { frontChart } from "@/lib/report/front-chart"
import { axisMarkup, chartMarkup, intervalMarkup } from "@/lib/report/html/charts"
import { html, type Markup, table } from "@/lib/report/html/markup"
import { matrixWords, priceWords } from "@/lib/report/method"
import type { QuestionReport, RatingLine } from "@/lib/report/question-report"
import { ratingScale } from "@/lib/report/scale"
import { percentWords, pointRule, stateFinding } from "@/lib/report/words"

/** The tables of one tag or mode of a question. */
export type GroupReport = { name: string; report: QuestionReport }

/** Everything about one question: findings, ratings with their intervals, prices, wins, and each mode and tag by itself. */
export function questionMarkup(report: QuestionReport, groups: readonly GroupReport[]): Markup {
  const { question, table: rated } = report
  if (!rated) return html`<section><h2>${question}</h2><p>No ballot counts here yet.</p></section>`
  return html`<section><h2>${question}</h2>
<p class="second">${plural(rated.ballots, "ballot")} of ${plural(report.judges, "judge")} on ${plural(report.shots, "shot")}. ${report.pooled}${report.pooled !== null && " Each mode by itself is further down."}</p>
<ul>${report.findings.map(({ lead, rest }) => html`<li><strong>${lead}</strong> ${rest}</li>`)}</ul>
${ratingMarkup(rated.lines)}
<div class="pair">${
    report.front.length > 0 &&
    html`<div class="whole"><h3>Price and rating</h3><p class="second">${priceWords}</p>${chartMarkup(frontChart(report.front), `Rating against price for ${question}`)}</div>`
  }<div class="whole wide"><h3>How often the row beats the column</h3><p class="second">${matrixWords}</p>${matrixMarkup(report)}</div></div>
${groups.length > 0 && html`<h3>By mode and by tag</h3><div class="two">${groups.map(groupMarkup)}</div>`}</section>`
}

function ratingMarkup(lines: readonly RatingLine[]): Markup {
  const scale = ratingScale(lines)
  return html`<div class="wide"><table><thead><tr><th>Rank</th><th>Model</th><th class="chart">${axisMarkup(scale)}</th><th class="figure">Rating</th>
<th class="figure">95 % interval</th><th class="figure">Ballots</th></tr></thead><tbody>${lines.map(
    (
      line,
    ) => html`<tr><td>${line.rank}${line.isShared && " shared"}</td><td><strong>${line.model}</strong>${line.note && `, ${line.note}`}</td>
<td class="chart">${intervalMarkup(line, scale)}</td><td class="figure"><strong>${Math.round(line.rating)}</strong></td>
<td class="figure">${intervalWords(line)}</td><td class="figure">${line.ballots}</td></tr>`,
  )}</tbody></table></div><p class="second">${pointRule}</p>`
}

function matrixMarkup({ table: rated, matrix }: QuestionReport): Markup {
  const models = rated?.lines.map(({ model }) => model) ?? []
  const rows = models.map(
    (model, row) =>
      html`<tr><th>${model}</th>${models.map((_, column) => {
        const cell = matrix[row]?.[column]
        if (!cell) return html`<td>${row === column ? "" : "–"}</td>`
        const share = cell.wins / cell.meetings
        const shade = Math.round(250 - 60 * share)
        return html`<td style="background:rgb(${shade},${shade},${shade})">${percentWords(share)}<br><span class="second">${cell.wins}/${cell.meetings}</span></td>`
      })}</tr>`,
  )
  return html`<table class="matrix"><thead><tr><th></th>${models.map((model) => html`<th>${model}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`
}

function groupMarkup({ name, report: { table: rated } }: GroupReport): Markup {
  if (!rated) return html``
  const { lead, rest } = stateFinding(rated.state)
  return html`<div class="group"><p><strong>${name}</strong>, ${plural(rated.ballots, "ballot")}. ${lead} ${rest}</p>${
    rated.state.word !== "not_enough" &&
    table(rated.lines, [
      { head: "Rank", isWords: true, cell: ({ rank, isShared }) => `${rank}${isShared ? " shared" : ""}` },
      { head: "Model", isWords: true, cell: ({ model }) => model },
      { head: "Rating", cell: ({ rating }) => String(Math.round(rating)) },
      { head: "95 % interval", cell: intervalWords },
      { head: "Ballots", cell: ({ ballots }) => String(ballots) },
    ])
  }</div>`
}

function intervalWords({ low, high }: { low: number; high: number }): string {
  return `${Math.round(low)}–${Math.round(high)}`
}
