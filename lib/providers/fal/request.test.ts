import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import type { ModeLimits, VideoModel } from "@/lib/providers/catalogue"
import { forbidden } from "@/lib/providers/catalogue-guard"
import { falModels } from "@/lib/providers/fal/models"
import type { FalMedia, FalSubmit } from "@/lib/providers/fal/recipes/recipe"
import { isSendable, toFal } from "@/lib/providers/fal/request"
import type { ClipRef, VideoRequest } from "@/lib/providers/provider"
import { expectedSize } from "@/lib/providers/size"
import { testImage, testRequest } from "@/lib/providers/testing"
import { falModels as endpoints } from "@/lib/sandbox/fal/models"
import { chooseSize } from "@/lib/sandbox/fal/size"
import { findIssues } from "@/lib/sandbox/fal/validate"
import type { JsonObject } from "@/lib/sandbox/job"

const still = testImage()
const clip: ClipRef = { ...testImage({ mime: "video/mp4" }), durationSeconds: 5, fps: 24 }
const media: FalMedia = { firstFrame: undefined, lastFrame: undefined, references: [], sourceClip: undefined }

type Way = { name: string; mode: ModeLimits; asks: Partial<VideoRequest>; given: Partial<FalMedia> }

/** Every way into a model, with what it needs. */
function waysInto(model: VideoModel): Way[] {
  const { textToVideo, imageToVideo, referenceToVideo, sourceToVideo } = model
  const first = { asks: { firstFrame: still }, given: { firstFrame: "https://f/1.jpg" } }
  const last = { asks: { ...first.asks, lastFrame: still }, given: { ...first.given, lastFrame: "https://f/2.jpg" } }
  const many = Array.from({ length: model.maxReferenceImages }, () => still)
  const references = {
    asks: { referenceImages: many },
    given: { references: many.map((_, index) => `https://f/${index}.jpg`) },
  }
  const source = {
    asks: { ...first.asks, sourceClip: clip },
    given: { ...first.given, sourceClip: "https://f/clip.mp4" },
  }
  return [
    ...(textToVideo ? [{ name: "words", mode: textToVideo, asks: {}, given: {} }] : []),
    ...(imageToVideo ? [{ name: "a first frame", mode: imageToVideo, ...first }] : []),
    ...(imageToVideo && model.lastFrame ? [{ name: "both frames", mode: imageToVideo, ...last }] : []),
    ...(referenceToVideo ? [{ name: "references", mode: referenceToVideo, ...references }] : []),
    ...(sourceToVideo ? [{ name: "a clip", mode: sourceToVideo, ...source }] : []),
  ]
}

/** Everything that one way in offers, each with all options that the model has. */
function requestsOf(model: VideoModel, { mode, asks }: Way): VideoRequest[] {
  const camera = model.cameraParameters.map((motion) => ({ motion, strength: "medium" }) as const)
  const rest: Partial<VideoRequest> = {
    prompt: "x".repeat(model.maxPromptCharacters),
    negativePrompt:
      mode.withoutNegativePrompt || model.maxNegativePromptCharacters === 0
        ? undefined
        : "y".repeat(model.maxNegativePromptCharacters),
    seed: mode.withoutSeed ? undefined : model.seed?.min,
    sound: model.sound === "never" ? undefined : true,
    ...asks,
  }
  return mode.aspectRatios.flatMap((aspectRatio) =>
    mode.resolutions.flatMap((resolution) =>
      mode.durationsSeconds.flatMap((durationSeconds) =>
        [undefined, ...camera].map((move) =>
          testRequest({ ...rest, model: model.id, aspectRatio, resolution, durationSeconds, camera: move }),
        ),
      ),
    ),
  )
}

const catalogue: readonly VideoModel[] = falModels
const cases = catalogue
  .filter(({ id }) => isSendable(id))
  .flatMap((model) => waysInto(model).map((way) => [`${model.id} from ${way.name}`, model, way] as const))

/** As it travels: without undefined keys. */
function wired(submit: FalSubmit | null): { endpoint: string; input: JsonObject } {
  if (submit === null) throw new Error("nothing to send")
  return { endpoint: submit.endpoint, input: JSON.parse(JSON.stringify(submit.input)) }
}

describe("everything that the catalogue offers", () => {
  it("can be sent, but for the retired", () => {
    for (const { id, lifecycle } of catalogue) expect(isSendable(id)).toBe(lifecycle.state !== "retired")
  })

  it.each(cases)("is taken by the wire: %s", (_name, model, way) => {
    for (const request of requestsOf(model, way)) {
      expect(forbidden(request, model)).toBeNull()
      const { endpoint, input } = wired(toFal(request, { ...media, ...way.given }))
      const played = endpoints[endpoint]
      if (played === undefined) throw new Error(`the sandbox plays no ${endpoint}`)
      expect(findIssues(played, input)).toEqual([])
      expect(played.fixed?.fps).toBe(model.fps)
      // Nothing goes to a field that the endpoint lacks, where it would be ignored in silence.
      expect(Object.keys(input).filter((field) => played.fields[field] === undefined)).toEqual([])
      const [width, height] = expectedSize(model, request)
      const first = { sha256: "", bytes: 1, mime: "image/png", width, height }
      const size = chooseSize(played, input, way.given.firstFrame === undefined ? undefined : first)
      expect([size.width, size.height]).toEqual([width, height])
    }
  })
})

/** The SDK's own types of an endpoint's input, as text; its aliases resolved. */
function readTypes() {
  const source = readFileSync("node_modules/@fal-ai/client/src/types/endpoints.d.ts", "utf8")
  const aliases = new Map([...source.matchAll(/^export type (\w+) = (\w+);$/gm)].map(([, from, to]) => [from, to]))
  const bodies = new Map(
    [...source.matchAll(/^export type (\w+) = \{\n(.*?)^\};$/gms)].map(([, name, body]) => [name, body ?? ""]),
  )
  const inputs = new Map([...source.matchAll(/^ {4}"([^"]+)": \{\s*input: (\w+);/gm)].map(([, id, name]) => [id, name]))
  return (endpoint: string): Map<string, { isOptional: boolean; literals: string[] }> | undefined => {
    let name = inputs.get(endpoint)
    while (name !== undefined && aliases.has(name)) name = aliases.get(name)
    const body = name === undefined ? undefined : bodies.get(name)?.replace(/\/\*\*.*?\*\//gs, "")
    if (body === undefined) return undefined
    const fields = [...body.matchAll(/^\s*(\w+)(\?)?: (.+);$/gm)]
    return new Map(
      fields.map(([, field, mark, type]) => {
        const literals = [...(type ?? "").matchAll(/"([^"]*)"/g)].map(([, literal]) => literal ?? "")
        return [field ?? "", { isOptional: mark === "?", literals }] as const
      }),
    )
  }
}

/** Newer than @fal-ai/client 1.10.1. */
const untyped = /^(lightricks\/ltx-2\.5|minimax\/h3-max|alibaba\/wan-3\.0-prime|bytedance\/seedance-2\.5|xai\/.*\/v1\.5)\//

describe("the fields, by the types of fal's own SDK", () => {
  const typeOf = readTypes()
  it.each(cases)("are known and complete: %s", (_name, model, way) => {
    for (const request of requestsOf(model, way)) {
      const { endpoint, input } = wired(toFal(request, { ...media, ...way.given }))
      const type = typeOf(endpoint)
      expect(type === undefined).toBe(untyped.test(endpoint))
      if (type === undefined) return
      for (const [field, value] of Object.entries(input)) {
        const known = type.get(field)
        if (known === undefined) throw new Error(`${endpoint} has no ${field}`)
        if (known.literals.length > 0)
          expect([endpoint, field, known.literals]).toEqual([endpoint, field, expect.arrayContaining([value])])
      }
      for (const [field, { isOptional }] of type) if (!isOptional) expect(input).toHaveProperty(field)
    }
  })
})
