import fc from "fast-check"
import { expect, test } from "vitest"
import { wallRows, wallShape } from "@/components/gallery/rows"
import type { TakeView } from "@/lib/takes/schema"

const aTake = (id: number, shotId: string) => ({ id: String(id), shotId, createdAt: new Date(0).toISOString() }) as TakeView

test("every take stands in exactly one row, in order, and no row is wider than the wall", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", "b", "c")), fc.integer({ min: 1, max: 8 }), (shots, columns) => {
      const takes = shots.map((shot, index) => aTake(index, shot))
      const rows = wallRows(takes, "shot", columns).filter((row) => row.kind === "takes")
      expect(rows.flatMap((row) => row.takes)).toEqual(takes)
      for (const row of rows) expect(row.takes.length).toBeLessThanOrEqual(columns)
    }),
  )
})

test("a heading stands before each run of one shot, with the whole run", () => {
  const takes = [aTake(1, "a"), aTake(2, "a"), aTake(3, "b"), aTake(4, "a")]
  const heads = wallRows(takes, "shot", 6).filter((row) => row.kind === "head")
  expect(heads.map(({ takes }) => takes.map(({ id }) => id))).toEqual([["1", "2"], ["3"], ["4"]])
})

test.each([
  [1408, "dense", 6, 224],
  [992, "dense", 4, 240],
  [366, "dense", 2, 176],
  [1408, "large", 4, 336],
] as const)("a wall %i wide and %s has %i pictures of %i in a row", (width, density, columns, cardWidth) => {
  expect(wallShape(width, density)).toMatchObject({ columns, cardWidth })
})
