/** The part of the pictures that is seen: how many fold of the whole, and the middle as shares of width and height. */
export type Zoom = { scale: number; x: number; y: number }
/** A place as shares of a box's or a picture's width and height. */
export type Place = { x: number; y: number }

export const wholePicture: Zoom = { scale: 1, x: 0.5, y: 0.5 }
const mostScale = 32
/** Below the whole only for a picture that has fewer pixels than its box: then 100 % is smaller than the box. */
const leastScale = 0.05
/** What one press on "Zoom in" does. */
export const zoomStep = Math.SQRT2

/** The zoom that shows nothing beyond the picture's edges and stays within the bounds; smaller than its box it lies in the middle. */
export function bounded({ scale, x, y }: Zoom): Zoom {
  const within = Math.min(mostScale, Math.max(leastScale, scale))
  const half = 0.5 / within
  const held = (value: number) => (within <= 1 ? 0.5 : Math.min(1 - half, Math.max(half, value)))
  return { scale: within, x: held(x), y: held(y) }
}

/** How far the scaled picture is moved from the box's corner, as shares of the box. */
export function offsetOf({ scale, x, y }: Zoom): Place {
  return { x: 0.5 - x * scale, y: 0.5 - y * scale }
}

/** What of the picture lies at a place of the box. */
export function pictureAt(zoom: Zoom, place: Place): Place {
  const offset = offsetOf(zoom)
  return { x: (place.x - offset.x) / zoom.scale, y: (place.y - offset.y) / zoom.scale }
}

/** Zooms by a factor so that what lies at `place` of the box stays there, as far as the edges allow. */
export function zoomedAt(zoom: Zoom, factor: number, place: Place = { x: 0.5, y: 0.5 }): Zoom {
  const scale = Math.min(mostScale, Math.max(Math.min(1, zoom.scale), zoom.scale * factor))
  const held = pictureAt(zoom, place)
  return bounded({ scale, x: held.x + (0.5 - place.x) / scale, y: held.y + (0.5 - place.y) / scale })
}

/** Moves what is seen by a way in shares of the box; the picture follows the hand. */
export function pannedBy(zoom: Zoom, way: Place): Zoom {
  return bounded({ ...zoom, x: zoom.x - way.x / zoom.scale, y: zoom.y - way.y / zoom.scale })
}

/** The scale at which a picture of so many pixels has one for each of the screen's, in a box so wide. */
export function actualScale(pictureWidth: number, boxWidth: number, pixelRatio: number): number {
  return boxWidth > 0 ? pictureWidth / (boxWidth * pixelRatio) : 1
}

/** For the address: null where the whole picture is seen. */
export function zoomWords({ scale, x, y }: Zoom): [number, number, number] | null {
  const short = (value: number) => Math.round(value * 1e4) / 1e4
  return scale === 1 ? null : [short(scale), short(x), short(y)]
}

/** The zoom of an address; the whole picture where it names none that can be. */
export function zoomOf(numbers: readonly number[] | null): Zoom {
  const [scale, x, y] = numbers ?? []
  if (numbers?.length !== 3 || !numbers.every(Number.isFinite)) return wholePicture
  return bounded({ scale: scale ?? 1, x: x ?? 0.5, y: y ?? 0.5 })
}
