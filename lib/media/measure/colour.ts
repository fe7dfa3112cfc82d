/** CIE L*a*b* under D65. */
export type Lab = readonly [lightness: number, a: number, b: number]

/** From sRGB of 0 to 255 (IEC 61966-2-1). */
export function labOf(red: number, green: number, blue: number): Lab {
  const [r, g, b] = [linear(red), linear(green), linear(blue)]
  const x = root((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
  const y = root(0.2126729 * r + 0.7151522 * g + 0.072175 * b)
  const z = root((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

function linear(value: number): number {
  const part = Math.max(0, Math.min(255, value)) / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}

function root(part: number): number {
  return part > 216 / 24389 ? Math.cbrt(part) : ((24389 / 27) * part + 16) / 116
}

const degrees = Math.PI / 180

/** Hue of (b, a) in degrees, 0 to 360. */
function hue(b: number, a: number): number {
  if (a === 0 && b === 0) return 0
  return (Math.atan2(b, a) / degrees + 360) % 360
}

/** CIEDE2000 (ISO/CIE 11664-6:2014), all weights 1. About 1 is the least that is seen side by side; 2.3 is seen easily. */
export function deltaE2000([l1, a1, b1]: Lab, [l2, a2, b2]: Lab): number {
  const chromaMean = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2
  const stretch = 1 + 0.5 * (1 - Math.sqrt(chromaMean ** 7 / (chromaMean ** 7 + 25 ** 7)))
  const [c1, c2] = [Math.hypot(a1 * stretch, b1), Math.hypot(a2 * stretch, b2)]
  const [h1, h2] = [hue(b1, a1 * stretch), hue(b2, a2 * stretch)]
  const isGrey = c1 * c2 === 0
  const apart = h2 - h1
  const turn = isGrey ? 0 : apart > 180 ? apart - 360 : apart < -180 ? apart + 360 : apart
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin((turn / 2) * degrees)
  const sum = h1 + h2
  const hMean = isGrey ? sum : Math.abs(apart) <= 180 ? sum / 2 : sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2
  const lMean = (l1 + l2) / 2
  const cMean = (c1 + c2) / 2
  const t =
    1 -
    0.17 * Math.cos((hMean - 30) * degrees) +
    0.24 * Math.cos(2 * hMean * degrees) +
    0.32 * Math.cos((3 * hMean + 6) * degrees) -
    0.2 * Math.cos((4 * hMean - 63) * degrees)
  const sL = 1 + (0.015 * (lMean - 50) ** 2) / Math.sqrt(20 + (lMean - 50) ** 2)
  const sC = 1 + 0.045 * cMean
  const sH = 1 + 0.015 * cMean * t
  const rotation =
    -2 * Math.sqrt(cMean ** 7 / (cMean ** 7 + 25 ** 7)) * Math.sin(60 * Math.exp(-(((hMean - 275) / 25) ** 2)) * degrees)
  const [dL, dC, dh] = [(l2 - l1) / sL, (c2 - c1) / sC, dH / sH]
  return Math.sqrt(Math.max(0, dL * dL + dC * dC + dh * dh + rotation * dC * dh))
}

export type Matrix = "bt601" | "bt709" | "bt2020"

/** Weights of red and blue in luma: ITU-R BT.601, BT.709, BT.2020. */
const weights = { bt601: [0.299, 0.114], bt709: [0.2126, 0.0722], bt2020: [0.2627, 0.0593] } as const

/** Red, green and blue (0 to 255) of a full-range YCbCr colour; beyond the range where the colour is. */
export function rgbOf(y: number, u: number, v: number, matrix: Matrix): [number, number, number] {
  const [kr, kb] = weights[matrix]
  const red = y + 2 * (1 - kr) * (v - 128)
  const blue = y + 2 * (1 - kb) * (u - 128)
  return [red, (y - kr * red - kb * blue) / (1 - kr - kb), blue]
}
