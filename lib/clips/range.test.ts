import { expect, test } from "vitest"
import { namesTag, parseRange } from "@/lib/clips/range"

test.each([
  [null, null],
  ["bytes=0-0", { start: 0, end: 0 }],
  ["bytes=0-499", { start: 0, end: 499 }],
  ["bytes=500-", { start: 500, end: 999 }],
  ["bytes=-1", { start: 999, end: 999 }],
  ["bytes=-5000", { start: 0, end: 999 }],
  ["bytes=999-5000", { start: 999, end: 999 }],
  ["bytes=1000-", "unsatisfiable"],
  ["bytes=1000-2000", "unsatisfiable"],
  ["bytes=-0", "unsatisfiable"],
  ["bytes=5-4", null],
  ["bytes=-", null],
  ["bytes=0-1,5-6", null],
  ["items=0-1", null],
  ["bytes=a-b", null],
  ["bytes=99999999999999999999-", "unsatisfiable"],
] as const)("of 1,000 bytes, %j asks for %j", (header, range) => {
  expect(parseRange(header, 1000)).toEqual(range)
})

test("nothing can be taken from an empty file", () => {
  expect(parseRange("bytes=0-", 0)).toBe("unsatisfiable")
  expect(parseRange("bytes=-1", 0)).toBe("unsatisfiable")
})

test.each([
  ['"a"', true],
  ['W/"a"', true],
  ['"b", "a"', true],
  ["*", true],
  ['"b"', false],
  [null, false],
])("If-None-Match %j names the tag: %j", (header, isNamed) => {
  expect(namesTag(header, '"a"')).toBe(isNamed)
})
