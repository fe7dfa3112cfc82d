import type { Random } from "@/lib/sandbox/render/random"

const at = (value: number) => value.toFixed(1)

/** A closed path: a ridge line of several waves across the width, filled down to the bottom. */
export function ridge(random: Random, width: number, bottom: number, level: number, height: number, roughness: number): string {
  const waves = [1, 2.3, 5.1, 11.7, 23].map((frequency, index) => ({
    frequency: (frequency * random.between(0.8, 1.25) * Math.PI * 2) / 1800,
    phase: random.between(0, Math.PI * 2),
    size: height * (index === 0 ? 0.55 : 0.55 * (roughness * 0.62) ** index),
  }))
  const points: string[] = []
  for (let x = -10; x <= width + 10; x += 6) {
    const y = waves.reduce((sum, wave) => sum + Math.sin(x * wave.frequency + wave.phase) * wave.size, level)
    points.push(`${at(x)},${at(y)}`)
  }
  return `M-10,${bottom} L${points.join(" L")} L${at(width + 10)},${bottom} Z`
}

/** Roofs side by side, and the lit windows in them. */
export function skyline(
  random: Random,
  width: number,
  bottom: number,
  level: number,
  height: number,
): { path: string; windows: string } {
  let path = `M-10,${bottom} L-10,${at(level)}`
  const windows: string[] = []
  const antennas: string[] = []
  for (let x = -10; x < width + 10; ) {
    const wide = random.between(34, 110)
    const top = level - height * random.between(0.15, 1) ** 1.4
    path += ` L${at(x)},${at(top)} L${at(x + wide)},${at(top)}`
    if (random.next() < 0.25) antennas.push(` M${at(x + wide * 0.5)},${at(top - 44)} h4 v48 h-4 Z`)
    for (let row = top + 14; row < level - 6; row += 17) {
      for (let column = x + 8; column < x + wide - 10; column += 13) {
        if (random.next() < 0.2) windows.push(`M${at(column)},${at(row)}h5.5v8h-5.5z`)
      }
    }
    x += wide
  }
  return {
    path: `${path} L${at(width + 10)},${at(level)} L${at(width + 10)},${bottom} Z${antennas.join("")}`,
    windows: windows.join(""),
  }
}

const tiers = 9

/** Firs along a line. */
export function firs(random: Random, width: number, bottom: number, level: number, height: number): string {
  let path = `M-10,${bottom} L-10,${at(level)}`
  for (let x = -10; x < width + 20; ) {
    const tall = height * random.between(0.35, 1)
    const half = tall * random.between(0.2, 0.27)
    const foot = level + random.between(-8, 8)
    path += ` L${at(x - half)},${at(foot)}`
    for (let step = 0; step < tiers; step++) {
      const y = foot - (tall * (step + 0.5)) / tiers
      const reach = half * (1 - (step + 0.5) / (tiers + 0.3))
      path += ` L${at(x - reach)},${at(y)} L${at(x - reach * 0.45)},${at(y - tall * 0.025)}`
    }
    path += ` L${at(x)},${at(foot - tall)}`
    for (let step = tiers - 1; step >= 0; step--) {
      const y = foot - (tall * (step + 0.5)) / tiers
      const reach = half * (1 - (step + 0.5) / (tiers + 0.3))
      path += ` L${at(x + reach * 0.45)},${at(y - tall * 0.025)} L${at(x + reach)},${at(y)}`
    }
    path += ` L${at(x + half)},${at(foot)}`
    x += half * random.between(0.9, 3.2)
  }
  return `${path} L${at(width + 20)},${bottom} Z`
}

export const lighthouse = (x: number, foot: number, size: number, lamp: string) =>
  `<g transform="translate(${at(x)},${at(foot)}) scale(${size})"><path d="M-120,60 Q-60,-18 -16,-22 L16,-22 Q80,-14 150,60 Z"/><path d="M-15,-18 L-9,-190 H9 L15,-18 Z M-14,-190 H14 V-196 H-14 Z M-9,-196 V-218 H9 V-196 Z M-12,-218 L0,-234 L12,-218 Z"/><rect x="-6" y="-215" width="12" height="17" fill="${lamp}"/></g>`

export const boat = (x: number, water: number, size: number) =>
  `<g transform="translate(${at(x)},${at(water)}) scale(${size})"><path d="M-70,-16 Q-62,8 -44,10 H40 Q60,6 78,-20 Q20,-10 -70,-16 Z M-22,-14 V-46 H16 V-14 Z M-4,-46 H-1 V-120 H-4 Z M-1,-118 L58,-20 L56,-20 L-2,-114 Z"/></g>`

export const figure = (x: number, foot: number, size: number) =>
  `<g transform="translate(${at(x)},${at(foot)}) scale(${size})"><circle cx="0" cy="-118" r="11"/><path d="M-17,-100 Q0,-112 17,-100 L23,-50 L15,-48 L12,-30 L14,2 H3 L0,-40 L-4,2 H-15 L-11,-30 L-14,-48 L-22,-50 Z"/></g>`

export const lampPost = (x: number, foot: number, size: number, lamp: string) =>
  `<g transform="translate(${at(x)},${at(foot)}) scale(${size})"><path d="M-5,4 L-2.5,-230 H2.5 L5,4 Z M-2,-228 Q6,-262 46,-258 V-253 Q12,-254 2,-226 Z M36,-258 L56,-258 L60,-246 H32 Z"/><circle cx="46" cy="-240" r="64" fill="${lamp}" opacity="0.16" filter="url(#soft)"/><ellipse cx="46" cy="-243" rx="11" ry="5" fill="${lamp}"/></g>`

export const tree = (random: Random, x: number, foot: number, size: number): string => {
  const branches: string[] = []
  const grow = (fromX: number, fromY: number, angle: number, length: number, thick: number): void => {
    const toX = fromX + Math.cos(angle) * length
    const toY = fromY + Math.sin(angle) * length
    branches.push(`<path d="M${at(fromX)},${at(fromY)} L${at(toX)},${at(toY)}" stroke-width="${at(thick)}"/>`)
    if (thick < 1.2) return
    for (const side of [-1, 1])
      grow(toX, toY, angle + side * random.between(0.18, 0.6), length * random.between(0.62, 0.84), thick * 0.62)
  }
  grow(0, 6, -Math.PI / 2 + random.between(-0.12, 0.12), 74, 13)
  return `<g transform="translate(${at(x)},${at(foot)}) scale(${size})" stroke="currentColor" stroke-linecap="round" fill="none">${branches.join("")}</g>`
}
