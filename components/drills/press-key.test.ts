import { expect, test } from "vitest"
import { pressAnswered, pressKey } from "@/components/drills/press-key"

function aStore() {
  const kept = new Map<string, string>()
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  }
}

test("the same ask keeps its key until it is answered; another ask, or another thing, has its own", () => {
  const store = aStore()
  let count = 0
  const newKey = () => `key ${++count}`
  const first = pressKey(store, "new drill", { name: "Walk" }, newKey)
  expect(pressKey(store, "new drill", { name: "Walk" }, newKey)).toBe(first)
  expect(pressKey(store, "round of a drill", { name: "Walk" }, newKey)).not.toBe(first)
  expect(pressKey(store, "new drill", { name: "Run" }, newKey)).not.toBe(first)
  const run = pressKey(store, "new drill", { name: "Run" }, newKey)
  pressAnswered(store, "new drill")
  expect(pressKey(store, "new drill", { name: "Run" }, newKey)).not.toBe(run)
})
