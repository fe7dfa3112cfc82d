import { type Box, inside, type Size } from "@/components/compare/difference"
import { letters } from "@/components/compare/letters"
import { timecode } from "@/components/player/frame-table"
import type { TakeView } from "@/lib/takes/schema"

export type StillLayout = Size & {
  /** Where each picture may lie, in reading order. */
  cells: Box[]
  /** Below each cell; letters of its words are `textPixels` high. */
  labelHeight: number
  textPixels: number
}

/** More pixels than four pictures of 4K side by side are not written into one file. */
const mostPixels = 36_000_000

/**
 * Pictures in rows of `columns`, each with a line of words below it. Every cell is as large as the largest picture, so that
 * this one keeps its pixels; all together are made smaller only when they would be too many.
 */
export function layoutStill(pictures: readonly Size[], columns: number): StillLayout {
  const largest = {
    width: Math.max(...pictures.map(({ width }) => width)),
    height: Math.max(...pictures.map(({ height }) => height)),
  }
  const rows = Math.ceil(pictures.length / columns)
  const scale = Math.min(1, Math.sqrt(mostPixels / (largest.width * columns * (largest.height * 1.1) * rows)))
  const [width, height] = [Math.round(largest.width * scale), Math.round(largest.height * scale)]
  const gap = Math.max(8, Math.round(width / 80))
  const textPixels = Math.max(12, Math.round(width / 50))
  const labelHeight = textPixels * 2
  const cells = pictures.map((_, index) => ({
    left: gap + (index % columns) * (width + gap),
    top: gap + Math.floor(index / columns) * (height + labelHeight + gap),
    width,
    height,
  }))
  return {
    width: gap + columns * (width + gap),
    height: gap + rows * (height + labelHeight + gap) - Math.round(gap / 2),
    cells,
    labelHeight,
    textPixels,
  }
}

/** A picture's own place in its cell: in the middle from left to right, at the top, as a player stands over its words. */
export function placeIn(cell: Box, picture: Size): Box {
  const { left, width, height } = inside(picture, cell)
  return { left: cell.left + left, top: cell.top, width, height }
}

/** What stands below a picture: which take it is unless names are hidden, and the frame by the take's own count. */
export function stillWords(take: TakeView, frame: number, isHidden: boolean, isProxy: boolean): string {
  const at = `${timecode(frame, take.clip?.fps ?? 24)}, frame ${frame}${isProxy ? ", proxy" : ""}`
  return isHidden ? at : `Take ${take.number}, ${take.modelName}, ${at}`
}

/** The file's name; with hidden names nothing in it tells which takes they are. */
export function stillName(takes: readonly TakeView[], frame: number, isHidden: boolean): string {
  const which = isHidden
    ? letters.slice(0, takes.length).join("-")
    : `shot-${takes[0]?.shotNumber ?? 0}-takes-${takes.map(({ number }) => number).join("-")}`
  return `${which}-frame-${frame}.png`
}
