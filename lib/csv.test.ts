import { parse } from "csv-parse/sync"
import { expect, test } from "vitest"
import { csvOf } from "@/lib/csv"

test.each(["=1+1", "+1", "-1", "@sum", "\t=1", " =cmd|' /C calc'!A0"])("%j is written as text", (evil) => {
  const [, [cell = ""] = []] = parse(csvOf(["name"], [[evil]])) as string[][]
  expect(cell).toMatch(/^'[=+\-@]/)
})

test("what is written is read back: quotes, commas, lines, numbers, nothing", () => {
  const file = csvOf(["a", "b", "c", "d"], [['say "no", twice', "two\nlines", -1.5, null]])
  expect(parse(file)).toEqual([
    ["a", "b", "c", "d"],
    ['say "no", twice', "two lines", "-1.5", ""],
  ])
})
