import { expect, test } from "vitest"
import { meantBy, type PlayerKey } from "@/components/compare/player-key"

const done: string[] = []
const doing = (what: string) => () => void done.push(what)
const keys: PlayerKey[] = [
  { label: "A frame back", shortcut: "←", on: { arrowleft: doing("step") }, repeats: true },
  { label: "Move what is seen", shortcut: "⌥ ←", on: { "alt+arrowleft": doing("pan") }, repeats: true },
  { label: "Slip", shortcut: ",", on: { ",": doing("slip") } },
  { label: "Wipe", shortcut: "W", on: { w: doing("wipe") } },
]

function press(key: string, held: { code?: string; shiftKey?: boolean; altKey?: boolean } = {}) {
  done.length = 0
  const meant = meantBy(keys, { code: "", shiftKey: false, altKey: false, key, ...held })
  meant?.act({} as KeyboardEvent)
  return { done: done.join(), repeats: meant?.repeats }
}

test("an arrow with ⌥ is another key than the arrow", () => {
  expect(press("ArrowLeft")).toEqual({ done: "step", repeats: true })
  expect(press("ArrowLeft", { altKey: true })).toEqual({ done: "pan", repeats: true })
  expect(press("w", { altKey: true })).toEqual({ done: "", repeats: undefined })
})

test("with ⇧ a comma is still a comma, whatever the keyboard writes there", () => {
  expect(press("<", { shiftKey: true, code: "Comma" }).done).toBe("slip")
  expect(press(";", { shiftKey: true, code: "Comma" }).done).toBe("slip")
  // Where a letter lies on that key, the letter is meant.
  expect(press("W", { shiftKey: true, code: "Comma" }).done).toBe("wipe")
})

test("a key that means nothing does nothing", () => {
  expect(press("x")).toEqual({ done: "", repeats: undefined })
  expect(press("toString").done).toBe("")
})
