/** A piece of HTML that may stand in a page as it is. */
export type Markup = { readonly markup: string }

type Value = Markup | readonly Markup[] | string | number | null | false

/** HTML with values in it: words are escaped, pieces stand as they are, null and false are nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return { markup: parts.map((part, place) => part + (place < values.length ? written(values[place] ?? null) : "")).join("") }
}

function written(value: Value): string {
  if (value === null || value === false) return ""
  if (typeof value === "object" && "markup" in value) return value.markup
  if (Array.isArray(value)) return value.map(({ markup }) => markup).join("")
  return escaped(String(value))
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" }

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => entities[letter] ?? "")
}

export type TableColumn<Row> = { head: string; cell: (row: Row) => Markup | string; isWords?: boolean }

/** A table: words left, figures right. */
export function table<Row>(rows: readonly Row[], columns: readonly TableColumn<Row>[]): Markup {
  const className = ({ isWords }: TableColumn<Row>) => (isWords ? "words" : "figure")
  return html`<div class="wide"><table><thead><tr>${columns.map((column) => html`<th class="${className(column)}">${column.head}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) => html`<tr>${columns.map((column) => html`<td class="${className(column)}">${column.cell(row)}</td>`)}</tr>
`,
  )}</tbody></table></div>`
}
