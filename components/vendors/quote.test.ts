import { describe, expect, it } from "vitest"
import { billOf, quoteAll, quoteAutos, shownPrices } from "@/components/vendors/quote"
import { defaultWeights } from "@/lib/policies/schema"
import { allModels } from "@/lib/providers/models"
import { batchItems } from "@/lib/shots/batch"
import { type ShotDraft, type StudioState, shotDraft } from "@/lib/shots/schema"

const state = {
  shot: { frames: [] },
  modes: { kling: "live", runway: "live" },
  elsewhere: [],
  expectedSeconds: { "kling/kling-3.0": 70, "runway/gen4.5": 40 },
  budget: null,
  mayGenerate: true,
  policies: { hasSandbox: true, down: [], weights: defaultWeights, standings: {} },
} as unknown as StudioState

function bill(change: Partial<ShotDraft>) {
  const draft = shotDraft.parse({ text: "A lamp falls.", ...change })
  const autos = quoteAutos(draft, state, undefined)
  return { draft, autos, bill: billOf(quoteAll(allModels, draft, [], state, undefined), autos, draft, state) }
}

describe("the button's sum", () => {
  it("includes what Auto came to, and is what the server works out", () => {
    const asked = bill({ modelIds: ["auto:fastest", "kling/kling-3.0"], takesPerModel: 2 })
    expect(asked.bill.blocked).toBeNull()
    expect(asked.autos[0]?.quote?.model.id).toBe("runway/gen4.5")
    const { policies, modes, expectedSeconds } = state
    const items = batchItems({
      draft: asked.draft,
      frames: [],
      modes,
      shown: shownPrices(asked.bill),
      policies: { ...policies, expectedSeconds },
    })
    expect(items.map(({ modelId }) => modelId)).toEqual(["runway/gen4.5", "kling/kling-3.0"])
    expect(asked.bill.totalMicros).toBe(2 * items.reduce((sum, { priceMicros }) => sum + priceMicros, 0))
    expect(asked.bill.takeCount).toBe(4)
  })

  it("is held back with the policy's own words when no model can do it", () => {
    const asked = bill({ modelIds: ["auto:cheapest"], settings: { ...shotDraft.parse({}).settings, durationSeconds: 59 } })
    expect(asked.bill).toMatchObject({ takeCount: 0, blocked: asked.autos[0]?.why })
    expect(asked.bill.blocked).toMatch(/^No model that can be reached does 59 s/)
  })

  it("says that a prompt is missing, and shows the price all the same", () => {
    const asked = bill({ text: "", modelIds: ["auto:cheapest"] })
    expect(asked.bill.blocked).toBe("Write a prompt first.")
    expect(asked.bill.totalMicros).toBeGreaterThan(0)
  })
})
