import { textCell } from "@/lib/csv"

/** Something under an id, and what people call it. `detail` tells it from another of the same name. */
export type Named = { id: string; label: string; detail?: string }

/**
 * One label per id that no other has and that a spreadsheet takes as text: what the report shows, rates by and writes into
 * its files. The same list in any order gives the same labels.
 */
export function uniqueLabels(entries: readonly Named[]): ReadonlyMap<string, string> {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const sorted = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  const shared = countOf(sorted.map(({ label }) => textCell(label)))
  const taken = new Set<string>()
  return new Map(
    sorted.map(({ id, label, detail }) => {
      const name = textCell(label)
      const wished = (shared.get(name) ?? 0) > 1 && detail !== undefined ? `${name} (${detail})` : name
      let free = wished
      for (let number = 2; taken.has(free); number++) free = `${wished} (${number})`
      taken.add(free)
      return [id, free]
    }),
  )
}

function countOf(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}
