import sharp from "sharp"
import { afterEach, describe, expect, it } from "vitest"
import type { FrameModel } from "@/lib/providers/catalogue"
import { ProviderError } from "@/lib/providers/errors"
import replies from "@/lib/providers/openai/fixtures/replies.json"
import { openAiFrameModels } from "@/lib/providers/openai/models"
import { createAdapter } from "@/lib/providers/openai/provider"
import type { FrameRequest, ProviderSettings } from "@/lib/providers/provider"
import {
  type Answer,
  startVendor,
  type TestVendor,
  testCall,
  testImage,
  testRequest,
  testSettings,
} from "@/lib/providers/testing"
import { makeStill } from "@/lib/sandbox/testing/harness"

let vendor: TestVendor
afterEach(() => vendor.stop())

async function adapter(answer: Answer | ((url: string) => Answer), changes: Partial<ProviderSettings> = {}) {
  vendor = await startVendor(({ url }) => (typeof answer === "function" ? answer(url) : answer))
  return createAdapter(testSettings(vendor.url, changes))
}

const sora = testRequest({ model: "openai/sora-2", durationSeconds: 8, sound: true })
const call = { signal: new AbortController().signal }
const job = { kind: "video", id: "video_1" }

async function refusal(run: Promise<unknown>): Promise<ProviderError> {
  const error = await run.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof ProviderError) return error
  throw error ?? new Error("It went well.")
}

/** Fields and files of the form that arrived. */
function arrived(index = 0): Promise<FormData> {
  const { headers, body } = vendor.seen[index] ?? { headers: {}, body: Buffer.of() }
  const type = String(headers["content-type"])
  return new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData()
}

describe("a video", () => {
  it("is asked for once, as a form, with its length as a word", async () => {
    const openai = await adapter({ json: replies.queued })
    const submission = await openai.submit(sora, testCall())
    expect(submission.vendorJobId).toBe(replies.queued.id)
    expect(vendor.seen).toHaveLength(1)
    expect(vendor.seen[0]).toMatchObject({ method: "POST", url: "/videos", headers: { authorization: "Bearer test-key" } })
    expect(Object.fromEntries(await arrived())).toEqual({
      model: "sora-2",
      prompt: "A lamp falls",
      seconds: "8",
      size: "1280x720",
    })
  })

  it("begins with a frame that has exactly the clip's size, whatever size it came in", async () => {
    const openai = await adapter({ json: replies.queued })
    const bytes = await makeStill(640, 361, "png")
    const readImage = async () => ({ bytes, mime: "image/png" })
    await openai.submit({ ...sora, aspectRatio: "9:16", firstFrame: testImage() }, testCall({ readImage }))
    const file = (await arrived()).get("input_reference") as File
    expect([file.name, file.type]).toEqual(["frame.png", "image/png"])
    const { width, height } = await sharp(Buffer.from(await file.arrayBuffer())).metadata()
    expect([width, height]).toEqual([720, 1280])
    const unread = openai.submit({ ...sora, firstFrame: testImage() }, testCall())
    expect(await refusal(unread)).toMatchObject({ kind: "invalid_request", acceptance: "no" })
    expect(vendor.seen).toHaveLength(1)
  })

  it("goes to the server that the team named, and nowhere when that is no address", async () => {
    const openai = await adapter({ json: replies.queued })
    const named = createAdapter(
      testSettings("http://unused.invalid", { fields: { baseUrl: ` ${vendor.url}/own/v1/ ` }, fetch }),
    )
    await named.submit(sora, testCall())
    expect(vendor.seen[0]?.url).toBe("/own/v1/videos")
    await openai.submit(sora, testCall())
    const wrong = createAdapter(testSettings(vendor.url, { fields: { baseUrl: "file:///etc/passwd" } }))
    expect(await refusal(wrong.submit(sora, testCall()))).toMatchObject({ kind: "invalid_request", acceptance: "no" })
    expect(vendor.seen).toHaveLength(2)
  })

  it.each([
    ["running", { status: "running", progress: 0.33 }],
    ["completed", { status: "succeeded", files: [{ key: "video", mime: "video/mp4" }] }],
    ["tomorrow", { status: "running" }],
    ["blocked", { status: "failed", failure: { kind: "refused" } }],
    ["broken", { status: "failed", failure: { kind: "vendor_error" } }],
  ] as const)("that is %s is told so", async (name, report) => {
    const openai = await adapter({ json: replies[name] })
    expect(await openai.check(job, call)).toMatchObject(report)
  })

  it("that is unknown, or was never a video, is lost", async () => {
    const openai = await adapter({ status: 404, json: { error: { message: "not found" } } })
    expect(await openai.check(job, call)).toMatchObject({ status: "failed", failure: { kind: "lost" } })
    expect(await openai.check({ kind: "images", id: "req_1" }, call)).toMatchObject({ failure: { kind: "lost" } })
    expect(vendor.seen).toHaveLength(1)
  })

  it.each([
    [400, replies.sentinel, "prompt_refused", "no", false],
    [429, replies.quota, "credit", "no", false],
    [429, {}, "rate_limited", "no", true],
    [401, {}, "auth", "no", false],
    [404, {}, "not_found", "no", false],
    [500, replies.sentinel, "unavailable", "maybe", false],
    [200, { object: "video" }, "bad_reply", "maybe", false],
  ] as const)(
    "is refused with %i %j as it should be, and never sent again",
    async (status, json, kind, acceptance, isRetryable) => {
      const openai = await adapter({ status, json })
      expect(await refusal(openai.submit(sora, testCall()))).toMatchObject({ kind, acceptance, isRetryable })
      expect(vendor.seen).toHaveLength(1)
    },
  )

  it("is not sent after a stop, and may have been taken when the answer is cut off", async () => {
    vendor = await startVendor(
      () => null,
      (_request, response) => response.destroy(),
    )
    const openai = createAdapter(testSettings(vendor.url))
    const stopped = testCall({ signal: AbortSignal.abort() })
    expect(await refusal(openai.submit(sora, stopped))).toMatchObject({ acceptance: "no" })
    expect(vendor.seen).toHaveLength(0)
    expect(await refusal(openai.submit(sora, testCall()))).toMatchObject({ kind: "unavailable", acceptance: "maybe" })
    expect(vendor.seen).toHaveLength(1)
  })
})

describe("a video's file", () => {
  it("is opened with the key, which does not follow a redirect to elsewhere", async () => {
    const storage = await startVendor(() => ({ text: "clip", headers: { "content-type": "video/mp4" } }))
    const toStorage: typeof fetch = (input, init) => fetch(String(input).replace("https://storage.example", storage.url), init)
    const answer = { status: 307, headers: { location: "https://storage.example/file" } }
    const openai = await adapter(answer, { fetch: toStorage })
    const file = await openai.download?.(job, "video", call)
    expect([file?.mime, await new Response(file?.body).text()]).toEqual(["video/mp4", "clip"])
    expect(vendor.seen[0]).toMatchObject({
      url: "/videos/video_1/content?variant=video",
      headers: { authorization: "Bearer test-key" },
    })
    expect(storage.seen[0]?.headers.authorization).toBeUndefined()
    await storage.stop()
  })

  it("is not fetched over plain http from another host", async () => {
    const openai = await adapter({ status: 302, headers: { location: "http://10.0.0.1/file" } })
    expect(await refusal(openai.download?.(job, "video", call) ?? Promise.resolve())).toMatchObject({ kind: "bad_reply" })
    expect(vendor.seen).toHaveLength(1)
  })

  it("is not found once it has expired", async () => {
    const openai = await adapter({ status: 404, json: {} })
    expect(await refusal(openai.download?.(job, "video", call) ?? Promise.resolve())).toMatchObject({ kind: "not_found" })
  })
})

describe("stills", () => {
  const frames: FrameRequest = {
    model: "openai/gpt-image-2",
    prompt: "A lamp",
    aspectRatio: "16:9",
    size: "1k",
    count: 2,
    seed: undefined,
    referenceImages: [],
  }
  const png = Buffer.from("89504e47", "hex")
  const made = {
    data: [{ b64_json: png.toString("base64") }, { b64_json: png.toString("base64") }],
    usage: { output_tokens: 1000, input_tokens_details: { text_tokens: 10, image_tokens: 100 } },
  }

  it("come with the answer, and with what they cost", async () => {
    const openai = await adapter({ json: made, headers: { "x-request-id": "req_1" } })
    const submission = await openai.submitFrames?.(frames, testCall())
    expect(submission).toMatchObject({ vendorJobId: "req_1", made: { costMicros: 10 * 5 + 100 * 8 + 1000 * 30 } })
    expect(submission?.made?.images.map(({ bytes, mime }) => [Buffer.from(bytes).equals(png), mime])).toEqual([
      [true, "image/png"],
      [true, "image/png"],
    ])
    expect(vendor.seen[0]).toMatchObject({
      url: "/images/generations",
      json: { model: "gpt-image-2", prompt: "A lamp", n: 2, size: "1280x720", quality: "medium", output_format: "png" },
    })
  })

  it("are edits of references where there are some, and tell no cost that nobody knows", async () => {
    const openai = await adapter({ json: made })
    const request = { ...frames, model: "openai/gpt-image-2.6-flare", referenceImages: [testImage(), testImage()] }
    const submission = await openai.submitFrames?.(request, testCall())
    expect(submission?.made?.costMicros).toBeUndefined()
    expect(submission?.vendorJobId).toBe("key-1")
    expect(vendor.seen[0]?.url).toBe("/images/edits")
    expect((await arrived()).getAll("image[]").map((file) => (file as File).name)).toEqual([
      "reference-1.jpeg",
      "reference-2.jpeg",
    ])
  })

  it("that moderation withheld are refused for what it saw", async () => {
    const openai = await adapter({ status: 400, json: replies.imageBlocked })
    const error = await refusal(openai.submitFrames?.(frames, testCall()) ?? Promise.resolve())
    expect(error).toMatchObject({ kind: "output_refused", acceptance: "no" })
    expect(vendor.seen).toHaveLength(1)
  })

  it("are only asked for in sizes that OpenAI's rules allow", async () => {
    vendor = await startVendor(() => ({}))
    const sizes: readonly FrameModel["pixelSizes"][] = openAiFrameModels.map(({ pixelSizes }) => pixelSizes)
    for (const bySize of sizes) {
      for (const [width, height] of Object.values(bySize ?? {}).flatMap((byRatio) => Object.values(byRatio))) {
        expect([width % 16, height % 16]).toEqual([0, 0])
        expect(Math.max(width, height)).toBeLessThanOrEqual(3840)
        expect(Math.max(width / height, height / width)).toBeLessThanOrEqual(3)
        expect(width * height).toBeGreaterThanOrEqual(655_360)
        expect(width * height).toBeLessThanOrEqual(8_294_400)
      }
    }
  })
})
