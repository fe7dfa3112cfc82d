import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import type { VideoModel } from "@/lib/providers/catalogue"
import { withCatalogue } from "@/lib/providers/catalogue-docs"
import { failureMessage } from "@/lib/providers/failure-message"
import { allModels, findModel } from "@/lib/providers/models"
import { vendorName } from "@/lib/providers/names"
import { listPriceMicros } from "@/lib/providers/price"
import { refusalKinds } from "@/lib/providers/provider"
import { expectedSize } from "@/lib/providers/size"
import { providerIds, vendors } from "@/lib/providers/vendors"

const modesOf = (model: VideoModel) =>
  [model.textToVideo, model.imageToVideo, model.referenceToVideo, model.sourceToVideo].filter((mode) => mode !== undefined)

describe.each(allModels.map((model) => [model.id, model] as const))("the catalogue's %s", (id, model) => {
  it("is found by its id, which begins with its vendor", () => {
    expect(findModel(id)).toBe(model)
    expect(id.startsWith(`${model.provider}/`)).toBe(true)
    expect(allModels.filter((other) => other.id === id || other.name === model.name)).toEqual([model])
  })

  it("has a way in, ascending lengths, and a price for each of its sizes", () => {
    expect(modesOf(model).length).toBeGreaterThan(0)
    for (const mode of modesOf(model)) {
      expect(mode.durationsSeconds).toEqual([...mode.durationsSeconds].sort((a, b) => a - b))
      for (const resolution of mode.resolutions) {
        expect(listPriceMicros(model, { resolution, durationSeconds: 5, sound: true })).toBeGreaterThan(0)
      }
    }
    expect(
      model.prices.every(({ silentMicros, soundMicros }) => soundMicros >= silentMicros && Number.isInteger(silentMicros)),
    ).toBe(true)
  })

  it("does not contradict itself about stills", () => {
    if (model.lastFrame) expect(model.imageToVideo).toBeDefined()
    if (model.imageToVideo ?? model.referenceToVideo) expect(model.image).toBeDefined()
    if ((model.sourceToVideo?.firstFrame ?? "none") !== "none") expect(model.image).toBeDefined()
    expect(model.maxReferenceImages > 0).toBe(model.referenceToVideo !== undefined)
  })

  it("names successors that exist and live", () => {
    if (model.lifecycle.state === "active") return
    for (const successor of model.lifecycle.successorIds) expect(findModel(successor)?.lifecycle.state).toBe("active")
  })

  it("has even, plausible sizes in pixels", () => {
    for (const mode of modesOf(model)) {
      for (const aspectRatio of mode.aspectRatios) {
        for (const resolution of mode.resolutions) {
          const [width, height] = expectedSize(model, { aspectRatio, resolution })
          expect([width % 2, height % 2]).toEqual([0, 0])
          const [w = 1, h = 1] = aspectRatio.split(":").map(Number)
          expect(Math.abs(width / height / (w / h) - 1)).toBeLessThan(0.03)
        }
      }
    }
  })
})

it("stands in docs/providers.md as it is", () => {
  const document = readFileSync(new URL("../../docs/providers.md", import.meta.url), "utf8")
  expect(withCatalogue(document, vendors)).toBe(document)
})

it("has words for every failure at every vendor, and never a placeholder", () => {
  const kinds = [
    ...refusalKinds,
    "invalid_request",
    "vendor_error",
    "vendor_timeout",
    "auth",
    "credit",
    "rate_limited",
    "lost",
  ] as const
  for (const kind of kinds) {
    for (const provider of providerIds) {
      const message = failureMessage(kind, provider)
      expect(message).toContain(vendorName(provider))
      expect(message).not.toContain("NAME")
    }
  }
  expect(failureMessage("vendor_error", "kling", false)).toBe(
    "Kling had an error of its own. It was not charged. Submit again.",
  )
  expect(failureMessage("prompt_refused", "runway", true)).toContain("It was charged.")
})
