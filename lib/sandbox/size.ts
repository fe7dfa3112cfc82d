export type Size = { width: number; height: number }

/** Even sides with the given shorter one. `ratio` is width over height. */
export function sizeOf(shortSide: number, ratio: number): Size {
  const even = (value: number) => Math.max(2, Math.round(value / 2) * 2)
  return ratio >= 1
    ? { width: even(shortSide * ratio), height: even(shortSide) }
    : { width: even(shortSide), height: even(shortSide / ratio) }
}

/** "16:9" → 1.777…; "1280:720" → the same. */
export function ratioOf(words: string): number {
  const [width, height] = words.split(":").map(Number)
  return width && height ? width / height : 16 / 9
}

/** "1280:720" → those pixels. */
export function pixelsOf(pair: string): Size {
  const [width = 1280, height = 720] = pair.split(":").map(Number)
  return { width, height }
}

/** Shorter side in pixels of the words vendors use: "720p", "768P", "2k", "4k". */
export function shortSideOf(resolution: string): number {
  const word = resolution.toLowerCase()
  if (word === "4k") return 2160
  if (word === "2k") return 1440
  return Number.parseInt(word, 10)
}
