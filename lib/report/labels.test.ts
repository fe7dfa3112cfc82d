import { expect, test } from "vitest"
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
