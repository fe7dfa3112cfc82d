export type Random = () => number

/** Numbers from 0 (included) to 1 (not), the same on every machine for the same words (FNV-1a into mulberry32). */
export function randomFrom(...words: readonly (string | number)[]): Random {
  let state = 0x811c9dc5
  for (const letter of words.join("\n")) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * Fills the list with draws around 1 that are never below 0, with this standard deviation: 1 + s(E − 1), E exponential,
 * cut off at 0 (only beyond a deviation of 1).
 */
export function fillMultipliers(list: Float64Array, deviation: number, random: Random): Float64Array {
  for (let i = 0; i < list.length; i++) list[i] = Math.max(0, 1 + deviation * (-Math.log(1 - random()) - 1))
  return list
}
