import { expect, test } from "vitest"
import { cellKey, cellsOf, firstChoice, judgedTakes, withCell, withCells } from "@/components/arena/new/choice"
import { planOf } from "@/components/arena/new/plan-words"
import type { Candidates } from "@/lib/arena/candidates-schema"

function candidates(cells: readonly [shot: string, model: string, takes: number][]): Candidates {
  const names = (at: 0 | 1) => [...new Set(cells.map((cell) => cell[at]))]
  return {
    shots: names(0).map((id, index) => ({ id, number: index + 1, name: id })),
    models: names(1).map((id) => ({ id, name: id })),
    takes: cells.flatMap(([shotId, modelId, count]) =>
      Array.from({ length: count }, (_, index) => ({
        ...{ shotId, modelId, takeId: `${shotId}-${modelId}-${count - index}`, number: count - index },
        ...{ durationSeconds: 5, posterUrl: null },
      })),
    ),
  }
}

const two = candidates([
  ["boat", "kling", 2],
  ["boat", "veo", 1],
  ["lamp", "kling", 1],
  ["lamp", "veo", 1],
])
const ids = (choice: ReturnType<typeof firstChoice>, of = two) => judgedTakes(of, choice).map(({ takeId }) => takeId)

test("at first the newest take of each cell is in", () => {
  expect(ids(firstChoice(two, []))).toEqual(["boat-kling-2", "boat-veo-1", "lamp-kling-1", "lamp-veo-1"])
})

test("takes picked by hand are in, several of one model too, and nothing else", () => {
  expect(ids(firstChoice(two, ["boat-kling-1", "boat-kling-2", "boat-veo-1"]))).toEqual([
    "boat-kling-2",
    "boat-kling-1",
    "boat-veo-1",
  ])
})

test("a cell can hold another take or be left out; a shot of one model is not judged", () => {
  const other = withCell(firstChoice(two, []), cellKey("boat", "kling"), ["boat-kling-1"])
  expect(ids(other)).toContain("boat-kling-1")
  expect(ids(withCell(other, cellKey("boat", "veo"), []))).toEqual(["lamp-kling-1", "lamp-veo-1"])
})

test("a row or column goes out as a whole, and comes back without forgetting what stands in it", () => {
  const ofBoat = [...cellsOf(two)].filter(([key]) => key.startsWith("boat "))
  const out = withCells(firstChoice(two, []), ofBoat, false)
  expect(ids(out)).toEqual(["lamp-kling-1", "lamp-veo-1"])
  const other = withCell(out, cellKey("boat", "kling"), ["boat-kling-1"])
  expect(ids(withCells(other, ofBoat, true))).toEqual(["boat-kling-1", "boat-veo-1", "lamp-kling-1", "lamp-veo-1"])
})

test("more models than an evening holds are left out at first", () => {
  const many = candidates(Array.from({ length: 12 }, (_, index) => ["boat", `model-${index}`, 1]))
  expect(ids(firstChoice(many, []), many)).toHaveLength(8)
})

test("the plan tells the work, and when it means something", () => {
  const takes = judgedTakes(two, firstChoice(two, []))
  expect(planOf(takes, 2)).toEqual({
    what: "2 shots, 2 models, 4 clips",
    work: "About 3 pairs for each judge. It means something from 10 votes of everybody together, and 2 judges give at most 6: add shots or judges.",
  })
  expect(planOf([], 2).what).toBeNull()
  const six = candidates(
    [..."abcde"].flatMap((shot) => [..."123456"].map((model): [string, string, number] => [shot, model, 1])),
  )
  expect(planOf(judgedTakes(six, firstChoice(six, [])), 2).work).toBe(
    "About 83 pairs for each judge. It means something from 30 votes of everybody together, 15 each when both judge.",
  )
})
