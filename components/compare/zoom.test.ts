import { expect, test } from "vitest"
import {
  actualScale,
  bounded,
  offsetOf,
  pannedBy,
  pictureAt,
  wholePicture,
  zoomedAt,
  zoomOf,
  zoomWords,
} from "@/components/compare/zoom"

test("zooming keeps what lies under the pointer there", () => {
  const pointer = { x: 0.3, y: 0.6 }
  const before = zoomedAt(wholePicture, 2, { x: 0.5, y: 0.5 })
  const after = zoomedAt(before, 1.7, pointer)
  expect(pictureAt(after, pointer).x).toBeCloseTo(pictureAt(before, pointer).x, 10)
  expect(pictureAt(after, pointer).y).toBeCloseTo(pictureAt(before, pointer).y, 10)
})

test("nothing beyond the picture's edges is seen, and out is never smaller than the whole", () => {
  expect(bounded({ scale: 4, x: -3, y: 9 })).toEqual({ scale: 4, x: 0.125, y: 0.875 })
  expect(zoomedAt({ scale: 2, x: 0.25, y: 0.75 }, 0.1)).toEqual(wholePicture)
  const corner = zoomedAt(wholePicture, 4, { x: 0, y: 0 })
  expect(offsetOf(corner)).toEqual({ x: 0, y: 0 })
})

test("a picture of fewer pixels than its box can be shown pixel for pixel, in the middle, and grows again", () => {
  const small = bounded({ scale: 0.8, x: 0.1, y: 0.9 })
  expect(small).toEqual({ scale: 0.8, x: 0.5, y: 0.5 })
  expect(zoomedAt(small, 0.5)).toEqual(small)
  expect(zoomedAt(small, 2).scale).toBeCloseTo(1.6)
})

test("a drag moves the picture with the hand", () => {
  const zoom = { scale: 4, x: 0.5, y: 0.5 }
  const moved = pannedBy(zoom, { x: 0.2, y: -0.1 })
  expect(pictureAt(moved, { x: 0.7, y: 0.4 })).toEqual(pictureAt(zoom, { x: 0.5, y: 0.5 }))
})

test("100 % is one pixel of the picture for one of the screen", () => {
  expect(actualScale(1280, 640, 1)).toBe(2)
  expect(actualScale(1280, 640, 2)).toBe(1)
})

test("the address holds the zoom and refuses what is none", () => {
  const zoom = { scale: 2.5, x: 0.4, y: 0.6 }
  expect(zoomOf(zoomWords(zoom))).toEqual(zoom)
  expect(zoomWords(wholePicture)).toBeNull()
  expect(zoomOf(null)).toEqual(wholePicture)
  expect(zoomOf([2])).toEqual(wholePicture)
  expect(zoomOf([2, Number.NaN, 0])).toEqual(wholePicture)
  expect(zoomOf([1000, 0.5, 0.5]).scale).toBe(32)
})
