import { type Figure, type Finding, isMet, isMissing, isRatio, ratioOf } from "@/bench/row"

export type RowResult = { row: string; budget: string; seconds: number; findings: Finding[] }

const heads = ["row", "what", "ours", "baseline", "ratio", "budget", "met"]

/** One plain table of all rows, with the notes below it. */
export function printTable(results: readonly RowResult[]): string {
  const notes: string[] = []
  const lines = results.flatMap(({ row, findings }) =>
    findings.map((finding) => {
      if (isMissing(finding)) return [row, finding.what, `not measured: ${finding.notMeasured}`, "", "", "", "-"]
      const mark = finding.note ? ` [${notes.push(finding.note)}]` : ""
      return [row, `${finding.what}${mark}`, ...cells(finding)]
    }),
  )
  const isNote = (line: readonly string[]) => line.at(-1) === "-"
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...lines.filter((line) => column < 2 || !isNote(line)).map((line) => line[column]?.length ?? 0)),
  )
  const print = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd()
  const rule = widths.map((width) => "-".repeat(width))
  return [print(heads), print(rule), ...lines.map(print), ...notes.map((note, index) => `[${index + 1}] ${note}`)].join("\n")
}

function cells(figure: Figure): string[] {
  const { unit, ours, baseline, budget } = figure
  const [sign, bound] = "most" in budget ? ["≤", budget.most] : ["≥", budget.least]
  return [
    `${number(ours)} ${unit}`,
    baseline ? `${number(baseline.value)} ${unit} (${baseline.what})` : "the budget",
    Number.isFinite(ratioOf(figure)) ? `${ratioOf(figure).toFixed(2)} ×` : "-",
    isRatio(figure) ? `${sign} ${bound} ×` : `${sign} ${number(bound)} ${unit}`,
    isMet(figure) ? "met" : "NOT MET",
  ]
}

function number(value: number): string {
  if (value >= 100 || Number.isInteger(value)) return Math.round(value).toLocaleString("en")
  return value.toFixed(value >= 10 ? 1 : 2)
}

/** The same for programs. */
export function toJson(results: readonly RowResult[]) {
  return results.map(({ findings, ...row }) => ({
    ...row,
    findings: findings.map((finding) =>
      isMissing(finding) ? finding : { ...finding, ratio: ratioOf(finding), isMet: isMet(finding) },
    ),
  }))
}
