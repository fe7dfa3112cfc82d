import { afterEach, describe, expect, it } from "vitest"
import replies from "@/lib/providers/luma/fixtures/replies.json"
import { lumaModels } from "@/lib/providers/luma/models"
import { createAdapter } from "@/lib/providers/luma/provider"
import { listPriceMicros } from "@/lib/providers/price"
import {
  type Answer,
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
const model = "luma/ray-3.2"
const still = { data: "AQIDBA==", media_type: "image/jpeg" }

async function luma(answer: Answer) {
  vendor = await startVendor(() => answer)
  return createAdapter(testSettings(vendor.url))
}

describe("submit", () => {
  async function videoOf(overrides: Partial<Parameters<typeof testRequest>[0]>) {
    const provider = await luma({ status: 201, json: replies.created })
    await provider.submit(testRequest({ model, ...overrides }), testCall())
    return (vendor.seen[0]?.json as { video: unknown } | undefined)?.video
  }

  it("writes a clip from text alone", async () => {
    const provider = await luma({ status: 201, json: replies.created })
    const submission = await provider.submit(testRequest({ model }), testCall())
    expect(submission).toEqual({ jobRef: { id: "5a1c" }, vendorJobId: "5a1c" })
    expect(vendor.seen.map(({ method, url, headers }) => [method, url, headers.authorization])).toEqual([
      ["POST", "/generations", "Bearer test-key"],
    ])
    expect(vendor.seen[0]?.json).toEqual({
      model: "ray-3.2",
      type: "video",
      prompt: "A lamp falls",
      aspect_ratio: "16:9",
      video: { resolution: "720p", duration: "5s" },
    })
  })

  it("gives a clip of 5 s its start and its end frame", async () => {
    expect(await videoOf({ firstFrame: testImage(), lastFrame: testImage() })).toEqual({
      resolution: "720p",
      duration: "5s",
      start_frame: still,
      end_frame: still,
    })
  })

  it("gives a clip of 10 s, which takes neither, the same stills as key frames at its ends", async () => {
    const ten = { resolution: "720p", duration: "10s" }
    expect(await videoOf({ durationSeconds: 10, firstFrame: testImage(), lastFrame: testImage() })).toEqual({
      ...ten,
      keyframes: [still, still],
      keyframe_indexes: [0, 240],
    })
    await vendor.stop()
    const begun = await videoOf({ durationSeconds: 10, firstFrame: testImage() })
    expect(begun).toEqual({ ...ten, keyframes: [still], keyframe_indexes: [0] })
    await vendor.stop()
    expect(await videoOf({ durationSeconds: 10 })).toEqual(ten)
  })

  it.each([
    [400, {}, "invalid_request", "no", false, undefined],
    [401, {}, "auth", "no", false, undefined],
    [402, {}, "credit", "no", false, undefined],
    [403, {}, "auth", "no", false, undefined],
    [413, {}, "invalid_request", "no", false, undefined],
    [422, {}, "invalid_request", "no", false, undefined],
    [429, { "retry-after": "60" }, "rate_limited", "no", true, 60],
    [502, {}, "unavailable", "maybe", false, undefined],
    [503, {}, "unavailable", "maybe", false, undefined],
  ])(
    "reads HTTP %d with %j as %s, accepted: %s, retryable: %s",
    async (status, headers, kind, acceptance, isRetryable, after) => {
      const provider = await luma({ status, headers, json: { detail: "words" } })
      await expect(provider.submit(testRequest({ model }), testCall())).rejects.toMatchObject({
        kind,
        acceptance,
        isRetryable,
        retryAfterSeconds: after,
      })
      expect(vendor.seen.length).toBe(1)
    },
  )

  it("does not call a job refused whose id it cannot read", async () => {
    const provider = await luma({ status: 201, json: { state: "queued" } })
    const submitted = provider.submit(testRequest({ model }), testCall())
    await expect(submitted).rejects.toMatchObject({ kind: "bad_reply", acceptance: "maybe" })
  })
})

describe("check", () => {
  const checkWith = async (json: unknown, status = 200) => (await luma({ status, json })).check({ id: "5a1c" }, call)
  const failed = (failure_code: string | null, failure_reason: string | null) => ({
    ...replies.completed,
    state: "failed",
    output: [],
    failure_code,
    failure_reason,
  })

  it.each([
    ["queued", { status: "queued" }],
    ["processing", { status: "running" }],
    ["dreaming", { status: "running" }],
    ["a state of tomorrow", { status: "running" }],
  ])("reads the state %s", async (state, report) => {
    expect(await checkWith({ ...replies.processing, state })).toEqual(report)
    expect(vendor.seen[0]?.url).toBe("/generations/5a1c")
  })

  it("reads the clip's address", async () => {
    expect(await checkWith(replies.completed)).toEqual({
      status: "succeeded",
      files: [{ url: "https://storage.lumalabs.ai/5a1c.mp4?X-Amz-Expires=3600" }],
    })
  })

  it.each([
    ["content_moderated", "The prompt was blocked.", "prompt_refused"],
    ["content_moderated", "The image shows a real person.", "person_refused"],
    ["content_moderated", "The image shows a minor.", "minor_refused"],
    ["content_moderated", "Minor issues with the input.", "refused"],
    ["content_moderated", null, "refused"],
    ["budget_exhausted", null, "credit"],
    ["image_too_large", null, "invalid_request"],
    ["output_not_found", null, "vendor_error"],
    ["a code of tomorrow", "words", "vendor_error"],
    [null, null, "vendor_error"],
  ])("takes %s, %j for %s, and never for charged", async (code, reason, kind) => {
    expect(await checkWith(failed(code, reason))).toMatchObject({ status: "failed", failure: { kind, charged: false } })
  })

  it("calls a generation that Luma does not find lost", async () => {
    expect(await checkWith(replies.notFound, 404)).toMatchObject({ failure: { kind: "lost" } })
  })

  it("asks to look again after an outage", async () => {
    await expect(checkWith({ detail: "down" }, 503)).rejects.toMatchObject({ kind: "unavailable", isRetryable: true })
  })
})

it("costs three times as much for 10 s as for 5 s", () => {
  const price = (durationSeconds: number) =>
    listPriceMicros(lumaModels[0], { resolution: "720p", durationSeconds, sound: undefined, aspectRatio: "16:9" })
  expect([price(5), price(10)]).toEqual([300_000, 900_000])
})

it("tests the key by asking for a generation that nobody has", async () => {
  const good = await luma({ status: 404, json: replies.notFound })
  await expect(good.testCredential(call)).resolves.toBeUndefined()
  await vendor.stop()
  const bad = await luma({ status: 401, json: { detail: "Invalid API key" } })
  await expect(bad.testCredential(call)).rejects.toMatchObject({ kind: "auth" })
})
