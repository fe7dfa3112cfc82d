import { parse } from "csv-parse/sync"
import { expect, test } from "vitest"
import { csvOf } from "@/lib/report/csv"
import { uniqueLabels } from "@/lib/report/labels"

test("two of one name are told apart, the same way whatever the order", () => {
  const entries = [
    { id: "1", label: "Ada" },
    { id: "2", label: "Ada" },
    { id: "3", label: "Kling 3.0", detail: "fal" },
    { id: "4", label: "Kling 3.0", detail: "Kling" },
    { id: "5", label: "Ada (2)" },
  ]
  const labels = uniqueLabels(entries)
  expect([...labels.values()]).toEqual(["Ada", "Ada (2)", "Kling 3.0 (fal)", "Kling 3.0 (Kling)", "Ada (2) (2)"])
  expect([...uniqueLabels(entries.toReversed())].sort()).toEqual([...labels].sort())
})

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
