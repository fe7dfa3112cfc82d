import type RunwayML from "@runwayml/sdk"
import { describe, expect, expectTypeOf, it } from "vitest"
import type { z } from "zod"
import { bodyOf, type runwayBodies } from "@/lib/sandbox/runway/models"
import { creditsOf } from "@/lib/sandbox/runway/prices"
import { sizeOfBody } from "@/lib/sandbox/runway/shapes"

type Sdk = {
  text_to_video: RunwayML.TextToVideoCreateParams
  image_to_video: RunwayML.ImageToVideoCreateParams
  video_to_video: Extract<RunwayML.VideoToVideoCreateParams, { model: "aleph2" }>
  character_performance: RunwayML.CharacterPerformanceCreateParams
  video_upscale: RunwayML.VideoUpscaleCreateParams
  text_to_image: RunwayML.TextToImageCreateParams
}
type Ours = typeof runwayBodies
type Input<P extends keyof Ours, M extends keyof Ours[P]> = Ours[P][M] extends z.ZodType ? z.input<Ours[P][M]> : never
type Theirs<P extends keyof Ours, M> = Extract<Sdk[P], { model: M }>
/** Fields that one of the two does not know. */
type OddFields<P extends keyof Ours> = {
  [M in keyof Ours[P]]: Exclude<keyof Input<P, M>, keyof Theirs<P, M>> | Exclude<keyof Theirs<P, M>, keyof Input<P, M>>
}[keyof Ours[P]]
/** Models where the SDK offers a `ratio` or a `resolution` that the sandbox refuses, or the other way round. */
type OddWords<P extends keyof Ours> = {
  [M in keyof Ours[P]]: [WordsOf<Theirs<P, M>>] extends [WordsOf<Input<P, M>>]
    ? [WordsOf<Input<P, M>>] extends [WordsOf<Theirs<P, M>>]
      ? never
      : M
    : M
}[keyof Ours[P]]
type WordsOf<Body> = {
  [K in keyof Body & ("ratio" | "resolution" | "quality" | "targetFramerate" | "outputFormat")]-?: Body[K]
}

describe("the sandbox's bodies", () => {
  it("are the SDK's: the same models, fields and words at every path", () => {
    expectTypeOf<keyof Ours["text_to_video"]>().toEqualTypeOf<Sdk["text_to_video"]["model"]>()
    expectTypeOf<keyof Ours["image_to_video"]>().toEqualTypeOf<Sdk["image_to_video"]["model"]>()
    expectTypeOf<keyof Ours["video_to_video"]>().toEqualTypeOf<Sdk["video_to_video"]["model"]>()
    expectTypeOf<keyof Ours["character_performance"]>().toEqualTypeOf<Sdk["character_performance"]["model"]>()
    expectTypeOf<keyof Ours["video_upscale"]>().toEqualTypeOf<Sdk["video_upscale"]["model"]>()
    expectTypeOf<keyof Ours["text_to_image"]>().toEqualTypeOf<Sdk["text_to_image"]["model"]>()
    expectTypeOf<OddFields<"text_to_video">>().toBeNever()
    expectTypeOf<OddFields<"image_to_video">>().toBeNever()
    expectTypeOf<OddFields<"video_to_video">>().toBeNever()
    expectTypeOf<OddFields<"character_performance">>().toBeNever()
    expectTypeOf<OddFields<"video_upscale">>().toBeNever()
    expectTypeOf<OddFields<"text_to_image">>().toBeNever()
    expectTypeOf<OddWords<"text_to_video">>().toBeNever()
    expectTypeOf<OddWords<"image_to_video">>().toBeNever()
    expectTypeOf<OddWords<"video_upscale">>().toBeNever()
    expectTypeOf<OddWords<"text_to_image">>().toBeNever()
  })

  it.each([
    ["image_to_video", { model: "wan3", promptText: "x", promptImage: "data:,", ratio: "1280:720" }, "ratio"],
    ["text_to_video", { model: "hailuo3", promptText: "x", ratio: "adaptive" }, "ratio"],
    [
      "text_to_video",
      { model: "grok_imagine_1_5", promptText: "x", resolution: "1080p", references: [{ uri: "x" }] },
      "resolution",
    ],
    ["text_to_video", { model: "wan3", promptText: "x", seed: 1 }, ""],
    [
      "text_to_image",
      { model: "gen4_image_turbo", promptText: "x", ratio: "1280:720", referenceImages: [] },
      "referenceImages",
    ],
    ["text_to_image", { model: "gemini_image3_pro", promptText: "x", ratio: "1024:1024", outputCount: 2 }, "outputCount"],
    ["text_to_image", { model: "seedream5_lite", promptText: "x", ratio: "640:480" }, "ratio"],
    ["text_to_image", { model: "grok_imagine_image_2", promptText: "x", ratio: "1280:720", edit: true }, "referenceImages"],
    ["video_upscale", { model: "enhance_frame_rate", videoUri: "x", targetFramerate: "61" }, "targetFramerate"],
    ["video_to_video", { model: "aleph2", videoUri: "x", duration: 5 }, ""],
  ] as const)("refuse at %s %j because of %s", (path, body, field) => {
    const parsed = bodyOf(path, body.model)?.safeParse(body)
    expect(parsed?.error?.issues.map((issue) => issue.path.join("."))).toEqual([field])
  })

  it.each([
    [{ model: "gen4.5", duration: 5 }, 5, 24, 60],
    [{ model: "veo3.1", duration: 4, audio: false }, 4, 24, 80],
    [{ model: "veo3.1", duration: 4 }, 4, 24, 160],
    [{ model: "seedance2_5", ratio: "854:480" }, 4, 24, 80],
    [{ model: "seedance2_5", ratio: "1920:1080" }, 5, 24, 340],
    [{ model: "wan3", ratio: "auto_480p" }, 2, 24, 10],
    [{ model: "wan3_prime", ratio: "832:480" }, 5, 24, 34],
    [{ model: "gemini_omni_flash_1.1", ratio: "640:360" }, 3, 24, 11],
    [{ model: "hailuo3", resolution: "768p", references: [{ uri: "a" }] }, 5, 24, 52],
    [{ model: "aleph2" }, 1.5, 24, 56],
    // Both measured against the real host on 2026-08-26.
    [{ model: "magnific_video_upscaler_creative", resolution: "1k" }, 3, 30, 63],
    [{ model: "magnific_video_upscaler_creative", resolution: "2k" }, 3, 30, 81],
    [{ model: "enhance_frame_rate" }, 10, 60, 5],
    [{ model: "gen4_image", ratio: "1280:720" }, 0, 24, 5],
    [{ model: "gen4_image", ratio: "1920:1080" }, 0, 24, 8],
    [{ model: "gpt_image_2", ratio: "3840:2160" }, 0, 24, 41],
    [
      { model: "grok_imagine_image_2", ratio: "1280:720", outputCount: 4, referenceImages: [{ uri: "a" }, { uri: "b" }] },
      0,
      24,
      26,
    ],
  ])("cost %j for %d s at %d fps %d credits", (body, seconds, fps, credits) => {
    expect(creditsOf(body, { seconds, fps })).toBe(credits)
  })

  it("make what they name, and else the shape of the first frame", () => {
    const square = { first: { width: 900, height: 900 } }
    expect(sizeOfBody("text_to_video", { model: "gen4.5", ratio: "1584:672" }, {})).toEqual({ width: 1584, height: 672 })
    expect(sizeOfBody("text_to_video", { model: "hailuo3", ratio: "21:9", resolution: "768p" }, {})).toEqual({
      width: 1792,
      height: 768,
    })
    expect(sizeOfBody("image_to_video", { model: "wan3", ratio: "auto_480p" }, square)).toEqual({ width: 624, height: 624 })
    expect(sizeOfBody("image_to_video", { model: "h3_max", resolution: "768p" }, square)).toEqual({ width: 768, height: 768 })
    const source = { width: 640, height: 360, fps: 30 }
    const upscaled = { model: "magnific_video_upscaler_creative", resolution: "1k" }
    expect(sizeOfBody("video_upscale", upscaled, { source })).toEqual({ width: 1920, height: 1080 })
    expect(sizeOfBody("video_to_video", { model: "aleph2" }, { source })).toEqual({ width: 640, height: 360 })
    expect(sizeOfBody("video_to_video", { model: "aleph2", targetAspectRatio: "1:1" }, { source })).toEqual({
      width: 360,
      height: 360,
    })
  })
})
