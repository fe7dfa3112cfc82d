export function median(values: readonly number[]): number {
  return percentile(values, 50)
}

/** Nearest rank; `share` in percent. Throws on an empty list: a figure of nothing is no figure. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil((share / 100) * sorted.length) - 1)]
  if (value === undefined) throw new Error("Nothing was measured.")
  return value
}

/** Milliseconds that the work took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/**
 * The medians of several things in milliseconds, measured in turns, so that whatever else the machine does meanwhile
 * falls on all of them alike. The first `warmUp` turns do not count.
 */
export async function inTurns<Name extends string>(
  contestants: Record<Name, (turn: number) => Promise<unknown>>,
  { turns, warmUp }: { turns: number; warmUp: number },
): Promise<Record<Name, number>> {
  const names = Object.keys(contestants) as Name[]
  const samples = new Map(names.map((name) => [name, [] as number[]]))
  for (let turn = 0; turn < warmUp + turns; turn++) {
    for (const name of turn % 2 ? names.toReversed() : names) {
      const milliseconds = await timed(() => contestants[name](turn))
      if (turn >= warmUp) samples.get(name)?.push(milliseconds)
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(samples.get(name) ?? [])])) as Record<Name, number>
}
