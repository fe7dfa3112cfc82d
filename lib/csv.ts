/** Null is an empty cell: not measured, not known. */
export type Cell = string | number | boolean | null

/** A table as RFC 4180 has it, its head first. */
export function csvOf(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return csvRows([columns, ...rows])
}

/**
 * Rows alone, for a file that is written in parts. Words are put on one line and can never be run as a formula by a
 * spreadsheet; numbers stand as they are, in full.
 */
export function csvRows(rows: readonly (readonly Cell[])[]): string {
  return rows.map((cells) => `${cells.map(written).join(",")}\r\n`).join("")
}

/** On one line, and never a formula: a spreadsheet runs what begins with = + - or @. */
export function textCell(text: string): string {
  const line = text.replace(/\s+/g, " ").trim()
  return /^[=+\-@]/.test(line) ? `'${line}` : line
}

function written(cell: Cell): string {
  if (cell === null) return ""
  if (typeof cell !== "string") return String(cell)
  const text = textCell(cell)
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
