import { type Box, type Difference, differ, type Gain, gridOf, reducedTo, type Size } from "@/components/compare/difference"

/** A difference of two pictures as it was drawn: on which grid, and whether either had to be scaled to meet the other. */
export type Drawn = Difference & { grid: Size; isScaled: boolean }

/** Pixels that a difference has at most while it plays: about 533 × 300. */
const playingPixels = 160_000

type Picture = HTMLCanvasElement | HTMLVideoElement

/**
 * Draws what the pictures in two players differ by on a canvas, which it makes as large as their common grid. Pixels are
 * copied as the players show them and compared one by one; where sizes differ both are brought to one grid before. Null
 * while one of them has no picture.
 */
export function drawDifference(
  a: HTMLElement,
  b: HTMLElement,
  target: HTMLCanvasElement,
  { gain, isHeat, isReduced }: { gain: Gain; isHeat: boolean; isReduced: boolean },
): Drawn | null {
  const [pictureA, pictureB] = [pictureIn(a), pictureIn(b)]
  const [sizeA, sizeB] = [pictureA && sizeOf(pictureA), pictureB && sizeOf(pictureB)]
  if (!pictureA || !pictureB || !sizeA || !sizeB) return null
  const whole = gridOf(sizeA, sizeB)
  const grid = isReduced ? reducedTo(whole.grid, playingPixels) : whole.grid
  const scaled = (box: Box): Box => {
    const scale = grid.width / whole.grid.width
    if (scale === 1) return box
    const [left, top] = [Math.round(box.left * scale), Math.round(box.top * scale)]
    const width = Math.min(grid.width - left, Math.round(box.width * scale))
    return { left, top, width, height: Math.min(grid.height - top, Math.round(box.height * scale)) }
  }
  const pixelsA = read(0, pictureA, grid, scaled(whole.a))
  const pixelsB = read(1, pictureB, grid, scaled(whole.b))
  const context = target.getContext("2d", { alpha: false })
  if (!pixelsA || !pixelsB || !context) return null
  if (target.width !== grid.width || target.height !== grid.height) Object.assign(target, grid)
  const found = differ(pixelsA, pixelsB, pixelsA, { grid, box: scaled(whole.b), gain, isHeat })
  context.putImageData(new ImageData(pixelsA, grid.width, grid.height), 0, 0)
  const isSame = (size: Size) => size.width === whole.grid.width && size.height === whole.grid.height
  return { ...found, grid, isScaled: !isSame(sizeA) || !isSame(sizeB) }
}

/** The picture that a player shows now. */
export function pictureIn(player: HTMLElement): Picture | null {
  const picture = player.firstElementChild
  return picture instanceof HTMLCanvasElement || picture instanceof HTMLVideoElement ? picture : null
}

/** A picture's own size in pixels; null before it has one. */
export function sizeOf(picture: Picture): Size | null {
  const [width, height] =
    picture instanceof HTMLVideoElement ? [picture.videoWidth, picture.videoHeight] : [picture.width, picture.height]
  return width > 0 && height > 0 ? { width, height } : null
}

/**
 * Two canvases that are read from. Players' own ones are not: a browser that sees a canvas read again and again takes it
 * off the graphics card.
 */
const readers: CanvasRenderingContext2D[] = []

function read(which: 0 | 1, picture: Picture, grid: Size, box: Box): Uint8ClampedArray<ArrayBuffer> | null {
  const made = (): CanvasRenderingContext2D | null =>
    document.createElement("canvas").getContext("2d", { alpha: false, willReadFrequently: true })
  const context = readers[which] ?? made()
  if (!context) return null
  readers[which] = context
  const { canvas } = context
  if (canvas.width !== grid.width || canvas.height !== grid.height) Object.assign(canvas, grid)
  else context.clearRect(0, 0, grid.width, grid.height)
  context.imageSmoothingQuality = "high"
  context.drawImage(picture, box.left, box.top, box.width, box.height)
  return context.getImageData(0, 0, grid.width, grid.height).data
}
