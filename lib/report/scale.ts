/** An axis: where values lie between its ends, 0 to 1, and the ticks to print. */
export type Scale = { least: number; most: number; ticks: number[]; at(value: number): number }

/** An axis of ratings around these intervals, with ticks at round points; it always holds 1000, the average. */
export function ratingScale(intervals: readonly { low: number; high: number }[]): Scale {
  const low = Math.min(950, ...intervals.map((interval) => interval.low))
  const high = Math.max(1050, ...intervals.map((interval) => interval.high))
  const step = [25, 50, 100, 200, 500, 1000].find((each) => (high - low) / each <= 7) ?? 2000
  const least = Math.floor(low / step) * step
  const most = Math.ceil(high / step) * step
  const ticks = Array.from({ length: Math.round((most - least) / step) + 1 }, (_, place) => least + place * step)
  return { least, most, ticks, at: (value) => (value - least) / (most - least) }
}

const roundPrices = [1, 1.5, 2, 3, 5, 7.5]

/** An axis of prices that grows by factors: a tenth and a fifth of a cent are as far apart as ten and twenty dollars. */
export function priceScale(micros: readonly number[]): Scale {
  const least = Math.min(...micros) / 1.35
  const most = Math.max(...micros) * 1.35
  const width = Math.log(most / least)
  const at = (value: number) => Math.log(value / least) / width
  const decades = Array.from({ length: 12 }, (_, place) => 10 ** (place - 1))
  const round = decades.flatMap((decade) => roundPrices.map((price) => price * decade))
  const ticks: number[] = []
  for (const tick of round) {
    const before = ticks.at(-1)
    if (tick >= least && tick <= most && (before === undefined || at(tick) - at(before) >= 0.13)) ticks.push(tick)
  }
  return { least, most, ticks, at }
}
