import { describe, expect, it } from "vitest"
import type { VideoModel } from "@/lib/providers/catalogue"
import { formLimits } from "@/lib/providers/form-limits"
import { allModels, findModel } from "@/lib/providers/models"

function models(...ids: string[]): VideoModel[] {
  return ids.map((id) => {
    const model = findModel(id)
    if (model === undefined) throw new Error(`no ${id}`)
    return model
  })
}

const values = <T>(choices: readonly { value: T }[]): T[] => choices.map(({ value }) => value)

describe("what the form offers", () => {
  it("is what some ticked model takes, with the names of those that do not", () => {
    const { aspectRatios, durationsSeconds, resolutions } = formLimits(models("kling/kling-3.0", "runway/gen4.5"))
    expect(values(aspectRatios)).toEqual(["16:9", "9:16", "1:1"])
    expect(aspectRatios.find(({ value }) => value === "1:1")?.notTakenBy).toEqual(["Gen-4.5"])
    expect(resolutions.find(({ value }) => value === "4k")?.notTakenBy).toEqual(["Gen-4.5"])
    expect(durationsSeconds[0]).toEqual({ value: 2, notTakenBy: ["Kling 3.0"] })
    expect(durationsSeconds.find(({ value }) => value === 5)?.notTakenBy).toEqual([])
  })

  it("follows the way into the model that the frames choose", () => {
    const ticked = models("runway/gen4.5")
    expect(values(formLimits(ticked).aspectRatios)).toEqual(["16:9", "9:16"])
    const withFrame = formLimits(ticked, { hasFirstFrame: true, hasReferenceImages: false })
    expect(values(withFrame.aspectRatios)).toEqual(["16:9", "9:16", "1:1", "4:3", "3:4", "21:9"])
    const withReference = formLimits(models("fal/veo3.1"), { hasFirstFrame: false, hasReferenceImages: true })
    expect(values(withReference.durationsSeconds)).toEqual([8])
    expect(withReference.seed.isOffered).toBe(false)
  })

  it("names the model that causes the limit of the prompt", () => {
    const limits = formLimits(models("kling/kling-3.0", "runway/gen4.5", "fal/veo3.1"))
    expect(limits.maxPromptCharacters).toEqual({ value: 1000, causedBy: "Gen-4.5" })
    expect(limits.maxNegativePromptCharacters).toEqual({ value: 2000, causedBy: "Veo 3.1" })
  })

  it("gives the reason for what not all take, and hides what none takes only with a reason", () => {
    const limits = formLimits(models("kling/kling-3.0", "kling/kling-2.5-turbo", "runway/gen4.5"))
    expect(limits.seed).toEqual({
      isOffered: true,
      reason: "Kling 3.0 and Kling 2.5 Turbo take no seed.",
      notTakenBy: ["Kling 3.0", "Kling 2.5 Turbo"],
    })
    expect(limits.lastFrame).toMatchObject({ isOffered: true, reason: "Gen-4.5 takes no last frame." })
    expect(limits.referenceImages.isOffered).toBe(false)
    expect(limits.negativePrompt.reason).toBe("Kling 3.0, Kling 2.5 Turbo and Gen-4.5 take no negative prompt.")
    expect(limits.firstFrame).toEqual({ isOffered: true, reason: null, notTakenBy: [] })
  })

  it("is everything while nothing is ticked, or only what is retired", () => {
    expect(formLimits([])).toEqual(formLimits(models("fal/sora-2")))
    expect(formLimits([]).aspectRatios.length).toBe(7)
    expect(formLimits([]).maxPromptCharacters).toBeNull()
  })

  it("can be worked out for every pair of models", () => {
    for (const a of allModels) {
      for (const b of allModels) {
        const limits = formLimits([a, b], { hasFirstFrame: true, hasReferenceImages: true })
        expect(limits.aspectRatios.length).toBeGreaterThan(0)
        expect(limits.durationsSeconds.length).toBeGreaterThan(0)
      }
    }
  })
})
