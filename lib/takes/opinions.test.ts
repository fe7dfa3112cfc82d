import { describe, expect, it } from "vitest"
import { opinionWords, otherOpinions } from "@/lib/providers/refusal-words"
import { opinionsOn } from "@/lib/takes/opinions"
import type { TakeView } from "@/lib/takes/schema"

const take = (id: string, modelId: string, modelName: string, change: Partial<TakeView> = {}) =>
  ({ id, batchId: "b", modelId, modelName, status: "succeeded", failure: null, sentClipIds: [], ...change }) as TakeView

const refusal = (kind: string) => ({ kind, message: "", charged: false })
const kling = (kind: string, change: Partial<TakeView> = {}) =>
  take("1", "kling/kling-3.0", "Kling 3.0", { status: "refused", failure: refusal(kind), ...change })
const veo = (change: Partial<TakeView> = {}) => take("2", "fal/veo-3.1", "Veo 3.1", change)
const gen = (change: Partial<TakeView> = {}) => take("3", "runway/gen4.5", "Gen-4.5", change)

describe("how the others stand to a refusal", () => {
  it("names those that made a clip of the same prompt, and those that refused it too", () => {
    const all = [kling("prompt_refused"), veo(), gen({ status: "refused", failure: refusal("prompt_refused") })]
    expect(opinionsOn(kling("prompt_refused"), all)).toEqual({
      fact: "1 other model took it",
      words: "Veo 3.1 took the same prompt. Gen-4.5 refused it too.",
    })
  })

  it("takes no model's word that was not sent the same picture", () => {
    const refused = kling("person_refused", { sentClipIds: ["face"] })
    const all = [refused, veo({ sentClipIds: ["face", "more"] }), gen({ sentClipIds: [] })]
    expect(opinionsOn(refused, all)?.words).toBe("Veo 3.1 took the same prompt and pictures.")
  })

  it("leaves other presses, itself and its own further takes out", () => {
    const all = [kling("prompt_refused"), veo({ batchId: "c" }), take("4", "kling/kling-3.0", "Kling 3.0")]
    expect(opinionsOn(kling("prompt_refused"), all)).toEqual({ fact: "", words: "" })
  })

  it("says of those that have not ended what their catalogue says", () => {
    const all = [kling("minor_refused"), gen({ status: "running" })]
    expect(opinionsOn(kling("minor_refused"), all)?.words).toBe("Gen-4.5 is not known to refuse it.")
    const known = { kind: "person_refused", words: "Refuses real faces.", source: { evidence: "", readOn: "" } } as const
    const companion = { modelId: "x/y", name: "Seedance 2.0", refuses: [known], end: "other", sentClipIds: [] } as const
    const asked = { kind: "person_refused", modelId: "kling/kling-3.0", sentClipIds: [] } as const
    const words = (companions: Parameters<typeof otherOpinions>[1]) =>
      opinionWords("person_refused", otherOpinions(asked, companions))
    expect(words([companion])).toBe("Seedance 2.0 is known to refuse such input too: refuses real faces.")
    expect(words([{ ...companion, end: "succeeded" }])).toBe("Seedance 2.0 took the same prompt and pictures.")
  })

  it("has nothing to say of takes that were not refused", () => {
    expect(opinionsOn(veo(), [veo(), gen()])).toBeNull()
    expect(opinionsOn(kling("credit", { status: "failed" }), [veo()])).toBeNull()
  })
})
