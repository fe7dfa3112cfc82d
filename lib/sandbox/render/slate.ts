import type { Pixels } from "@/lib/sandbox/render/picture"

/**
 * Letters of 5 × 7 dots, one number per row (the highest of its five bits is the left dot). Drawn here because a bare
 * machine has no fonts for SVG text.
 */
const letters: Record<string, readonly number[]> = {
  A: [14, 17, 17, 31, 17, 17, 17],
  B: [30, 17, 17, 30, 17, 17, 30],
  C: [14, 17, 16, 16, 16, 17, 14],
  D: [30, 17, 17, 17, 17, 17, 30],
  E: [31, 16, 16, 30, 16, 16, 31],
  F: [31, 16, 16, 30, 16, 16, 16],
  G: [14, 17, 16, 23, 17, 17, 15],
  H: [17, 17, 17, 31, 17, 17, 17],
  I: [14, 4, 4, 4, 4, 4, 14],
  J: [7, 2, 2, 2, 2, 18, 12],
  K: [17, 18, 20, 24, 20, 18, 17],
  L: [16, 16, 16, 16, 16, 16, 31],
  M: [17, 27, 21, 21, 17, 17, 17],
  N: [17, 25, 21, 19, 17, 17, 17],
  O: [14, 17, 17, 17, 17, 17, 14],
  P: [30, 17, 17, 30, 16, 16, 16],
  Q: [14, 17, 17, 17, 21, 18, 13],
  R: [30, 17, 17, 30, 20, 18, 17],
  S: [15, 16, 16, 14, 1, 1, 30],
  T: [31, 4, 4, 4, 4, 4, 4],
  U: [17, 17, 17, 17, 17, 17, 14],
  V: [17, 17, 17, 17, 17, 10, 4],
  W: [17, 17, 17, 21, 21, 27, 17],
  X: [17, 17, 10, 4, 10, 17, 17],
  Y: [17, 17, 10, 4, 4, 4, 4],
  Z: [31, 1, 2, 4, 8, 16, 31],
  "0": [14, 17, 19, 21, 25, 17, 14],
  "1": [4, 12, 4, 4, 4, 4, 14],
  "2": [14, 17, 1, 6, 8, 16, 31],
  "3": [30, 1, 1, 14, 1, 1, 30],
  "4": [2, 6, 10, 18, 31, 2, 2],
  "5": [31, 16, 30, 1, 1, 17, 14],
  "6": [6, 8, 16, 30, 17, 17, 14],
  "7": [31, 1, 2, 4, 8, 8, 8],
  "8": [14, 17, 17, 14, 17, 17, 14],
  "9": [14, 17, 17, 15, 1, 2, 12],
  ".": [0, 0, 0, 0, 0, 12, 12],
  "-": [0, 0, 0, 14, 0, 0, 0],
  "·": [0, 0, 0, 4, 0, 0, 0],
  "/": [1, 1, 2, 4, 8, 16, 16],
  _: [0, 0, 0, 0, 0, 0, 31],
}

/** A frame-sized transparent picture with a line of capitals on a dim plate at the bottom left. */
export function drawSlate(text: string, width: number, height: number): Pixels {
  const line = [...text.toUpperCase()]
  const fitting = Math.floor((width * 0.9) / (line.length * 6 + 6))
  const dot = Math.max(1, Math.min(Math.round(Math.min(width, height) / 400), fitting))
  const margin = Math.round(Math.min(width, height) * 0.035)
  const plate = { width: (line.length * 6 + 5) * dot, height: 13 * dot }
  const data = new Uint8Array(width * height * 4)
  const left = margin
  const top = height - margin - plate.height
  const paint = (x: number, y: number, value: number, alpha: number) => {
    if (x < 0 || y < 0 || x >= width || y >= height) return
    data.set([value, value, value, alpha], (y * width + x) * 4)
  }
  for (let y = 0; y < plate.height; y++) for (let x = 0; x < plate.width; x++) paint(left + x, top + y, 8, 120)
  line.forEach((letter, index) => {
    const rows = letters[letter] ?? []
    rows.forEach((bits, row) => {
      for (let column = 0; column < 5; column++) {
        if ((bits & (16 >> column)) === 0) continue
        for (let y = 0; y < dot; y++) {
          for (let x = 0; x < dot; x++) paint(left + (3 + index * 6 + column) * dot + x, top + (3 + row) * dot + y, 236, 235)
        }
      }
    })
  })
  return { data, width, height, channels: 4 }
}
