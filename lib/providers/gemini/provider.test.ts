import { afterEach, describe, expect, it } from "vitest"
import { ProviderError } from "@/lib/providers/errors"
import replies from "@/lib/providers/gemini/fixtures/replies.json"
import { createAdapter } from "@/lib/providers/gemini/provider"
import type { FrameRequest } from "@/lib/providers/provider"
import {
  type Answer,
  type SeenRequest,
  startVendor,
  type TestVendor,
  testCall,
  testImage,
  testRequest,
  testSettings,
} from "@/lib/providers/testing"

let vendor: TestVendor
afterEach(() => vendor.stop())

const call = { signal: new AbortController().signal }
const job = { id: "v1_abc123" }
const model = "gemini/gemini-omni-1.1-flash"
const still = { type: "image", data: "AQIDBA==", mime_type: "image/jpeg" }

async function gemini(answer: Answer | ((request: SeenRequest) => Answer)) {
  vendor = await startVendor((request) => (typeof answer === "function" ? answer(request) : answer))
  return createAdapter(testSettings(vendor.url))
}

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => (error instanceof ProviderError ? error : undefined),
  )

const text = async (body: ReadableStream<Uint8Array>) => new Response(body).text()

describe("submit", () => {
  async function bodyOf(overrides: Partial<Parameters<typeof testRequest>[0]>) {
    const provider = await gemini({ json: replies.created })
    await provider.submit(testRequest({ model, ...overrides }), testCall())
    return vendor.seen[0]?.json
  }

  it("asks for a clip in the background, delivered as a file, with a callback of its own", async () => {
    const provider = await gemini({ json: replies.created })
    const submission = await provider.submit(testRequest({ model, durationSeconds: 8 }), testCall())
    expect(submission).toEqual({ jobRef: job, vendorJobId: "v1_abc123" })
    expect(vendor.seen.map(({ method, url, headers }) => [method, url, headers["x-goog-api-key"]])).toEqual([
      ["POST", "/v1beta/interactions", "test-key"],
    ])
    expect(vendor.seen[0]?.headers.authorization).toBeUndefined()
    expect(vendor.seen[0]?.json).toEqual({
      model: "gemini-omni-1.1-flash",
      input: "A lamp falls",
      response_format: { type: "video", aspect_ratio: "16:9", resolution: "720p", duration: "8s", delivery: "uri" },
      generation_config: { video_config: { task: "text_to_video" } },
      background: true,
      store: true,
      webhook_config: { uris: ["https://studio.example/api/webhooks/vendor?token=t%20&g=1"] },
    })
  })

  it("declares what each still is for, before the prompt", async () => {
    expect(await bodyOf({ firstFrame: testImage() })).toMatchObject({
      input: [still, { type: "text", text: "[# Sources <FIRST_FRAME>@Image1] A lamp falls" }],
      generation_config: { video_config: { task: "image_to_video" } },
    })
    const pair = await bodyOf({ firstFrame: testImage(), lastFrame: testImage() })
    expect(pair).toMatchObject({
      input: [still, still, { type: "text", text: "[# Sources <FIRST_FRAME>@Image1 <LAST_FRAME>@Image2] A lamp falls" }],
    })
    expect(pair).not.toHaveProperty("generation_config")
    expect(await bodyOf({ referenceImages: [testImage(), testImage()] })).toMatchObject({
      input: [still, still, { type: "text", text: "[# References <IMAGE_REF_0>@Image1 <IMAGE_REF_1>@Image2] A lamp falls" }],
      generation_config: { video_config: { task: "reference_to_video" } },
    })
  })

  it("sends no retired model", async () => {
    const provider = await gemini({ json: replies.created })
    const error = await failureOf(provider.submit(testRequest({ model: "gemini/veo-3.1-generate-preview" }), testCall()))
    expect(error).toMatchObject({ kind: "invalid_request", acceptance: "no" })
    expect(vendor.seen).toEqual([])
  })

  it.each([
    ["a wrong key, though it is a 400", 400, replies.wrongKey, { kind: "auth", acceptance: "no", isRetryable: false }],
    ["a quota, with the time in the body", 429, replies.overQuota, { kind: "rate_limited", retryAfterSeconds: 17 }],
    [
      "a used-up balance, though it is a 429",
      429,
      { error: { code: 429, message: "Your prepayment credits are depleted.", status: "RESOURCE_EXHAUSTED" } },
      { kind: "credit", acceptance: "no", isRetryable: false },
    ],
    [
      "a prompt that was blocked up front",
      400,
      { error: { code: 400, message: "The prompt violates our usage guidelines. Support codes: 90789179", status: "X" } },
      { kind: "prompt_refused", acceptance: "no" },
    ],
    [
      "a field that does not fit",
      400,
      { error: { code: 400, message: "Invalid value at 'response_format.resolution'", status: "INVALID_ARGUMENT" } },
      { kind: "invalid_request", acceptance: "no" },
    ],
    ["an overload without a time to wait", 503, { error: { code: 503, message: "overloaded" } }, { acceptance: "maybe" }],
    [
      "an overload with one",
      503,
      { error: { code: 503, message: "overloaded", details: [{ retryDelay: "3s" }] } },
      { acceptance: "no", isRetryable: true, retryAfterSeconds: 3 },
    ],
    ["an answer without an id", 200, { status: "in_progress" }, { kind: "bad_reply", acceptance: "maybe" }],
  ])("understands %s", async (_name, status, json, expected) => {
    const provider = await gemini({ status, json })
    expect(await failureOf(provider.submit(testRequest({ model }), testCall()))).toMatchObject(expected)
  })
})

describe("check", () => {
  const checked = async (json: object, file: Answer = { json: replies.file }) =>
    (await gemini(({ url }) => (url.includes("/files/") ? file : { json }))).check(job, call)

  it.each([
    ["queued", "queued"],
    ["in_progress", "running"],
    ["requires_continuation", "running"],
    ["daydreaming", "running"],
    ["cancelled", "cancelled"],
  ])("reads %s as %s", async (status, expected) => {
    expect(await checked({ status, steps: "none", dream: 1 })).toEqual({ status: expected })
  })

  it("gives a clip once its file is active", async () => {
    const made = { status: "succeeded", files: [{ key: "files/k3y-File_1", mime: "video/mp4" }] }
    expect(await checked(replies.withFile)).toEqual(made)
    expect(await checked(replies.withFile, { json: { state: "PROCESSING" } })).toEqual({ status: "running" })
    expect(await checked(replies.withFile, { json: { state: "FAILED" } })).toMatchObject({ status: "failed" })
    // An expired file was made all the same; opening it tells.
    expect(await checked(replies.withFile, { status: 403, json: { error: { code: 403 } } })).toEqual(made)
  })

  it("takes a clip that stands in the reply though a file was asked for", async () => {
    expect(await checked(replies.withBytes)).toEqual({
      status: "succeeded",
      files: [{ key: "inline", mime: "video/mp4" }],
    })
  })

  it.each([
    ["a refusal by its support code", replies.refused, { kind: "person_refused", charged: false }],
    ["a refusal in the model's own words", replies.withoutVideo, { kind: "refused", charged: false }],
    ["a failure of Google's own", replies.failed, { kind: "vendor_error", charged: undefined }],
    ["a used-up budget", { status: "budget_exceeded" }, { kind: "vendor_error" }],
    ["a success without a video", { status: "completed" }, { kind: "vendor_error" }],
  ])("reads %s", async (_name, json, failure) => {
    expect(await checked(json)).toMatchObject({ status: "failed", failure })
  })

  it("calls an interaction lost that Google does not know", async () => {
    const provider = await gemini({ status: 404, json: { error: { code: 404, message: "not found" } } })
    expect(await provider.check(job, call)).toMatchObject({ status: "failed", failure: { kind: "lost" } })
  })
})

describe("download", () => {
  it("opens a stored file with the key, and follows no redirect to just anywhere", async () => {
    const provider = await gemini(
      ({ url }): Answer =>
        url.includes("elsewhere")
          ? { status: 302, headers: { location: "https://evil.example/x" } }
          : { text: "clip", headers: { "content-type": "video/mp4" } },
    )
    const file = await provider.download?.(job, "files/k3y-File_1", call)
    expect([await text(file?.body ?? new Blob([]).stream()), file?.mime]).toEqual(["clip", "video/mp4"])
    expect([vendor.seen[0]?.url, vendor.seen[0]?.headers["x-goog-api-key"]]).toEqual([
      "/v1beta/files/k3y-File_1:download?alt=media",
      "test-key",
    ])
    expect(await failureOf(Promise.resolve(provider.download?.(job, "files/elsewhere", call)))).toMatchObject({
      kind: "bad_reply",
      acceptance: "no",
    })
  })

  it("reads a clip out of the interaction, or the file that it names by now", async () => {
    const inline = await (await gemini({ json: replies.withBytes })).download?.(job, "inline", call)
    expect((await text(inline?.body ?? new Blob([]).stream())).slice(4)).toBe("ftypisom")
    await vendor.stop()
    const provider = await gemini(({ url }) => (url.includes("/files/") ? { text: "clip" } : { json: replies.withFile }))
    const named = await provider.download?.(job, "inline", call)
    expect(await text(named?.body ?? new Blob([]).stream())).toBe("clip")
  })

  it("tells that a file has expired", async () => {
    const provider = await gemini({ status: 403, json: { error: { code: 403 } } })
    expect(await failureOf(Promise.resolve(provider.download?.(job, "files/old", call)))).toMatchObject({ kind: "not_found" })
  })
})

describe("cancel", () => {
  it.each([
    ["stopped", [{ json: { status: "cancelled" } }], { outcome: "stopped", chargeUnknown: true }],
    ["still at it", [{ json: { status: "in_progress" } }], { outcome: "asked" }],
    ["over before", [{ status: 400, json: {} }, { json: replies.withFile }], { outcome: "too_late" }],
  ])("says %s", async (_name, answers: Answer[], expected) => {
    const provider = await gemini(() => answers.shift() ?? { status: 500 })
    expect(await provider.cancel?.(job, call)).toEqual(expected)
    expect(vendor.seen[0]?.url).toBe("/v1beta/interactions/v1_abc123/cancel")
  })
})

describe("a still", () => {
  const request: FrameRequest = {
    model: "gemini/gemini-3-pro-image",
    prompt: "A lamp",
    aspectRatio: "21:9",
    size: "2k",
    count: 1,
    seed: undefined,
    referenceImages: [testImage()],
  }

  it("comes with the answer", async () => {
    const provider = await gemini({ json: replies.still })
    const made = await provider.submitFrames?.(request, testCall())
    expect(made).toEqual({
      jobRef: { id: "v1_still1" },
      vendorJobId: "v1_still1",
      made: { images: [{ bytes: Buffer.from([1, 2, 3, 4]), mime: "image/jpeg" }] },
    })
    expect(vendor.seen[0]?.json).toEqual({
      model: "gemini-3-pro-image",
      input: [still, { type: "text", text: "A lamp" }],
      response_format: { type: "image", mime_type: "image/jpeg", aspect_ratio: "21:9", image_size: "2K" },
    })
  })

  it("may be refused, and then nothing is under way", async () => {
    const provider = await gemini({ json: replies.refused })
    const error = await failureOf(Promise.resolve(provider.submitFrames?.(request, testCall())))
    expect(error).toMatchObject({ kind: "person_refused", acceptance: "no", isRetryable: false })
  })
})
