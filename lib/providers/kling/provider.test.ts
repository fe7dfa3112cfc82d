import { afterEach, describe, expect, it } from "vitest"
import replies from "@/lib/providers/kling/fixtures/replies.json"
import { createAdapter } from "@/lib/providers/kling/provider"
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

async function kling(answer: (request: SeenRequest) => Answer) {
  vendor = await startVendor(answer)
  return createAdapter(testSettings(vendor.url))
}

describe("submit", () => {
  it("writes from text alone with single shot, silence and our key said out loud", async () => {
    const provider = await kling(() => ({ json: replies.created }))
    const submission = await provider.submit(testRequest({ model: "kling/kling-3.0", sound: false }), testCall())
    expect(submission).toEqual({ jobRef: { id: "831922" }, vendorJobId: "831922" })
    expect(vendor.seen.map(({ method, url, headers }) => [method, url, headers.authorization])).toEqual([
      ["POST", "/text-to-video/kling-3.0", "Bearer test-key"],
    ])
    expect(vendor.seen[0]?.json).toEqual({
      prompt: "A lamp falls",
      settings: { multi_shot: false, audio: "off", resolution: "720p", aspect_ratio: "16:9", duration: 5 },
      options: { callback_url: "https://studio.example/api/webhooks/vendor?token=t%20&g=1", external_task_id: "key-1" },
    })
  })

  it("writes from frames as raw base64, with no ratio and no address when nobody can call back", async () => {
    const provider = await kling(() => ({ json: replies.created }))
    const request = testRequest({
      model: "kling/kling-2.6",
      resolution: "1080p",
      sound: true,
      firstFrame: testImage(),
      lastFrame: testImage(),
    })
    await provider.submit(request, testCall({ callbackUrl: undefined }))
    expect(vendor.seen[0]?.url).toBe("/image-to-video/kling-2.6")
    expect(vendor.seen[0]?.json).toEqual({
      contents: [
        { type: "prompt", text: "A lamp falls" },
        { type: "first_frame", url: "AQIDBA==" },
        { type: "last_frame", url: "AQIDBA==" },
      ],
      settings: { audio: "native", resolution: "1080p", duration: 5 },
      options: { external_task_id: "key-1" },
    })
  })

  it("writes omni from words, frames or references, with a ratio unless a frame has one", async () => {
    const provider = await kling(() => ({ json: replies.created }))
    const send = (overrides: object) =>
      provider.submit(testRequest({ model: "kling/kling-3.0-omni", sound: true, ...overrides }), testCall())
    await send({})
    await send({ referenceImages: [testImage(), testImage()] })
    await send({ firstFrame: testImage(), lastFrame: testImage() })
    expect(new Set(vendor.seen.map(({ url }) => url))).toEqual(new Set(["/omni-video/kling-3.0-omni"]))
    const settings = { multi_shot: false, audio: "native", resolution: "720p", duration: 5 }
    const words = { type: "prompt", text: "A lamp falls" }
    const reference = { type: "refer_image", url: "AQIDBA==" }
    expect(vendor.seen.map(({ json }) => json)).toMatchObject([
      { contents: [words], settings: { ...settings, aspect_ratio: "16:9" } },
      { contents: [words, reference, reference], settings: { ...settings, aspect_ratio: "16:9" } },
      { contents: [words, { type: "first_frame" }, { type: "last_frame" }], settings },
    ])
    expect((vendor.seen[2]?.json as { settings: object } | undefined)?.settings).not.toHaveProperty("aspect_ratio")
  })

  it("sends nothing to a model that is retired", async () => {
    const provider = await kling(() => ({ json: replies.created }))
    const submitted = provider.submit(testRequest({ model: "kling/kling-v1-6" }), testCall())
    await expect(submitted).rejects.toMatchObject({ kind: "invalid_request", acceptance: "no" })
    expect(vendor.seen).toEqual([])
  })

  it.each([
    [401, 1002, "Invalid", "auth", "no", false],
    [429, 1101, "arrears", "credit", "no", false],
    [429, 1102, "pack used up", "credit", "no", false],
    [403, 1103, "no permission", "auth", "no", false],
    [400, 1201, "size must be between 0 and 3072", "invalid_request", "no", false],
    [400, 1201, "external_task_id already exists", "invalid_request", "maybe", false],
    [404, 1203, "model not found", "not_found", "no", false],
    [400, 1301, "content safety", "prompt_refused", "no", false],
    [400, 1301, "the image is unsafe", "image_refused", "no", false],
    [400, 1301, "this video is not allowed", "prompt_refused", "no", false],
    [400, 1301, "a public figure", "person_refused", "no", false],
    [429, 1302, "too frequent", "rate_limited", "no", true],
    [429, 1303, "parallel task over limit", "rate_limited", "no", true],
    [200, 1303, "parallel task over limit", "rate_limited", "no", true],
    [429, 1304, "ip", "auth", "no", false],
    [500, 5000, "internal", "unavailable", "maybe", false],
    [503, 5001, "maintenance", "unavailable", "maybe", false],
    [504, 5002, "timeout", "unavailable", "maybe", false],
    [200, 9999, "a code of tomorrow", "bad_reply", "maybe", false],
  ])(
    "reads HTTP %d, code %d, %j as %s, accepted: %s, retryable: %s",
    async (status, code, message, kind, acceptance, isRetryable) => {
      const provider = await kling(() => ({ status, json: { code, message, request_id: "r" } }))
      const submitted = provider.submit(testRequest({ model: "kling/kling-3.0" }), testCall())
      await expect(submitted).rejects.toMatchObject({ kind, acceptance, isRetryable })
      expect(vendor.seen.length).toBe(1)
    },
  )

  it("goes by the HTTP status when a gateway answers in Kling's place", async () => {
    const provider = await kling(() => ({ status: 502, text: "<html>" }))
    await expect(provider.submit(testRequest({ model: "kling/kling-3.0" }), testCall())).rejects.toMatchObject({
      kind: "unavailable",
      acceptance: "maybe",
    })
  })
})

describe("check", () => {
  async function checkWith(...tasks: unknown[]) {
    const provider = await kling(() => ({ json: { code: 0, message: "SUCCEED", data: tasks } }))
    return provider.check({ id: "831922" }, call)
  }

  it("asks for the one task and reads waiting and running", async () => {
    expect(await checkWith(replies.submitted)).toEqual({ status: "queued" })
    expect(vendor.seen[0]?.url).toBe("/tasks?task_ids=831922")
    await vendor.stop()
    expect(await checkWith(replies.processing)).toEqual({ status: "running" })
  })

  it("reads the clip and what it cost in dollars", async () => {
    expect(await checkWith(replies.succeeded)).toEqual({
      status: "succeeded",
      files: [{ url: "https://v16-kling.klingai.com/out.mp4" }],
      costMicros: 420_000,
    })
  })

  it("reads the older word and a cost in units of a pack", async () => {
    expect(await checkWith(replies.succeededByUnits)).toMatchObject({ status: "succeeded", costMicros: 420_000 })
  })

  it("claims no cost in a currency that it cannot convert", async () => {
    const billing = [{ charge_type: "cash", amount: "3.00", currency: "CNY" }]
    expect(await checkWith({ ...replies.succeeded, billing })).not.toHaveProperty("costMicros")
  })

  it("does not take a clip whose bill is still empty for a free one", async () => {
    expect(await checkWith({ ...replies.succeeded, billing: [] })).not.toHaveProperty("costMicros")
  })

  it("takes risk control for moderation, not charged when Kling bills nothing", async () => {
    expect(await checkWith(replies.riskControl)).toMatchObject({
      status: "failed",
      failure: { kind: "prompt_refused", charged: false, vendorText: "Failure to pass the risk control system" },
    })
  })

  it.each([
    ["the generated video was blocked", "output_refused"],
    ["the input image was blocked", "image_refused"],
    ["the image shows a real person", "person_refused"],
    ["the image shows a minor", "minor_refused"],
    ["copyright", "property_refused"],
    ["", "prompt_refused"],
  ])("tells %j after risk control as %s", async (words, kind) => {
    const message = `Failure to pass the risk control system: ${words}`
    expect(await checkWith({ ...replies.riskControl, message })).toMatchObject({ failure: { kind } })
  })

  it("leaves the charge of a failure open when Kling says nothing", async () => {
    expect(await checkWith(replies.failed)).toMatchObject({ failure: { kind: "vendor_error", charged: undefined } })
  })

  it("calls a task that is not listed lost, and one that is another's too", async () => {
    expect(await checkWith()).toMatchObject({ failure: { kind: "lost" } })
    await vendor.stop()
    expect(await checkWith({ ...replies.succeeded, id: "another" })).toMatchObject({ failure: { kind: "lost" } })
  })

  it("keeps looking at a status that it does not know", async () => {
    expect(await checkWith({ ...replies.processing, status: "dreaming" })).toEqual({ status: "running" })
  })

  it("asks to look again after an outage", async () => {
    const provider = await kling(() => ({ status: 503, json: { code: 5001, message: "maintenance" } }))
    await expect(provider.check({ id: "1" }, call)).rejects.toMatchObject({ kind: "unavailable", isRetryable: true })
  })
})

describe("lookup after a cut-off submit", () => {
  it("finds the job by our key", async () => {
    const provider = await kling(() => ({ json: { code: 0, data: [replies.processing] } }))
    const request = testRequest({ model: "kling/kling-3.0" })
    expect(await provider.lookup?.("key-1", request, call)).toEqual({ jobRef: { id: "831922" }, vendorJobId: "831922" })
    expect(vendor.seen[0]?.url).toBe("/tasks?external_task_ids=key-1")
  })

  it.each([
    ["an empty list", { json: { code: 0, data: [] } }],
    ["not found", { status: 404, json: { code: 1203, message: "not found" } }],
    ["somebody else's task", { json: { code: 0, data: [{ ...replies.processing, external_id: "key-2" }] } }],
  ])("says that there is none on %s", async (_name, answer) => {
    const provider = await kling(() => answer)
    expect(await provider.lookup?.("key-1", testRequest({ model: "kling/kling-3.0" }), call)).toBeNull()
  })

  it("does not take an outage for none", async () => {
    const provider = await kling(() => ({ status: 500, text: "" }))
    const request = testRequest({ model: "kling/kling-3.0" })
    await expect(provider.lookup?.("key-1", request, call)).rejects.toMatchObject({ isRetryable: true })
  })
})

it("cannot cancel, and says so by having no cancel", async () => {
  const provider = await kling(() => ({}))
  expect(provider.cancel).toBeUndefined()
})

it("tests the key with a query", async () => {
  const good = await kling(() => ({ json: { code: 0, data: [] } }))
  await expect(good.testCredential(call)).resolves.toBeUndefined()
  expect(vendor.seen.map(({ method, url }) => [method, url])).toEqual([["GET", "/tasks?task_ids=0"]])
  await vendor.stop()
  const bad = await kling(() => ({ status: 401, json: { code: 1002, message: "invalid" } }))
  await expect(bad.testCredential(call)).rejects.toMatchObject({ kind: "auth" })
})
