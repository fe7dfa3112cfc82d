/** What the order of a gallery needs of a take. */
type Placed = { generationId: string; shotId: string; number: number }

/** The first 48 bits of a UUIDv7, as written: its millisecond. */
const millisecond = (id: string) => id.slice(0, 13)

/**
 * Newest first. Takes of one press are born in the same millisecond, in which their ids are drawn by lot: they stand by
 * their number.
 */
export function newestFirst(a: Placed, b: Placed): number {
  const [bornA, bornB] = [millisecond(a.generationId), millisecond(b.generationId)]
  if (bornA !== bornB) return bornA < bornB ? 1 : -1
  if (a.shotId === b.shotId) return b.number - a.number
  return a.generationId < b.generationId ? 1 : -1
}
