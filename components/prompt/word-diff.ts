export type DiffPart = { kind: "same" | "added" | "struck"; text: string }

/** More cells than this, and the changed middle is shown as replaced whole: a diff must not hold up typing. */
const mostCells = 250_000

/** What changed from one wording to the next, word by word; spaces travel with the word before them. */
export function wordDiff(before: string, after: string): DiffPart[] {
  const a = before.match(/\S+\s*/g) ?? []
  const b = after.match(/\S+\s*/g) ?? []
  const same = (i: number, j: number) => a[i]?.trim() === b[j]?.trim()
  let start = 0
  while (start < a.length && start < b.length && same(start, start)) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && same(a.length - 1 - end, b.length - 1 - end)) end++
  const middle = changedMiddle(a.slice(start, a.length - end), b.slice(start, b.length - end))
  const parts: DiffPart[] = [
    { kind: "same", text: b.slice(0, start).join("") },
    ...middle,
    { kind: "same", text: b.slice(b.length - end).join("") },
  ]
  return joined(parts)
}

function changedMiddle(a: readonly string[], b: readonly string[]): DiffPart[] {
  if (a.length * b.length > mostCells) {
    return [
      { kind: "struck", text: a.join("") },
      { kind: "added", text: b.join("") },
    ]
  }
  // Longest common subsequence, from the end, so that it can be read off from the front.
  const width = b.length + 1
  const table = new Uint32Array((a.length + 1) * width)
  const at = (i: number, j: number) => table[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i * width + j] = a[i]?.trim() === b[j]?.trim() ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const parts: DiffPart[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]]
    if (left !== undefined && right !== undefined && left.trim() === right.trim()) {
      parts.push({ kind: "same", text: right })
      i++
      j++
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      parts.push({ kind: "struck", text: left })
      i++
    } else if (right !== undefined) {
      parts.push({ kind: "added", text: right })
      j++
    }
  }
  return parts
}

function joined(parts: readonly DiffPart[]): DiffPart[] {
  const result: DiffPart[] = []
  for (const part of parts) {
    if (part.text === "") continue
    const last = result.at(-1)
    if (last?.kind === part.kind) last.text += part.text
    else result.push({ ...part })
  }
  return result
}

/** The change in one line: it begins a few words before the first changed word. Empty when nothing changed. */
export function diffExcerpt(parts: readonly DiffPart[]): DiffPart[] {
  const first = parts.findIndex((part) => part.kind !== "same")
  if (first < 0) return []
  const lead = first > 0 ? (parts[first - 1]?.text ?? "") : ""
  const words = lead.match(/\S+\s*/g) ?? []
  const context = words.length > 6 ? `…${words.slice(-5).join("")}` : lead
  return [...(context ? [{ kind: "same" as const, text: context }] : []), ...parts.slice(first)]
}
