import { expect, test } from "vitest"
import { differ, differenceWords, gains, gridOf, heatTable, inside, reducedTo } from "@/components/compare/difference"

const grid = { width: 4, height: 2 }
const box = { left: 0, top: 0, ...grid }

function noise(seed: number): Uint8ClampedArray {
  let state = seed
  return Uint8ClampedArray.from({ length: grid.width * grid.height * 4 }, (_, at) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return at % 4 === 3 ? 255 : state >> 16
  })
}

test("every channel of every pixel is the absolute difference times the gain, held at 255, and opaque", () => {
  const [a, b] = [noise(1), noise(2)]
  for (const gain of gains) {
    const out = new Uint8ClampedArray(a.length)
    differ(a, b, out, { grid, box, gain, isHeat: false })
    const expected = a.map((value, at) => (at % 4 === 3 ? 255 : Math.min(255, Math.abs(value - (b[at] ?? 0)) * gain)))
    expect(out).toEqual(expected)
  }
})

test("mean and greatest are of the pictures, whatever the gain", () => {
  const a = new Uint8ClampedArray(grid.width * grid.height * 4).fill(100)
  const b = a.slice()
  b[0] = 106
  b[5] = 40
  const out = new Uint8ClampedArray(a.length)
  for (const gain of gains)
    expect(differ(a, b, out, { grid, box, gain, isHeat: true })).toEqual({
      mean: 66 / 24,
      greatest: 60,
      differingPixels: 2,
      pixels: 8,
    })
})

test("equal pictures are black everywhere, in grey and in heat", () => {
  const a = noise(3)
  for (const isHeat of [false, true]) {
    const out = noise(4)
    const found = differ(a, a.slice(), out, { grid, box, gain: 16, isHeat })
    expect(found).toEqual({ mean: 0, greatest: 0, differingPixels: 0, pixels: 8 })
    expect([...out].every((value, at) => value === (at % 4 === 3 ? 255 : 0))).toBe(true)
  }
})

test("where only one of them has a picture nothing is counted and nothing shown", () => {
  const a = new Uint8ClampedArray(grid.width * grid.height * 4).fill(255)
  const b = new Uint8ClampedArray(a.length)
  const out = new Uint8ClampedArray(a.length)
  const found = differ(a, b, out, { grid, box: { left: 1, top: 0, width: 2, height: 2 }, gain: 1, isHeat: false })
  expect(found).toEqual({ mean: 255, greatest: 255, differingPixels: 4, pixels: 4 })
  expect([...out.slice(0, 12)]).toEqual([0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255])
})

test("heat gets lighter with every stop and ends in white", () => {
  const heat = heatTable()
  const light = (value: number) =>
    0.2126 * (heat[value * 3] ?? 0) + 0.7152 * (heat[value * 3 + 1] ?? 0) + 0.0722 * (heat[value * 3 + 2] ?? 0)
  for (let value = 1; value < 256; value++) expect(light(value)).toBeGreaterThanOrEqual(light(value - 1) - 0.5)
  expect([...heat.slice(0, 3), ...heat.slice(-3)]).toEqual([0, 0, 0, 255, 255, 255])
})

test("two sizes meet on the coarser one's grid in A's shape", () => {
  const [hd, small] = [
    { width: 1920, height: 1080 },
    { width: 1280, height: 720 },
  ]
  expect(gridOf(hd, small)).toMatchObject({ grid: small, b: { left: 0, top: 0, ...small } })
  expect(gridOf(small, hd)).toMatchObject({ grid: small, b: { left: 0, top: 0, ...small } })
  expect(gridOf(small, small).grid).toEqual(small)
  const square = { width: 720, height: 720 }
  expect(gridOf(small, square)).toMatchObject({ grid: small, b: { left: 280, top: 0, width: 720, height: 720 } })
  expect(gridOf(square, small)).toMatchObject({ grid: square, b: { left: 0, top: 157, width: 720, height: 405 } })
  const tiny = { width: 320, height: 320 }
  expect(gridOf(small, tiny)).toMatchObject({
    grid: { width: 569, height: 320 },
    b: { left: 124, top: 0, width: 320, height: 320 },
  })
})

test("while it plays the grid is reduced, and one that is small enough stays", () => {
  expect(reducedTo({ width: 1280, height: 720 }, 160_000)).toEqual({ width: 533, height: 300 })
  expect(reducedTo(grid, 160_000)).toEqual(grid)
  expect(inside({ width: 100, height: 50 }, { width: 50, height: 50 })).toEqual({ left: 0, top: 12, width: 50, height: 25 })
})

test("a difference is told in words", () => {
  expect(differenceWords({ mean: 0, greatest: 0, differingPixels: 0, pixels: 9 })).toBe(
    "No difference: every pixel is the same",
  )
  expect(differenceWords({ mean: 1.417, greatest: 97, differingPixels: 34, pixels: 100 })).toBe(
    "Mean difference 1.42 of 255, greatest 97, 34 % of the pixels differ",
  )
  expect(differenceWords({ mean: 0.0001, greatest: 1, differingPixels: 1, pixels: 1000 })).toBe(
    "Mean difference below 0.01 of 255, greatest 1, less than 1 % of the pixels differ",
  )
})
