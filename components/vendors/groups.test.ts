import { describe, expect, it } from "vitest"
import { findQuotes, groupQuotes, shortList } from "@/components/vendors/groups"
import { type Quote, quoteAll } from "@/components/vendors/quote"
import { allModels } from "@/lib/providers/models"
import { shotDraft } from "@/lib/shots/schema"

const quotesFor = (modelIds: string[] = []) =>
  quoteAll(allModels, shotDraft.parse({ text: "A lamp falls.", modelIds }), [], { modes: {}, elsewhere: [] }, undefined)
const names = (quotes: readonly Quote[]) => quotes.map(({ model }) => model.name)
const closed = { kept: new Set<string>(), open: new Set<string>() }
const hidden = "kling/kling-2.6"

describe("the list of vendors", () => {
  it("names every model once: the name is what it is ticked by", () => {
    expect(new Set(names(quotesFor())).size).toBe(allModels.length)
  })

  it("begins with the models that people know, whatever is ticked", () => {
    const quotes = quotesFor()
    const { top } = groupQuotes(quotes, { top: shortList(quotes, {}), ...closed })
    expect(names(top)).toEqual(
      expect.arrayContaining(["Kling 3.0", "Gen-4.5", "Seedance 1.5 Pro", "Seedance 2.0 Mini", "Veo 3.1 Fast"]),
    )
    expect(top.length).toBeLessThan(12)
  })

  it("has every model in exactly one place once all is open", () => {
    const quotes = quotesFor([hidden])
    const open = new Set(quotes.map(({ model }) => model.provider))
    const { top, groups, retired } = groupQuotes(quotes, { top: shortList(quotes, {}), kept: new Set(), open })
    const all = [...top, ...groups.flatMap(({ rows }) => rows), ...retired]
    expect(names(all).toSorted()).toEqual(names(quotes).toSorted())
    for (const { count, rows } of groups) expect(rows).toHaveLength(count)
  })

  it("adds what the team has used, and what is ticked when it opens", () => {
    expect([...shortList(quotesFor(), { [hidden]: 30 })]).toContain(hidden)
    expect([...shortList(quotesFor([hidden]), {})]).toContain(hidden)
    expect([...shortList(quotesFor(), {})]).not.toContain(hidden)
  })

  it("never hides what is ticked, and keeps in place what was", () => {
    const top = shortList(quotesFor(), {})
    const seen = (quotes: Quote[], kept = new Set<string>()) =>
      groupQuotes(quotes, { top, kept, open: new Set() }).groups.flatMap(({ rows }) => rows.map(({ model }) => model.id))
    expect(seen(quotesFor())).toEqual([])
    expect(seen(quotesFor([hidden]))).toEqual([hidden])
    expect(seen(quotesFor(), new Set([hidden]))).toEqual([hidden])
  })

  it("finds by words of the name and the vendor, in any order", () => {
    expect(names(findQuotes(quotesFor(), "runway 4.5"))).toEqual(["Gen-4.5"])
    expect(names(findQuotes(quotesFor(), "KLING 3.0"))).toContain("Kling 3.0")
    expect(findQuotes(quotesFor(), "no such thing")).toEqual([])
  })
})
