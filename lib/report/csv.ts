import { textCell } from "@/lib/report/labels"

/** Null is an empty cell: not measured, not known. */
export type Cell = string | number | boolean | null

/**
 * A table as RFC 4180 has it. Words are put on one line and can never be run as a formula by a spreadsheet; numbers stand as
 * they are, in full.
 */
export function csvOf(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [columns, ...rows].map((cells) => `${cells.map(written).join(",")}\r\n`).join("")
}

function written(cell: Cell): string {
  if (cell === null) return ""
  if (typeof cell !== "string") return String(cell)
  const text = textCell(cell)
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
