import sharp from "sharp"
import { choosePalette, type Palette } from "@/lib/sandbox/render/palette"
import type { Pixels } from "@/lib/sandbox/render/picture"
import { type Random, randomFrom } from "@/lib/sandbox/render/random"
import { boat, figure, firs, lampPost, lighthouse, ridge, skyline, tree } from "@/lib/sandbox/render/shapes"

/** A painted layer: how near it is (1 moves with the subject), and whether it ripples like water. */
export type SceneLayer = { pixels: Pixels; depth: number; ripples: boolean }

/** Height of a scene in drawing units; the width follows the picture. */
const tall = 1000

/**
 * Paints what the prompt names, as far as silhouettes can: sky, far ridges, water or land, and something near. Back to
 * front; the first layer is opaque. Width and height include the margins.
 */
export async function paintScene(
  prompt: string,
  seed: number,
  model: string,
  width: number,
  height: number,
): Promise<SceneLayer[]> {
  const text = prompt.toLowerCase()
  const random = randomFrom("scene", prompt, seed, model)
  const palette = choosePalette(text, random)
  const wide = (tall * width) / height
  const ground = chooseGround(text, random)
  const horizon = random.between(520, 620)
  const far = await paintFar(random, palette, wide, horizon, ground, { width, height })
  const layers: { svg: string; depth: number; ripples: boolean }[] = []
  if (ground === "sea") layers.push({ svg: sea(random, palette, wide, horizon), depth: 0.8, ripples: true })
  layers.push({ svg: middle(random, palette, wide, horizon, ground, text), depth: 1, ripples: false })
  layers.push({ svg: foreground(random, palette, wide, ground, text), depth: 1.5, ripples: false })
  const near = layers.map(async ({ svg, depth, ripples }) => {
    return { pixels: await draw(svg, wide, { width, height }), depth, ripples }
  })
  return [{ pixels: far, depth: 0.55, ripples: false }, ...(await Promise.all(near))]
}

type Size = { width: number; height: number }

/** Sky, clouds and the far ridges before them, as one opaque picture. */
async function paintFar(
  random: Random,
  palette: Palette,
  wide: number,
  horizon: number,
  ground: Ground,
  size: Size,
): Promise<Pixels> {
  const [under, drift, over] = await Promise.all([
    draw(sky(random, palette, wide, horizon), wide, size),
    drawSmall(clouds(random, palette, wide, horizon), wide, size),
    draw(ridges(random, palette, wide, horizon, ground), wide, size),
  ])
  return compose([under, drift, over])
}

/** The layers as one picture, for moves that turn the camera. */
export function flatten(layers: readonly SceneLayer[]): Promise<Pixels> {
  return compose(layers.map(({ pixels }) => pixels))
}

async function compose([first, ...others]: readonly Pixels[]): Promise<Pixels> {
  if (!first) throw new Error("a scene has at least one layer")
  const raw = ({ width, height, channels }: Pixels) => ({ width, height, channels })
  const { data, info } = await sharp(first.data, { raw: raw(first) })
    .composite(others.map((layer) => ({ input: Buffer.from(layer.data), raw: raw(layer) })))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: 3 }
}

type Ground = "sea" | "city" | "forest" | "hills"

function chooseGround(text: string, random: Random): Ground {
  if (/\b(sea|ocean|harbou?r|boat|ship|lake|river|fjord|coast|beach|pier|lighthouse|wave|water|island)/.test(text)) return "sea"
  if (/\b(city|street|town|roof|window|building|corridor|room|skyline|neon|car|stairs|station)/.test(text)) return "city"
  if (/\b(forest|wood|tree|fir|pine|jungle|garden|leaf|leaves)/.test(text)) return "forest"
  if (/\b(hill|mountain|desert|dune|valley|field|road|ridge|snow|cliff)/.test(text)) return "hills"
  return random.pick(["sea", "hills", "forest", "city"])
}

function sky(random: Random, palette: Palette, wide: number, horizon: number): string {
  const x = wide * random.between(0.26, 0.74)
  const y = horizon - random.between(60, 330)
  const radius = random.between(22, 46)
  const stars = palette.isNight
    ? Array.from(
        { length: 160 },
        () =>
          `<circle cx="${(random.next() * wide).toFixed(1)}" cy="${(random.next() ** 1.4 * horizon).toFixed(1)}" r="${random.between(0.5, 1.7).toFixed(2)}" fill-opacity="${random.between(0.2, 0.9).toFixed(2)}"/>`,
      ).join("")
    : ""
  return `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${palette.sky[0]}"/><stop offset="0.58" stop-color="${palette.sky[1]}"/><stop offset="1" stop-color="${palette.sky[2]}"/></linearGradient>
<radialGradient id="glow"><stop offset="0" stop-color="${palette.glow}" stop-opacity="0.85"/><stop offset="0.35" stop-color="${palette.glow}" stop-opacity="0.3"/><stop offset="1" stop-color="${palette.glow}" stop-opacity="0"/></radialGradient>
</defs>
<rect width="${wide}" height="${tall}" fill="${palette.sky[2]}"/><rect width="${wide}" height="${horizon + 20}" fill="url(#sky)"/><g fill="#fff">${stars}</g>
<circle cx="${x}" cy="${y}" r="${radius * 9}" fill="url(#glow)"/><circle cx="${x}" cy="${y}" r="${radius}" fill="${palette.disc}"/>`
}

function clouds(random: Random, palette: Palette, wide: number, horizon: number): string {
  return `<defs><filter id="clouds" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB"><feTurbulence type="fractalNoise" baseFrequency="0.0022 0.011" numOctaves="4" seed="${Math.floor(random.next() * 9999)}"/><feColorMatrix values="0 0 0 0 1  0 0 0 0 1  0 0 0 0 1  2.9 0 0 0 -1.32"/></filter>
<linearGradient id="thin" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity="0.75"/><stop offset="1" stop-color="#fff" stop-opacity="0.1"/></linearGradient><mask id="fade"><rect width="${wide}" height="${horizon}" fill="url(#thin)"/></mask></defs>
<g mask="url(#fade)" opacity="${palette.isNight ? 0.14 : 0.5}"><rect width="${wide}" height="${horizon}" filter="url(#clouds)"/></g>`
}

function ridges(random: Random, palette: Palette, wide: number, horizon: number, ground: Ground): string {
  const rough = ground === "hills" ? 0.85 : 0.6
  const back = ridge(random, wide, tall, horizon - 50, 46, rough)
  const front = ridge(random, wide, tall, horizon - 6, 30, rough)
  const city = ground === "city" ? skyline(random, wide, tall, horizon + 30, 190).path : ""
  return `${mist("far", palette.sky[2])}<path d="${back}" fill="${palette.land[0]}"/><rect y="${horizon - 90}" width="${wide}" height="150" fill="url(#mist-far)"/><path d="${front}" fill="${palette.land[1]}" opacity="0.9"/><path d="${city}" fill="${palette.land[1]}"/><rect y="${horizon - 40}" width="${wide}" height="130" fill="url(#mist-far)"/>`
}

function mist(name: string, colour: string): string {
  return `<defs><linearGradient id="mist-${name}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${colour}" stop-opacity="0"/><stop offset="0.7" stop-color="${colour}" stop-opacity="0.6"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></linearGradient></defs>`
}

function sea(random: Random, palette: Palette, wide: number, horizon: number): string {
  const glints = Array.from({ length: 260 }, () => {
    const depth = random.next() ** 1.7
    const y = horizon + 4 + depth * (tall - horizon)
    const length = 8 + depth * random.between(30, 150)
    const x = wide / 2 + (random.next() + random.next() - 1) * wide * 0.55
    return `<ellipse cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" rx="${length.toFixed(1)}" ry="${(0.7 + depth * 2.6).toFixed(2)}" fill-opacity="${random.between(0.06, 0.34).toFixed(2)}"/>`
  }).join("")
  return `<defs><linearGradient id="sea" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${palette.sea[0]}"/><stop offset="0.3" stop-color="${palette.sea[1]}" stop-opacity="0.96"/><stop offset="1" stop-color="${palette.sea[1]}"/></linearGradient></defs>
<rect y="${horizon}" width="${wide}" height="${tall - horizon}" fill="url(#sea)"/><g fill="${palette.disc}">${glints}</g>`
}

function middle(random: Random, palette: Palette, wide: number, horizon: number, ground: Ground, text: string): string {
  const x = wide * random.between(0.34, 0.66)
  const veil = `${mist("middle", palette.sky[2])}<rect y="${horizon + 20}" width="${wide}" height="180" fill="url(#mist-middle)" opacity="0.7"/>`
  if (ground === "sea") {
    const thing =
      /lighthouse|coast|island|cliff/.test(text) || (!/boat|ship|harbou?r/.test(text) && random.next() < 0.5)
        ? lighthouse(x, horizon + 70, 1.25, palette.lamp)
        : boat(x, horizon + 110, 1.2)
    return `<g fill="${palette.land[2]}">${thing}</g>`
  }
  if (ground === "city") {
    const { path, windows } = skyline(random, wide, tall, horizon + 190, 400)
    return `<path d="${path}" fill="${palette.land[2]}"/><path d="${windows}" fill="${palette.lamp}" opacity="0.85"/>${veil}`
  }
  if (ground === "forest") return `${veil}<path d="${firs(random, wide, tall, horizon + 150, 230)}" fill="${palette.land[2]}"/>`
  return `${veil}<path d="${ridge(random, wide, tall, horizon + 110, 60, 0.75)}" fill="${palette.land[2]}"/>`
}

function foreground(random: Random, palette: Palette, wide: number, ground: Ground, text: string): string {
  const soft = `<defs><filter id="soft" x="-1" y="-1" width="3" height="3"><feGaussianBlur stdDeviation="16"/></filter></defs>`
  const level = ground === "sea" ? 850 : 800
  const bank = ground === "forest" ? firs(random, wide, tall, level + 50, 280) : ridge(random, wide, tall, level, 34, 0.55)
  const x = wide * (random.next() < 0.5 ? random.between(0.2, 0.34) : random.between(0.66, 0.8))
  const things: string[] = []
  if (/\b(man|woman|girl|boy|person|figure|she|he|child|dancer|walker|people|someone)\b/.test(text))
    things.push(figure(wide * random.between(0.42, 0.58), level + 20, 1.7))
  if (/\b(lamps?|lights?|street|lantern|bulb)\b/.test(text) || (ground === "city" && random.next() < 0.7))
    things.push(lampPost(x, level + 30, 1.5, palette.lamp))
  else if (ground !== "forest") things.push(tree(random, x, level + 24, random.between(0.95, 1.35)))
  return `${soft}<g fill="${palette.land[3]}" color="${palette.land[3]}"><path d="${bank}"/>${things.join("")}</g>`
}

async function draw(svg: string, wide: number, { width, height }: Size): Promise<Pixels> {
  const document = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${wide.toFixed(2)} ${tall}" preserveAspectRatio="none">${svg}</svg>`
  const data = await sharp(Buffer.from(document)).ensureAlpha().raw().toBuffer()
  return { data, width, height, channels: 4 }
}

/**
 * For noise, which costs by the pixel: drawn small and enlarged, which haze bears well. In two steps, as sharp draws an SVG
 * that it is to resize at the full size.
 */
async function drawSmall(svg: string, wide: number, { width, height }: Size): Promise<Pixels> {
  const scale = Math.min(1, 480 / Math.max(width, height))
  const small = await draw(svg, wide, { width: Math.round(width * scale), height: Math.round(height * scale) })
  const raw = { width: small.width, height: small.height, channels: small.channels }
  const data = await sharp(small.data, { raw }).resize(width, height, { fit: "fill" }).raw().toBuffer()
  return { data, width, height, channels: 4 }
}
