import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { cameraWords, strengthWords } from "@/lib/providers/camera-words"
import type { VideoModel } from "@/lib/providers/catalogue"
import { allModels, findModel } from "@/lib/providers/models"
import { type Preflight, type PreflightOption, preflight, type ShotAsk } from "@/lib/providers/preflight"
import type { CameraMotion } from "@/lib/providers/provider"
import { cameraMotions } from "@/lib/providers/provider"
import { createProvider } from "@/lib/providers/registry"
import { testCall, testImage, testSettings } from "@/lib/providers/testing"
import { plainGoogleBody } from "@/lib/providers/testing/google-body"
import { requireVendor } from "@/lib/providers/vendors"
import { aspectRatios, maxSeed, resolutions, type ShotSettings } from "@/lib/shots/schema"

const settings: ShotSettings = {
  aspectRatio: "16:9",
  durationSeconds: 5,
  resolution: "720p",
  seed: null,
  camera: null,
  sound: false,
}

function ask(overrides: Partial<Omit<ShotAsk, "settings">> & { settings?: Partial<ShotSettings> } = {}): ShotAsk {
  return {
    text: "A lamp falls",
    negativePrompt: "",
    frames: { first: null, last: null, references: [] },
    ...overrides,
    settings: { ...settings, ...overrides.settings },
  }
}

const first = testImage({ clipId: "first" })
const last = testImage({ clipId: "last" })
const reference = testImage({ clipId: "reference" })

type Body = Record<string, unknown>

/** What the adapter really puts on the wire for this request: the billable call alone. */
async function sentBody(model: VideoModel, flight: Preflight): Promise<{ path: string; body: Body }> {
  const posts: { path: string; body: Body }[] = []
  const recording: typeof fetch = async (input, init) => {
    const url = new URL(String(input))
    if (url.pathname.startsWith("/rest/")) {
      return Response.json({ upload_url: "https://cdn.example/put", file_url: "https://cdn.example/file" })
    }
    if (init?.method === "PUT") return new Response("")
    posts.push({ path: url.pathname, body: JSON.parse(String(init?.body)) })
    const name = "projects/p/locations/l/publishers/google/models/m/operations/1"
    return Response.json({ id: "1", request_id: "1", name, status: "queued", code: 0, data: { id: "1", video_id: "1" } })
  }
  const fields = requireVendor(model.provider).sandboxFields ?? {}
  const settings = testSettings("http://vendor.example", { fetch: recording, fields })
  const provider = await createProvider(model.provider, settings)
  await provider.submit(flight.request, testCall())
  const [post] = posts
  if (posts.length !== 1 || post === undefined) throw new Error(`${model.id} sent ${posts.length} billable calls`)
  return post
}

type Heard = {
  prompt: string
  /** The prompt is a script, and the clip as long as it takes to speak. */
  isSpoken: boolean
  negativePrompt: string
  aspectRatio: string | undefined
  resolution: string | undefined
  durationSeconds: number | undefined
  seed: number | null
  /** The move that a parameter asks for. */
  camera: CameraMotion | null
  sound: boolean
  first: boolean
  last: boolean
  references: number
}

/** LTX's words for what the camera does. */
const ltxMotions: Record<string, CameraMotion> = {
  static: "static",
  dolly_in: "push_in",
  dolly_out: "pull_out",
  dolly_left: "truck_left",
  dolly_right: "truck_right",
  jib_up: "pedestal_up",
  jib_down: "pedestal_down",
}

/** fal's endpoints have many names for one thing: the commonest for each. Some make sound without a field that says so. */
function inPlainFal({ path, body }: { path: string; body: Body }): Body {
  const size = String(body.resolution).toLowerCase()
  return {
    ...body,
    image_url: body.image_url ?? body.start_image_url,
    end_image_url: body.end_image_url ?? body.tail_image_url,
    image_urls: body.image_urls ?? body.reference_image_urls,
    resolution: body.resolution === undefined ? undefined : ({ "1440p": "2k", "2160p": "4k" }[size] ?? size),
    aspect_ratio: body.aspect_ratio === "adaptive" ? undefined : body.aspect_ratio,
    audio: body.audio ?? /h3-max|grok-imagine|wan\/v2/.test(path),
  }
}

/** Replicate's models name their stills by family, and Kling its sizes by mode. */
function inPlainReplicate({ input }: Body): Body {
  const said = input as Body
  const sizes: Record<string, string> = { standard: "720p", pro: "1080p", "4k": "4k" }
  return {
    ...said,
    image_url: said.image ?? said.start_image ?? said.first_frame_image,
    end_image_url: said.last_frame ?? said.end_image ?? said.last_frame_image,
    image_urls: said.reference_images,
    resolution: said.resolution ?? sizes[String(said.mode)],
  }
}

function plain(model: VideoModel, post: { path: string; body: Body }): Body {
  if (model.provider === "fal") return inPlainFal(post)
  if (model.provider === "replicate") return inPlainReplicate(post.body)
  return plainGoogleBody(post.body) ?? post.body
}

/** Reads a vendor's body back into our words, without the adapter's code. Undefined: the body does not say. */
function hear(model: VideoModel, post: { path: string; body: Body }): Heard {
  const body = plain(model, post)
  const settingsOf = (body.settings ?? body.video ?? {}) as Body
  // Luma's key frames: the first at index 0, the last at the clip's end.
  const keyFrames = (settingsOf.keyframe_indexes ?? []) as number[]
  const contents = (body.contents ?? []) as { type: string; text?: string }[]
  const images = (body.promptImage ?? []) as { position: string }[]
  // ModelArk's parts: the words, and stills by their role.
  const parts = (body.content ?? []) as { type: string; text?: string; role?: string }[]
  const isSpoken = typeof body.script === "string"
  const pixels = Object.entries(model.pixelSizes ?? {}).flatMap(([resolution, byRatio]) =>
    Object.entries(byRatio).map(([aspectRatio, size]) => ({ resolution, aspectRatio, ratio: size.join(":") })),
  )
  const pair = model.provider === "runway" ? pixels.find(({ ratio }) => ratio === body.ratio) : undefined
  const duration = body.duration ?? settingsOf.duration
  return {
    prompt: String(
      body.script ??
        body.prompt ??
        body.promptText ??
        parts.find(({ type }) => type === "text")?.text ??
        contents.find(({ type }) => type === "prompt")?.text,
    ),
    negativePrompt: String(body.negative_prompt ?? body.negativePrompt ?? ""),
    // "adaptive" does not say: the clip follows its frame.
    aspectRatio: (pair?.aspectRatio ??
      body.aspect_ratio ??
      settingsOf.aspect_ratio ??
      (parts.length === 0 || body.ratio === "adaptive" ? undefined : body.ratio)) as string | undefined,
    isSpoken,
    resolution: (pair?.resolution ?? body.resolution ?? settingsOf.resolution) as string | undefined,
    durationSeconds: duration === undefined ? undefined : Number.parseInt(String(duration), 10),
    seed: (body.seed ?? null) as number | null,
    camera: body.camera_fixed === true ? "static" : (ltxMotions[String(body.camera_motion)] ?? null),
    // A voice is always heard; HeyGen has no field for sound.
    sound:
      isSpoken ||
      model.provider === "heygen" ||
      // Runway's guests that always sound have no field for it either.
      (model.provider === "runway" && model.sound === "always") ||
      body.generate_audio === true ||
      body.audio === true ||
      settingsOf.audio === "native",
    first:
      body.image_url !== undefined ||
      body.first_frame_url !== undefined ||
      settingsOf.start_frame !== undefined ||
      keyFrames.includes(0) ||
      contents.some(({ type }) => type === "first_frame") ||
      parts.some(({ role }) => role === "first_frame") ||
      (isSpoken && body.image !== undefined) ||
      images.some(({ position }) => position === "first"),
    last:
      body.end_image_url !== undefined ||
      body.last_frame_url !== undefined ||
      settingsOf.end_frame !== undefined ||
      keyFrames.some((index) => index > 0) ||
      contents.some(({ type }) => type === "last_frame") ||
      parts.some(({ role }) => role === "last_frame") ||
      images.some(({ position }) => position === "last"),
    references:
      ((body.image_urls ?? body.references ?? []) as unknown[]).length +
      contents.filter(({ type }) => type === "refer_image").length +
      parts.filter(({ role }) => role === "reference_image").length,
  }
}

/** Which options of the ask did not arrive as they were asked. */
function changedOptions(asked: ShotAsk, heard: Heard, flight: Preflight): Set<PreflightOption> {
  const changed = new Set<PreflightOption>()
  const differs = (option: PreflightOption, isDifferent: boolean) => {
    if (isDifferent) changed.add(option)
  }
  const { request } = flight
  differs("negativePrompt", asked.negativePrompt.trim() !== heard.negativePrompt)
  // Where the body does not say, the model has one way only, which the request names.
  differs("aspectRatio", asked.settings.aspectRatio !== (heard.aspectRatio ?? request.aspectRatio))
  differs("resolution", asked.settings.resolution !== (heard.resolution ?? request.resolution))
  const { isSpoken } = heard
  differs("prompt", isSpoken)
  differs("durationSeconds", isSpoken || asked.settings.durationSeconds !== (heard.durationSeconds ?? request.durationSeconds))
  differs("seed", asked.settings.seed !== heard.seed)
  // A move that is a parameter leaves its strength to the words; a locked camera has none.
  const { camera } = asked.settings
  differs("camera", camera !== null && (heard.camera !== camera.motion || camera.motion !== "static"))
  differs("sound", asked.settings.sound !== heard.sound)
  differs("firstFrame", (asked.frames.first !== null) !== heard.first)
  differs("lastFrame", (asked.frames.last !== null) !== heard.last)
  differs("referenceImages", asked.frames.references.length !== heard.references)
  return changed
}

const stillKinds = new Set(["cropped", "scaled", "converted"])

async function expectHonest(model: VideoModel, asked: ShotAsk): Promise<void> {
  const flight = preflight(asked, model)
  if (flight.blocked !== null) return
  const heard = hear(model, await sentBody(model, flight))
  const noted = new Set(flight.notes.filter(({ kind }) => !stillKinds.has(kind)).map(({ option }) => option))
  expect([...noted].sort()).toEqual([...changedOptions(asked, heard, flight)].sort())

  const { request } = flight
  expect(heard).toMatchObject({
    prompt: request.prompt,
    negativePrompt: request.negativePrompt ?? "",
    seed: request.seed ?? null,
    sound: request.sound ?? false,
    first: request.firstFrame !== undefined,
    last: request.lastFrame !== undefined,
    references: request.referenceImages.length,
  })
  if (heard.aspectRatio !== undefined) expect(heard.aspectRatio).toBe(request.aspectRatio)
  if (heard.resolution !== undefined) expect(heard.resolution).toBe(request.resolution)
  if (heard.durationSeconds !== undefined) expect(heard.durationSeconds).toBe(request.durationSeconds)
  const { camera } = asked.settings
  const words = camera === null || heard.isSpoken ? "" : heard.camera === null ? cameraWords(camera) : strengthWords(camera)
  expect(heard.prompt).toBe([asked.text.trim(), words].filter((part) => part !== "").join(" "))
}

const asks: readonly (readonly [string, ShotAsk])[] = [
  ["as little as possible", ask()],
  ["a negative prompt", ask({ negativePrompt: "blur" })],
  ["seed 0", ask({ settings: { seed: 0 } })],
  ["the largest seed", ask({ settings: { seed: maxSeed } })],
  ["sound", ask({ settings: { sound: true } })],
  ["sound at 1080p", ask({ settings: { sound: true, resolution: "1080p" } })],
  ["a locked camera", ask({ settings: { camera: { motion: "static", strength: "slow" } } })],
  ["a camera that pushes in", ask({ settings: { camera: { motion: "push_in", strength: "medium" } } })],
  ["a moving camera", ask({ settings: { camera: { motion: "orbit_left", strength: "fast" } } })],
  ["a first frame", ask({ frames: { first, last: null, references: [] } })],
  ["a first and a last frame", ask({ frames: { first, last, references: [] } })],
  ["both frames at 1080p", ask({ frames: { first, last, references: [] }, settings: { resolution: "1080p" } })],
  ["a last frame alone", ask({ frames: { first: null, last, references: [] } })],
  ["one reference", ask({ frames: { first: null, last: null, references: [reference] } })],
  ["ten references", ask({ frames: { first: null, last: null, references: Array(10).fill(reference) } })],
  [
    "references with seed and negative prompt",
    ask({ frames: { first: null, last: null, references: [reference] }, negativePrompt: "blur", settings: { seed: 7 } }),
  ],
  ["a frame and references", ask({ frames: { first, last: null, references: [reference, reference] } })],
  ...aspectRatios.map((aspectRatio) => [aspectRatio, ask({ settings: { aspectRatio } })] as const),
  ...aspectRatios.map(
    (aspectRatio) =>
      [
        `${aspectRatio} from a frame`,
        ask({ settings: { aspectRatio }, frames: { first, last: null, references: [] } }),
      ] as const,
  ),
  ...resolutions.map((resolution) => [resolution, ask({ settings: { resolution } })] as const),
  ...[1, 2.5, 4, 6, 10, 11, 60].map(
    (durationSeconds) => [`${durationSeconds} s`, ask({ settings: { durationSeconds } })] as const,
  ),
]

const sendable = allModels.filter(({ lifecycle }) => lifecycle.state !== "retired")

describe.each(sendable.map((model) => [model.id, model] as const))("%s gets exactly what pre-flight says", (_id, model) => {
  it.each(asks)("for %s", async (_name, asked) => {
    await expectHonest(model, asked)
  })
})

const image = fc
  .record({
    width: fc.integer({ min: 64, max: 8000 }),
    height: fc.integer({ min: 64, max: 8000 }),
    mime: fc.constantFrom("image/jpeg", "image/png", "image/webp", "image/avif"),
  })
  .map((facts) => testImage(facts))
const anyAsk: fc.Arbitrary<ShotAsk> = fc.record({
  text: fc.string({ maxLength: 4000 }),
  negativePrompt: fc.oneof(fc.constant(""), fc.string({ maxLength: 3000 })),
  settings: fc.record({
    aspectRatio: fc.constantFrom(...aspectRatios),
    durationSeconds: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.double({ min: 1, max: 60, noNaN: true })),
    resolution: fc.constantFrom(...resolutions),
    seed: fc.option(fc.integer({ min: 0, max: maxSeed })),
    camera: fc.option(
      fc.record({ motion: fc.constantFrom(...cameraMotions), strength: fc.constantFrom("slow", "medium", "fast") }),
    ),
    sound: fc.boolean(),
  }),
  frames: fc.record({ first: fc.option(image), last: fc.option(image), references: fc.array(image, { maxLength: 10 }) }),
})
const anyModel = fc.constantFrom(...allModels)

describe("for any shot and model", () => {
  it("says neither more nor less than what the adapter sends", async () => {
    await fc.assert(
      fc.asyncProperty(anyAsk, fc.constantFrom(...sendable), (asked, model) => expectHonest(model, asked)),
      {
        numRuns: 300,
      },
    )
  })

  it("keeps the request within the model's limits, and the price whole and never below 0", () => {
    fc.assert(
      fc.property(anyAsk, anyModel, (asked, model) => {
        const { request, priceMicros, blocked } = preflight(asked, model)
        const mode =
          request.firstFrame !== undefined
            ? (model.imageToVideo ?? model.sourceToVideo)
            : request.referenceImages.length > 0
              ? model.referenceToVideo
              : (model.textToVideo ?? model.imageToVideo ?? model.sourceToVideo)
        expect(mode?.durationsSeconds).toContain(request.durationSeconds)
        expect(mode?.aspectRatios).toContain(request.aspectRatio)
        expect(mode?.resolutions).toContain(request.resolution)
        expect(request.referenceImages.length).toBeLessThanOrEqual(model.maxReferenceImages)
        if (request.lastFrame !== undefined) expect(request.firstFrame).toBeDefined()
        if (request.seed !== undefined) expect(request.seed).toBeLessThanOrEqual(model.seed?.max ?? -1)
        if (blocked === null) expect(request.prompt.length).toBeLessThanOrEqual(model.maxPromptCharacters)
        expect(Number.isSafeInteger(priceMicros)).toBe(true)
        expect(priceMicros).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 1000 },
    )
  })

  it("sends the same after the request was frozen as JSON in the database, where undefined keys vanish", async () => {
    await fc.assert(
      fc.asyncProperty(anyAsk, fc.constantFrom(...sendable), async (asked, model) => {
        const flight = preflight(asked, model)
        if (flight.blocked !== null) return
        const thawed: Preflight = { ...flight, request: JSON.parse(JSON.stringify(flight.request)) }
        expect(await sentBody(model, thawed)).toEqual(await sentBody(model, flight))
      }),
      { numRuns: 100 },
    )
  })
})

function flightOf(modelId: string, asked: ShotAsk, choices?: Parameters<typeof preflight>[2]): Preflight {
  const model = findModel(modelId)
  if (model === undefined) throw new Error(`no ${modelId}`)
  return preflight(asked, model, choices)
}

const messages = (flight: Preflight) => flight.notes.map(({ message }) => message)

describe("the words", () => {
  it("tell a longer clip with what it costs more", () => {
    const flight = flightOf("fal/veo3.1-fast", ask())
    expect(messages(flight)).toEqual(["5 s becomes 6 s, $0.10 more."])
    expect(flight.notes[0]?.priceChangeMicros).toBe(100_000)
    expect(flight.priceMicros).toBe(600_000)
  })

  it("tell a shorter clip, where the model makes none so long, with what it costs less", () => {
    expect(messages(flightOf("fal/veo3.1-fast", ask({ settings: { durationSeconds: 9 } })))).toEqual([
      "9 s becomes 8 s, $0.10 less.",
    ])
  })

  it("speak of no money in the sandbox", () => {
    expect(messages(flightOf("fal/veo3.1-fast", ask(), { isFree: true }))).toEqual(["5 s becomes 6 s."])
  })

  it("name what is not sent, and why where it depends on something", () => {
    const both = { first, last, references: [] }
    expect(messages(flightOf("runway/gen4.5", ask({ frames: both })))).toEqual(["The last frame is not sent."])
    expect(messages(flightOf("kling/kling-2.6", ask({ frames: both })))).toEqual([
      "The last frame is not sent: Kling 2.6 takes it only at 1080p.",
    ])
    expect(messages(flightOf("runway/gen4.5", ask({ settings: { camera: { motion: "push_in", strength: "slow" } } })))).toEqual(
      ["Camera goes into the prompt as words."],
    )
  })

  it("tell when a model went, unless the sandbox or another server revives it, and then only one that stays there", () => {
    expect(flightOf("openai/sora-2", ask()).blocked).toBe("Retired 24 Sep 2026. Successor: Kling 3.0 or Veo 3.1.")
    expect(flightOf("openai/sora-2", ask(), { revives: true }).blocked).toBeNull()
    expect(flightOf("fal/sora-2", ask(), { revives: true }).blocked).toMatch(/^Retired 24 Sep 2026/)
  })

  it("tell that a frame is scaled to the clip where it must have the clip's own size", () => {
    const frames = { first: testImage({ width: 1920, height: 1080 }), last: null, references: [] }
    expect(messages(flightOf("openai/sora-2", ask({ frames, settings: { durationSeconds: 4, sound: true } })))).toEqual([
      "The first frame is scaled to the clip's 1280 × 720.",
    ])
    const large = { durationSeconds: 4, sound: true, resolution: "1080p" } as const
    expect(messages(flightOf("openai/sora-2-pro", ask({ frames, settings: large })))).toEqual([])
  })

  it("tell what happens to a still that does not fit", () => {
    const tall = testImage({ width: 200, height: 400, mime: "image/webp" })
    expect(messages(flightOf("kling/kling-3.0", ask({ frames: { first: tall, last: null, references: [] } })))).toEqual([
      "The first frame is cropped to 16:9.",
      "The first frame is enlarged to 300 px on its short side.",
      "The first frame is sent as JPEG or PNG.",
    ])
  })
})

describe("a shot that a model cannot do", () => {
  it.each([
    ["runway/gen4_turbo", ask(), "Gen-4 Turbo needs a first frame."],
    ["kling/kling-3.0", ask({ text: " \n" }), "Write a prompt first."],
    ["fal/sora-2", ask(), "Retired 24 Sep 2026. Successor: Veo 3.1 or Seedance 1.5 Pro."],
    ["runway/gen4.5", ask({ text: "x".repeat(1001) }), "The prompt is 1 character too long for Gen-4.5, which takes 1,000."],
    [
      "runway/gen4.5",
      ask({ text: "x".repeat(1000), settings: { camera: { motion: "static", strength: "slow" } } }),
      "With the camera's words, the prompt is 37 characters too long for Gen-4.5, which takes 1,000.",
    ],
    [
      "fal/veo3.1",
      ask({ negativePrompt: "x".repeat(2002) }),
      "The negative prompt is 2 characters too long for Veo 3.1, which takes 2,000.",
    ],
  ])("is blocked at %s with the reason", (modelId, asked, reason) => {
    expect(flightOf(modelId, asked).blocked).toBe(reason)
  })
})
