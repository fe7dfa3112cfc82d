import { describe, expect, it } from "vitest"
import { resolveAuto } from "@/lib/policies/resolve"
import { defaultWeights } from "@/lib/policies/schema"
import { findModel } from "@/lib/providers/models"
import { preflight } from "@/lib/providers/preflight"
import { toShotAsk } from "@/lib/shots/ask"
import { type AskedPress, batchItems, frameKeys } from "@/lib/shots/batch"
import { isVersion, sameJson } from "@/lib/shots/equal"
import { type ShownPrices, shotDraft, type VersionView } from "@/lib/shots/schema"

const kling = "kling/kling-3.0"
const modes = { fal: "sandbox", kling: "live", runway: "sandbox" } as const
const draft = shotDraft.parse({ text: "A lamp falls", modelIds: [kling] })

function priceOf(modelId: string) {
  const model = findModel(modelId)
  if (!model) throw new Error(modelId)
  return preflight(toShotAsk(draft, []), model).priceMicros
}

const press = (shown: ShownPrices, change: Partial<typeof draft> = {}) =>
  batchItems({ draft: { ...draft, ...change }, frames: [], modes, shown })

describe("what a press asks for", () => {
  it("is worked out afresh and carries the price that stood on the button", () => {
    const micros = priceOf(kling)
    expect(press({ [kling]: { mode: "live", micros } })).toMatchObject([
      { modelId: kling, mode: "live", priceMicros: micros, request: { model: kling, prompt: "A lamp falls" } },
    ])
  })

  it("is refused with the new price when the price is not the one that was shown", () => {
    const shown = { [kling]: { mode: "live", micros: priceOf(kling) - 1 } } as const
    expect(() => press(shown)).toThrow(/Kling 3.0 costs \$\d+\.\d\d a take now\. Nothing was sent and nothing charged\./)
  })

  it("is refused when the vendor went live after the button said free", () => {
    expect(() => press({ [kling]: { mode: "sandbox", micros: 0 } })).toThrow(/Nothing was sent/)
  })

  it("is refused when a model cannot do it, or nothing is ticked", () => {
    const shown = { [kling]: { mode: "live", micros: priceOf(kling) } } as const
    expect(() => press(shown, { text: " " })).toThrow(/Write a prompt first\. Nothing was sent/)
    expect(() => press({}, { modelIds: [] })).toThrow(/Tick at least one model/)
    expect(() => press({}, { modelIds: ["kling/none"] })).toThrow(/no model kling\/none/)
  })

  it("asks each model once, however often it is named", () => {
    const shown = { [kling]: { mode: "live", micros: priceOf(kling) } } as const
    expect(press(shown, { modelIds: [kling, kling] })).toHaveLength(1)
  })

  it("rehearses in the sandbox alone", () => {
    const seedance = "fal/seedance-1.5-pro"
    const items = batchItems({
      draft: { ...draft, modelIds: [kling, seedance] },
      frames: [],
      modes,
      shown: { [kling]: { mode: "live", micros: priceOf(kling) }, [seedance]: { mode: "sandbox", micros: 0 } },
      rehearsal: "[[sandbox: fail]]",
    })
    expect(items.map(({ request }) => request.prompt)).toEqual(["A lamp falls", "A lamp falls [[sandbox: fail]]"])
  })
})

describe("a retired model that the sandbox still plays", () => {
  const sora = "openai/sora-2"
  const asked = (mode: "sandbox" | "live", elsewhere: readonly string[] = []) => {
    const micros = mode === "live" ? 800_000 : 0
    return batchItems({
      draft: { ...draft, modelIds: [sora] },
      frames: [],
      modes: { openai: mode },
      elsewhere,
      shown: { [sora]: { mode, micros } },
    })
  }

  it("is made in the sandbox, and live on a server of the team's own", () => {
    expect(asked("sandbox")).toMatchObject([{ modelId: sora, mode: "sandbox", request: { durationSeconds: 8 } }])
    expect(asked("live", ["openai"])).toMatchObject([{ modelId: sora, mode: "live", priceMicros: 800_000 }])
  })

  it("is refused live at its vendor, with the day it went and what follows it", () => {
    const words = "Retired 24 Sep 2026. Successor: Kling 3.0 or Veo 3.1. Nothing was sent and nothing charged."
    expect(() => asked("live")).toThrow(words)
    expect(() => asked("live", ["kling"])).toThrow(words)
  })
})

describe("what Auto asks for", () => {
  const policies = { expectedSeconds: {}, hasSandbox: true, down: [], weights: defaultWeights, standings: {} }
  const auto = { ...draft, modelIds: ["auto:cheapest"] }
  const allInSandbox = {}
  const ranking = resolveAuto("cheapest", toShotAsk(auto, []), [], { ...policies, modes: allInSandbox })
  const chosen = ranking.ranked[0]?.model.id ?? ""
  const asked = (change: Partial<AskedPress>) =>
    batchItems({ draft: auto, frames: [], modes: allInSandbox, shown: {}, policies, ...change })
  const shown = { "auto:cheapest": { mode: "sandbox", micros: 0, modelId: chosen } } as const

  it("is the model that the policy chooses, with why, and with the best of each other vendor to fall to", () => {
    const [item, ...more] = asked({ shown })
    expect(more).toEqual([])
    expect(item).toMatchObject({ modelId: chosen, mode: "sandbox", auto: { policy: "cheapest", why: ranking.why } })
    const vendorOf = (id: string) => id.split("/")[0]
    const vendors = [chosen, ...(item?.auto?.rest ?? []).map(({ modelId }) => modelId)].map(vendorOf)
    expect(vendors.length).toBeGreaterThan(1)
    expect(new Set(vendors).size).toBe(vendors.length)
    for (const { modelId, request } of item?.auto?.rest ?? [])
      expect(request).toMatchObject({ model: modelId, prompt: draft.text })
  })

  it("passes over a vendor that does not answer, also among those to fall to", () => {
    const [first, second] = ranking.ranked.map(({ model }) => model.provider)
    const [without] = resolveAuto("cheapest", toShotAsk(auto, []), [], { ...policies, modes: {}, down: [first ?? ""] }).ranked
    expect(without?.model.provider).toBe(second)
  })

  it("is refused when the policy chooses another by now, at whatever price", () => {
    const other = { "auto:cheapest": { ...shown["auto:cheapest"], modelId: "runway/gen4.5" } }
    expect(() => asked({ shown: other })).toThrow(/^Auto chooses .* now\. Nothing was sent and nothing charged\./)
  })

  it("leaves a model that is ticked by hand to itself", () => {
    const both = { ...auto, modelIds: [chosen, "auto:cheapest"] }
    const next = ranking.ranked[1]?.model.id ?? ""
    const items = asked({
      draft: both,
      shown: { [chosen]: { mode: "sandbox", micros: 0 }, "auto:cheapest": { mode: "sandbox", micros: 0, modelId: next } },
    })
    expect(items.map(({ modelId }) => modelId)).toEqual([chosen, next])
  })

  it("rehearses a failure at the first vendor alone", () => {
    const [item] = asked({ shown, rehearsal: "[[sandbox: no-credit]]" })
    expect(item?.request.prompt).toBe("A lamp falls [[sandbox: no-credit]]")
    expect(item?.auto?.rest[0]?.request.prompt).toBe("A lamp falls")
  })

  it("is refused in words when nobody can do it", () => {
    const settings = { ...draft.settings, durationSeconds: 59 }
    expect(() => asked({ draft: { ...auto, settings }, shown })).toThrow(/^No model that can be reached does 59 s at 720p\./)
  })
})

describe("whether the form is a version that was sent", () => {
  const version = { text: draft.text, negativePrompt: "", settings: draft.settings, frames: [] } as unknown as VersionView

  it("does not mind the order of keys", () => {
    const turned = Object.fromEntries(Object.entries(draft.settings).reverse())
    expect(sameJson(turned, draft.settings)).toBe(true)
  })

  it("sees changed words and settings, and seed 0 as other than none", () => {
    expect(isVersion(version, draft, [])).toBe(true)
    expect(isVersion(version, { ...draft, text: "A lamp" }, [])).toBe(false)
    expect(isVersion(version, { ...draft, settings: { ...draft.settings, seed: 0 } }, [])).toBe(false)
  })

  it("names frames by role and clip, in any order", () => {
    const frame = (role: "first" | "last", clipId: string) => ({ role, clipId }) as Parameters<typeof frameKeys>[0][number]
    expect(frameKeys([frame("last", "b"), frame("first", "a")])).toEqual(frameKeys([frame("first", "a"), frame("last", "b")]))
  })
})
