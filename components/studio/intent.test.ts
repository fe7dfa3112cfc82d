import { describe, expect, it } from "vitest"
import { closeIntent, intentToResume, openIntent, readIntent } from "@/components/studio/intent"
import { shotDraft } from "@/lib/shots/schema"

function aStore() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

function keys() {
  let count = 0
  return () => `key-${++count}-of-sixteen`
}

const asked = (text: string) => ({ shotId: "a", draft: shotDraft.parse({ text }), frames: [], shown: {} })

describe("one intent to generate", () => {
  it("keeps its key when the same press is made again before it was answered", () => {
    const [store, newKey] = [aStore(), keys()]
    const first = openIntent(store, asked("lamp"), newKey)
    expect(openIntent(store, asked("lamp"), newKey)).toEqual(first)
  })

  it("is a new one once it was answered", () => {
    const [store, newKey] = [aStore(), keys()]
    const first = openIntent(store, asked("lamp"), newKey)
    closeIntent(store, first)
    expect(openIntent(store, asked("lamp"), newKey).press.submitKey).not.toBe(first.press.submitKey)
  })

  it("is a new one when something else is asked", () => {
    const [store, newKey] = [aStore(), keys()]
    const first = openIntent(store, asked("lamp"), newKey)
    expect(openIntent(store, asked("lantern"), newKey).press.submitKey).not.toBe(first.press.submitKey)
  })

  it("is found again after a refresh, until it is answered", () => {
    const store = aStore()
    const first = openIntent(store, asked("lamp"), keys())
    expect(readIntent(store, "a")).toEqual(first)
    closeIntent(store, first)
    expect(readIntent(store, "a")).toBeNull()
  })

  it("is sent once more by itself after a refresh, but not when it has grown old", () => {
    const store = aStore()
    const { press, pressedAt } = openIntent(store, asked("lamp"), keys())
    expect(intentToResume(store, "a", pressedAt + 30_000)?.press).toEqual(press)
    expect(intentToResume(store, "a", pressedAt + 10 * 60_000)).toBeNull()
    expect(openIntent(store, asked("lamp"), keys()).press.submitKey).toBe(press.submitKey)
  })

  it("is not closed by the late answer to an older one", () => {
    const [store, newKey] = [aStore(), keys()]
    const older = openIntent(store, asked("lamp"), newKey)
    const newer = openIntent(store, asked("lantern"), newKey)
    closeIntent(store, older)
    expect(readIntent(store, "a")).toEqual(newer)
  })
})
