import { type Box, inside, type Size } from "@/components/compare/difference"
import { pictureIn, sizeOf } from "@/components/compare/draw-difference"
import { letters } from "@/components/compare/letters"
import { layoutStill, placeIn, type StillLayout, stillName, stillWords } from "@/components/compare/still-layout"
import { boxesOf, type Pictures } from "@/components/compare/use-pictures"
import { offsetOf, type Zoom } from "@/components/compare/zoom"
import type { TakeView } from "@/lib/takes/schema"

export type Still = { blob: Blob; name: string; width: number; height: number }

type Layer = { picture: CanvasImageSource; size: Size; index: number; words: string }

/**
 * The frames that the players show now as one PNG, laid out as on the screen: side by side or laid over each other, with
 * the same zoom and the same line. Pixels are those of what is open, so of the originals where these are. Throws where a
 * player has no picture yet or the browser makes no picture of that size.
 */
export async function stillOf(
  stage: HTMLElement,
  takes: readonly TakeView[],
  pictures: Pictures,
  frame: number,
  isHidden: boolean,
): Promise<Still> {
  const layers = boxesOf(stage).map((box, index) => layerOf(box, takes[index], index, isHidden))
  const { view, over } = pictures
  const isGrid = view === "grid"
  const [below, above] = [layers[0], layers[over]]
  if (!below || !above) throw new Error("There is nothing to save yet.")
  const layout = isGrid
    ? layoutStill(
        layers.map(({ size }) => size),
        columnsOf(stage),
      )
    : layoutStill([below.size], 1)
  const canvas = Object.assign(document.createElement("canvas"), { width: layout.width, height: layout.height })
  const context = canvas.getContext("2d", { alpha: false })
  if (!context) throw new Error("This browser has no room for a picture of that size.")
  const style = getComputedStyle(stage)
  const colour = (name: string) => style.getPropertyValue(`--color-${name}`)
  context.fillStyle = colour("ground")
  context.fillRect(0, 0, layout.width, layout.height)
  if (isGrid) {
    for (const [at, layer] of layers.entries()) {
      const cell = layout.cells[at]
      if (!cell) continue
      drawPicture(context, layer, placeIn(cell, layer.size), pictures.sight.getState().zoom)
      drawWords(context, layer, cell, layout, colour, style.fontFamily)
    }
  } else {
    const [cell] = layout.cells
    if (!cell) throw new Error("There is nothing to save yet.")
    drawOver(context, stage, [below, above], cell, pictures)
    const half = { ...cell, width: cell.width / 2 }
    drawWords(context, below, half, layout, colour, style.fontFamily)
    drawWords(context, above, { ...half, left: cell.left + half.width }, layout, colour, style.fontFamily)
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"))
  if (!blob) throw new Error("This browser could not make a picture of that size.")
  return { blob, name: stillName(takes, frame, isHidden), width: layout.width, height: layout.height }
}

function layerOf(box: HTMLElement, take: TakeView | undefined, index: number, isHidden: boolean): Layer {
  const picture = pictureIn(box)
  const size = picture && sizeOf(picture)
  if (!picture || !size || !take) throw new Error("The clips are still opening.")
  const isProxy = size.width < (take.clip?.width ?? 0)
  return { picture, size, index, words: stillWords(take, Number(box.dataset.frame ?? 0), isHidden, isProxy) }
}

/** How many players stand in a row on the screen. */
function columnsOf(stage: HTMLElement): number {
  const tops = boxesOf(stage).map((box) => Math.round(box.getBoundingClientRect().top))
  return tops.filter((top) => top === tops[0]).length
}

function drawOver(
  context: CanvasRenderingContext2D,
  stage: HTMLElement,
  [below, above]: [Layer, Layer],
  cell: Box,
  { view, isTurned, sight }: Pictures,
) {
  const { zoom, line, skin } = sight.getState()
  const difference = stage.querySelector<HTMLCanvasElement>("[data-difference]")
  if (view === "difference" && difference) return drawPicture(context, { picture: difference, size: difference }, cell, zoom)
  drawPicture(context, below, cell, zoom)
  context.save()
  if (view === "onion") context.globalAlpha = skin
  const { x, y } = offsetOf(zoom)
  const at = Math.min(1, Math.max(0, line * zoom.scale + (isTurned ? y : x)))
  if (view === "wipe") {
    context.beginPath()
    const [left, top] = isTurned ? [0, Math.round(at * cell.height)] : [Math.round(at * cell.width), 0]
    context.rect(cell.left + left, cell.top + top, cell.width - left, cell.height - top)
    context.clip()
  }
  drawPicture(context, above, cell, zoom)
  context.restore()
}

/** Draws the part of a picture that is seen at a zoom into a box of which the whole picture would fill as much as it can. */
function drawPicture(
  context: CanvasRenderingContext2D,
  { picture, size }: Pick<Layer, "picture" | "size">,
  box: Box,
  zoom: Zoom,
) {
  const offset = offsetOf(zoom)
  const whole = inside(size, box)
  context.save()
  context.beginPath()
  context.rect(box.left, box.top, box.width, box.height)
  context.clip()
  context.translate(box.left + offset.x * box.width, box.top + offset.y * box.height)
  context.scale(zoom.scale, zoom.scale)
  context.imageSmoothingEnabled = zoom.scale < 2
  context.imageSmoothingQuality = "high"
  context.drawImage(picture, whole.left, whole.top, whole.width, whole.height)
  context.restore()
}

function drawWords(
  context: CanvasRenderingContext2D,
  { index, words }: Layer,
  { left, top, width, height }: Box,
  { labelHeight, textPixels }: StillLayout,
  colour: (name: string) => string,
  family: string,
) {
  const middle = top + height + labelHeight / 2
  const edge = Math.round(textPixels * 1.4)
  const isB = index % 2 === 1
  context.save()
  // A and B are filled plates, C and D their outlines, as on the screen.
  context.fillStyle = context.strokeStyle = colour(isB ? "cue" : "ink")
  context.lineWidth = Math.max(1, textPixels / 10)
  if (index < 2) context.fillRect(left, middle - edge / 2, edge, edge)
  else context.strokeRect(left + context.lineWidth / 2, middle - edge / 2, edge - context.lineWidth, edge - context.lineWidth)
  if (index < 2) context.fillStyle = colour(isB ? "on-cue" : "ground")
  context.font = `600 ${textPixels * 0.85}px ${family}`
  context.textAlign = "center"
  context.textBaseline = "middle"
  context.fillText(letters[index] ?? "?", left + edge / 2, middle)
  context.textAlign = "left"
  context.fillStyle = colour("ink")
  context.font = `500 ${textPixels}px ${family}`
  context.fillText(words, left + edge * 1.5, middle, width - edge * 2)
  context.restore()
}
