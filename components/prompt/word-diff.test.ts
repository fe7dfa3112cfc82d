import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { diffExcerpt, wordDiff } from "@/components/prompt/word-diff"

describe("what changed between two wordings", () => {
  it("strikes what went and marks what came", () => {
    expect(wordDiff("The lamp falls. Follow it down.", "The lamp falls. Stay on the table.")).toEqual([
      { kind: "same", text: "The lamp falls. " },
      { kind: "struck", text: "Follow it down." },
      { kind: "added", text: "Stay on the table." },
    ])
  })

  it("finds nothing in an equal wording", () => {
    expect(diffExcerpt(wordDiff("A lamp falls", "A lamp falls"))).toEqual([])
  })

  it("begins an excerpt a few words before the change", () => {
    const parts = wordDiff("one two three four five six seven old", "one two three four five six seven new")
    expect(diffExcerpt(parts)[0]).toEqual({ kind: "same", text: "…three four five six seven " })
  })

  it("always gives back both wordings, word for word", () => {
    const wording = fc.array(fc.constantFrom("a", "lamp", "falls", "down", "the", "table"), { maxLength: 30 })
    fc.assert(
      fc.property(wording, wording, (before, after) => {
        const parts = wordDiff(before.join(" "), after.join(" "))
        const words = (...kinds: string[]) =>
          parts
            .filter(({ kind }) => kinds.includes(kind))
            .map(({ text }) => text)
            .join(" ")
            .match(/\S+/g) ?? []
        expect(words("same", "struck")).toEqual(before)
        expect(words("same", "added")).toEqual(after)
      }),
    )
  })

  it("does not compare two very long wordings word by word", () => {
    const long = (word: string) => Array.from({ length: 3000 }, (_, index) => `${word}${index}`).join(" ")
    expect(wordDiff(long("a"), long("b")).map(({ kind }) => kind)).toEqual(["struck", "added"])
  })
})
