import { expect, test } from "vitest"
import { deltaE2000, type Lab, labOf, rgbOf } from "@/lib/media/measure/colour"

/** From table 1 of G. Sharma, W. Wu, E. Dalal, "The CIEDE2000 Color-Difference Formula", Color Research and Application 30(1), 2005. */
const pairs: readonly [Lab, Lab, number][] = [
  [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
  [[50, -1, 2], [50, 0, 0], 2.3669],
  [[50, 2.49, -0.001], [50, -2.49, 0.0009], 7.1792],
  [[50, 2.49, -0.001], [50, -2.49, 0.0011], 7.2195],
  [[50, 2.5, 0], [50, 0, -2.5], 4.3065],
  [[50, 2.5, 0], [73, 25, -18], 27.1492],
  [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
  [[22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373],
  [[90.8027, -2.0831, 1.441], [91.1528, -1.6435, 0.0447], 1.4441],
  [[6.7747, -0.2908, -2.4247], [5.8714, -0.0985, -2.2286], 0.6377],
  [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
]

test("colour differences are those published with the formula, either way round", () => {
  for (const [one, other, wanted] of pairs) {
    expect(deltaE2000(one, other)).toBeCloseTo(wanted, 4)
    expect(deltaE2000(other, one)).toBeCloseTo(wanted, 4)
  }
})

test("the colours of sRGB lie where they belong in L*a*b*", () => {
  const near = (...wanted: number[]) => wanted.map((value) => expect.closeTo(value, 1))
  expect(labOf(255, 255, 255)).toEqual(near(100, 0, 0))
  expect(labOf(0, 0, 0)).toEqual(near(0, 0, 0))
  expect(labOf(255, 0, 0)).toEqual(near(53.24, 80.09, 67.2))
})

test("grey stays grey in every matrix, and BT.709 red is red", () => {
  for (const matrix of ["bt601", "bt709", "bt2020"] as const) {
    for (const channel of rgbOf(120, 128, 128, matrix)) expect(channel).toBeCloseTo(120, 9)
  }
  // Y 0.2126, Cb −0.1146 and Cr 0.5 of full scale.
  expect(rgbOf(54.213, 128 - 29.215, 128 + 127.5, "bt709")).toEqual([255, 0, 0].map((value) => expect.closeTo(value, 1)))
})
