import type RunwayML from "@runwayml/sdk"
import { describe, expect, expectTypeOf, it } from "vitest"
import type { ModeLimits, VideoModel } from "@/lib/providers/catalogue"
import type { ClipRef, VideoRequest } from "@/lib/providers/provider"
import { runwayFrameModels } from "@/lib/providers/runway/frame-models"
import { toRunwayFrames } from "@/lib/providers/runway/frame-request"
import { runwayModels } from "@/lib/providers/runway/models"
import { type RunwayMedia, type RunwaySubmit, toRunway } from "@/lib/providers/runway/request"
import type {
  gen4Sizes,
  gen45TextSizes,
  happyhorseSizes,
  omni11Sizes,
  PairsOf,
  seedance25Sizes,
  veoSizes,
  wanSizes,
} from "@/lib/providers/runway/sizes"
import type { seedanceSizes } from "@/lib/providers/seedance-sizes"
import { testImage, testRequest } from "@/lib/providers/testing"

const clip: ClipRef = { ...testImage({ mime: "video/mp4" }), durationSeconds: 5, fps: 24 }
const none: RunwayMedia = { firstFrame: undefined, lastFrame: undefined, references: [], sourceClip: undefined }
const models: readonly VideoModel[] = runwayModels

type Way = { name: string; mode: ModeLimits | undefined; media: Partial<RunwayMedia>; source?: true }
const waysInto = (model: VideoModel): Way[] => [
  { name: "words", mode: model.textToVideo, media: {} },
  { name: "a first frame", mode: model.imageToVideo, media: { firstFrame: "first" } },
  {
    name: "both frames",
    mode: model.lastFrame ? model.imageToVideo : undefined,
    media: { firstFrame: "first", lastFrame: "last" },
  },
  { name: "references", mode: model.referenceToVideo, media: { references: ["one", "two"] } },
  { name: "a clip", mode: model.sourceToVideo, media: { sourceClip: "clip", firstFrame: "first" }, source: true },
]

describe("every way in that the catalogue offers", () => {
  const active = models.filter(({ lifecycle }) => lifecycle.state === "active")
  it.each(active.map((model) => [model.id, model] as const))("%s has a body for each shape and size", (id, model) => {
    for (const { name, mode, media, source } of waysInto(model)) {
      if (mode === undefined) continue
      for (const aspectRatio of mode.aspectRatios) {
        for (const resolution of mode.resolutions) {
          const durationSeconds = mode.durationsSeconds[0] ?? 0
          const request = testRequest({
            model: id,
            aspectRatio,
            resolution,
            durationSeconds,
            ...(source && { sourceClip: clip }),
          })
          const submit = toRunway(request, { ...none, ...media })
          expect(submit, `${name} ${aspectRatio} ${resolution}`).not.toBeNull()
          expect(submit?.body.model).toBe(id.slice("runway/".length))
        }
      }
    }
  })

  it("and none for a retired model", () => {
    const retired = models.filter(({ lifecycle }) => lifecycle.state === "retired")
    expect(retired.length).toBeGreaterThan(0)
    for (const { id } of retired) expect(toRunway(testRequest({ model: id }), { ...none, sourceClip: "clip" })).toBeNull()
  })
})

function bodyFor(model: string, changes: Partial<VideoRequest> = {}, media: Partial<RunwayMedia> = {}) {
  const submit = toRunway(testRequest({ model: `runway/${model}`, ...changes }), { ...none, ...media })
  return submit && { path: submit.path, ...JSON.parse(JSON.stringify(submit.body)) }
}

describe("a body", () => {
  it("gives Wan its shape in pixels for words, and leaves it to the keyframes", () => {
    expect(bodyFor("wan3", { aspectRatio: "4:3", sound: true })).toEqual({
      path: "/v1/text_to_video",
      model: "wan3",
      promptText: "A lamp falls",
      duration: 5,
      audio: true,
      ratio: "1104:832",
    })
    const framed = bodyFor("wan3_prime", { resolution: "1080p" }, { firstFrame: "first", lastFrame: "last" })
    expect(framed).toMatchObject({ path: "/v1/image_to_video", ratio: "auto_1080p", audio: false })
    expect(framed.promptImage).toEqual([
      { uri: "first", position: "first" },
      { uri: "last", position: "last" },
    ])
  })

  it("names Hailuo's shape in words, and its size apart", () => {
    expect(bodyFor("hailuo3", { aspectRatio: "21:9", resolution: "2k" }, { references: ["one"] })).toMatchObject({
      path: "/v1/text_to_video",
      ratio: "21:9",
      resolution: "2k",
      references: [{ uri: "one" }],
    })
  })

  it("lets H3 Max rewrite the prompt, unless a seed is to repeat a clip", () => {
    expect(bodyFor("h3_max", { resolution: "768p" })).not.toHaveProperty("promptExpansionMode")
    expect(bodyFor("h3_max", { resolution: "768p", seed: 0 })).toMatchObject({ seed: 0, promptExpansionMode: "disabled" })
  })

  it("says no shape where the model follows the first frame", () => {
    for (const model of ["grok_imagine_1_5", "happyhorse_1_0"]) {
      expect(bodyFor(model, {}, { firstFrame: "first" })).not.toHaveProperty("ratio")
      expect(bodyFor(model, {}, { firstFrame: "first" })).toMatchObject({ resolution: "720p" })
    }
    expect(bodyFor("grok_imagine_1_5")).toMatchObject({ ratio: "16:9", resolution: "720p" })
    expect(bodyFor("happyhorse_1_0")).toMatchObject({ ratio: "1280:720" })
  })

  it("has a character play a clip, and needs both", () => {
    const media = { firstFrame: "still", sourceClip: "performance" }
    expect(bodyFor("act_two", { seed: 7, aspectRatio: "3:4" }, media)).toEqual({
      path: "/v1/character_performance",
      model: "act_two",
      character: { type: "image", uri: "still" },
      reference: { type: "video", uri: "performance" },
      ratio: "832:1104",
      seed: 7,
    })
    expect(bodyFor("act_two", {}, { sourceClip: "performance" })).toBeNull()
    expect(bodyFor("act_two", {}, { firstFrame: "still" })).toBeNull()
  })

  it("paints an edit out to another shape only where the clip has another", () => {
    const media = { sourceClip: "clip" }
    const same = bodyFor("aleph2", { sourceClip: clip }, media)
    expect(same).toEqual({ path: "/v1/video_to_video", model: "aleph2", videoUri: "clip", promptText: "A lamp falls" })
    expect(bodyFor("aleph2", { sourceClip: clip, aspectRatio: "1:1" }, media)).toMatchObject({ targetAspectRatio: "1:1" })
    const nearly = { ...clip, width: 1104, height: 832 }
    expect(bodyFor("aleph2", { sourceClip: nearly, aspectRatio: "4:3" }, media)).not.toHaveProperty("targetAspectRatio")
  })

  it("enlarges to Runway's words for a size, and makes 60 frames a second", () => {
    const media = { sourceClip: "clip" }
    expect(bodyFor("magnific_video_upscaler_creative", { resolution: "1080p" }, media)).toMatchObject({ resolution: "1k" })
    expect(bodyFor("magnific_video_upscaler_creative", { resolution: "4k" }, media)).toMatchObject({ resolution: "4k" })
    expect(bodyFor("enhance_frame_rate", {}, media)).toMatchObject({ path: "/v1/video_upscale", targetFramerate: "60" })
  })
})

describe("a frame model", () => {
  it.each(runwayFrameModels.map((model) => [model.id, model] as const))(
    "%s has a body for each shape and size",
    (id, model) => {
      for (const { size, microsEach } of model.sizes) {
        expect(microsEach).toBeGreaterThan(0)
        for (const aspectRatio of model.aspectRatios) {
          const request = {
            model: id,
            prompt: "x",
            aspectRatio,
            size,
            count: model.maxCount,
            seed: undefined,
            referenceImages: [],
          }
          const submit = toRunwayFrames(request, ["one"])
          expect(submit?.body.model, `${aspectRatio} ${size}`).toBe(id.slice("runway/".length))
          const [width = 0, height = 0] = submit?.body.ratio.split(":").map(Number) ?? []
          const [w = 1, h = 1] = aspectRatio.split(":").map(Number)
          expect(Math.abs(width / height / (w / h) - 1)).toBeLessThan(0.03)
        }
      }
    },
  )

  it("is refused without the reference that it needs", () => {
    const request = { prompt: "x", aspectRatio: "16:9", size: "1k", count: 1, seed: 0, referenceImages: [] } as const
    expect(toRunwayFrames({ ...request, model: "runway/gen4_image_turbo" }, [])).toBeNull()
    const body = toRunwayFrames({ ...request, model: "runway/gen4_image" }, [])?.body
    expect(JSON.parse(JSON.stringify(body))).toEqual({ model: "gen4_image", promptText: "x", ratio: "1280:720", seed: 0 })
  })
})

it("writes what the SDK's types allow, and names the models as they do", () => {
  type Params<Path extends RunwaySubmit["path"]> = Extract<RunwaySubmit, { path: Path }>["body"]
  expectTypeOf<Params<"/v1/text_to_video">>().toEqualTypeOf<RunwayML.TextToVideoCreateParams>()
  expectTypeOf<Params<"/v1/image_to_video">>().toEqualTypeOf<RunwayML.ImageToVideoCreateParams>()
  expectTypeOf<Params<"/v1/text_to_image">>().toEqualTypeOf<RunwayML.TextToImageCreateParams>()
  type Text = RunwayML.TextToVideoCreateParams
  type Image = RunwayML.ImageToVideoCreateParams
  type RatioOf<Params, Model> = NonNullable<Extract<Params, { model: Model }> extends { ratio?: infer R } ? R : never>
  expectTypeOf<PairsOf<typeof gen45TextSizes>>().toEqualTypeOf<RatioOf<Text, "gen4.5">>()
  expectTypeOf<PairsOf<typeof gen4Sizes>>().toEqualTypeOf<RatioOf<Image, "gen4_turbo">>()
  expectTypeOf<PairsOf<typeof veoSizes>>().toEqualTypeOf<RatioOf<Text, "veo3.1">>()
  expectTypeOf<PairsOf<typeof seedanceSizes>>().toEqualTypeOf<RatioOf<Text, "seedance2">>()
  expectTypeOf<PairsOf<typeof seedance25Sizes>>().toEqualTypeOf<RatioOf<Text, "seedance2_5">>()
  expectTypeOf<PairsOf<typeof omni11Sizes>>().toEqualTypeOf<RatioOf<Text, "gemini_omni_flash_1.1">>()
  expectTypeOf<PairsOf<typeof happyhorseSizes>>().toEqualTypeOf<RatioOf<Text, "happyhorse_1_0">>()
  expectTypeOf<PairsOf<typeof wanSizes>>().toExtend<RatioOf<Text, "wan3">>()
})
