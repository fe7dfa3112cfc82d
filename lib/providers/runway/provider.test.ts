import { afterEach, describe, expect, it } from "vitest"
import replies from "@/lib/providers/runway/fixtures/replies.json"
import { createAdapter } from "@/lib/providers/runway/provider"
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
const id = replies.created.id
const job = { id }

async function runway(answer: (request: SeenRequest) => Answer, prefix = "") {
  vendor = await startVendor(answer)
  return createAdapter(testSettings(`${vendor.url}${prefix}`))
}

describe("submit", () => {
  it("writes from text in pixel pairs, under a path prefix too, with the version header", async () => {
    const provider = await runway(() => ({ json: replies.created }), "/runway")
    const submission = await provider.submit(testRequest({ model: "runway/gen4.5", seed: 0 }), testCall())
    expect(submission).toEqual({ jobRef: { id }, vendorJobId: id })
    expect(vendor.seen.length).toBe(1)
    const [sent] = vendor.seen
    expect([sent?.method, sent?.url]).toEqual(["POST", "/runway/v1/text_to_video"])
    expect(sent?.headers).toMatchObject({ authorization: "Bearer test-key", "x-runway-version": "2024-11-06" })
    expect(sent?.json).toEqual({ model: "gen4.5", promptText: "A lamp falls", ratio: "1280:720", duration: 5, seed: 0 })
  })

  it("writes frames as data URIs with their position", async () => {
    const provider = await runway(() => ({ json: replies.created }))
    const request = testRequest({
      model: "runway/veo3.1_fast",
      durationSeconds: 6,
      resolution: "1080p",
      aspectRatio: "9:16",
      negativePrompt: "blur",
      sound: true,
      firstFrame: testImage({ mime: "image/png" }),
      lastFrame: testImage(),
    })
    await provider.submit(request, testCall())
    expect(vendor.seen[0]?.url).toBe("/v1/image_to_video")
    expect(vendor.seen[0]?.json).toEqual({
      model: "veo3.1_fast",
      promptText: "A lamp falls",
      negativePrompt: "blur",
      ratio: "1080:1920",
      duration: 6,
      audio: true,
      promptImage: [
        { uri: "data:image/png;base64,AQIDBA==", position: "first" },
        { uri: "data:image/jpeg;base64,AQIDBA==", position: "last" },
      ],
    })
  })

  it("writes references to text_to_video", async () => {
    const provider = await runway(() => ({ json: replies.created }))
    const request = testRequest({
      model: "runway/seedance2_mini",
      resolution: "480p",
      referenceImages: [testImage(), testImage()],
    })
    await provider.submit(request, testCall())
    expect(vendor.seen[0]?.url).toBe("/v1/text_to_video")
    expect(vendor.seen[0]?.json).toMatchObject({
      ratio: "864:496",
      references: [{ uri: "data:image/jpeg;base64,AQIDBA==" }, { uri: "data:image/jpeg;base64,AQIDBA==" }],
    })
  })

  it.each([
    [400, replies.invalid, {}, "invalid_request", "no", false],
    [400, replies.noCredits, {}, "credit", "no", false],
    [401, { error: "bad key" }, {}, "auth", "no", false],
    [429, { error: "daily cap" }, { "retry-after": "60" }, "rate_limited", "no", true],
    [500, {}, {}, "unavailable", "maybe", false],
    [502, {}, {}, "unavailable", "maybe", false],
    [503, {}, {}, "unavailable", "maybe", false],
    [503, {}, { "retry-after": "1" }, "unavailable", "no", true],
    [504, {}, {}, "unavailable", "maybe", false],
    [307, {}, { location: "http://127.0.0.1:1/steal" }, "bad_reply", "no", false],
    [200, { hello: 1 }, {}, "bad_reply", "maybe", false],
  ])(
    "reads HTTP %d %j %j as %s, accepted: %s, retryable: %s, and sends once",
    async (status, json, headers, kind, acceptance, isRetryable) => {
      const provider = await runway(() => ({ status, json, headers: { ...headers } }))
      const submitted = provider.submit(testRequest({ model: "runway/gen4.5" }), testCall())
      await expect(submitted).rejects.toMatchObject({ kind, acceptance, isRetryable })
      expect(vendor.seen.length).toBe(1)
    },
  )

  it("holds a cut-off for maybe accepted, and a refused connection for surely not", async () => {
    vendor = await startVendor(
      () => null,
      (_request, response) => response.socket?.destroy(),
    )
    const cut = createAdapter(testSettings(vendor.url))
    await expect(cut.submit(testRequest({ model: "runway/gen4.5" }), testCall())).rejects.toMatchObject({
      kind: "unavailable",
      acceptance: "maybe",
    })
    expect(vendor.seen.length).toBe(1)
    const { url } = vendor
    await vendor.stop()
    const refused = createAdapter(testSettings(url))
    await expect(refused.submit(testRequest({ model: "runway/gen4.5" }), testCall())).rejects.toMatchObject({
      acceptance: "no",
      isRetryable: true,
    })
  })

  it("may have been accepted when we stop waiting, but not when we stopped before sending", async () => {
    vendor = await startVendor(() => null)
    const provider = createAdapter(testSettings(vendor.url))
    const controller = new AbortController()
    const request = testRequest({ model: "runway/gen4.5" })
    const submitted = provider.submit(request, testCall({ signal: controller.signal }))
    const outcome = expect(submitted).rejects.toMatchObject({ acceptance: "maybe", isRetryable: false })
    await expect.poll(() => vendor.seen.length).toBe(1)
    controller.abort()
    await outcome
    await expect(provider.submit(request, testCall({ signal: controller.signal }))).rejects.toMatchObject({ acceptance: "no" })
    expect(vendor.seen.length).toBe(1)
  })
})

describe("what is too large for a body", () => {
  const big = { ...testImage(), bytes: 2_000_000 }
  const upload = { uploadUrl: "", fields: { key: "k", policy: "p" }, runwayUri: "runway://uploaded" }
  const bytesOf =
    (length: number) =>
    async ({ mime }: { mime: string }) => ({ bytes: new Uint8Array(length), mime })
  const clip = { ...testImage({ mime: "video/mp4" }), durationSeconds: 5, fps: 24 }

  /** Runway and its storage; `storage` is the status of the form's answer. */
  async function withStorage(storage = 204) {
    vendor = await startVendor((request, url) => {
      if (request.url === "/v1/uploads") return { json: { ...upload, uploadUrl: `${url}/storage` } }
      if (request.url === "/storage") return { status: storage, text: "" }
      return { json: replies.created }
    })
    return createAdapter(testSettings(vendor.url))
  }
  const urls = () => vendor.seen.map(({ url }) => url)

  it("goes through uploads: a source clip always, without the key at the storage", async () => {
    const provider = await withStorage()
    const request = testRequest({ model: "runway/act_two", firstFrame: testImage(), sourceClip: clip })
    await provider.submit(request, testCall({ readClip: bytesOf(6_000_000) }))
    expect(urls()).toEqual(["/v1/uploads", "/storage", "/v1/character_performance"])
    const [opened, form, sent] = vendor.seen
    expect(opened?.json).toEqual({ filename: "clip.mp4", type: "ephemeral" })
    expect(form?.headers.authorization).toBeUndefined()
    expect(form?.body.toString("latin1")).toMatch(/name="key"[\s\S]*name="policy"[\s\S]*name="file"; filename="clip.mp4"/)
    expect(sent?.json).toMatchObject({
      character: { type: "image", uri: "data:image/jpeg;base64,AQIDBA==" },
      reference: { type: "video", uri: "runway://uploaded" },
    })
  })

  it("goes through uploads: stills that are too many together", async () => {
    const provider = await withStorage()
    const references = [big, { ...big }, { ...big }]
    const request = testRequest({ model: "runway/seedance2_5", referenceImages: references })
    await provider.submit(request, testCall({ readImage: bytesOf(2_000_000) }))
    expect(urls().filter((url) => url === "/storage")).toHaveLength(3)
    expect(vendor.seen.at(-1)?.json).toMatchObject({ references: Array(3).fill({ uri: "runway://uploaded" }) })
  })

  it.each([403, 500])(
    "costs nothing when the storage answers %d: nothing was taken, and nothing is submitted",
    async (status) => {
      const provider = await withStorage(status)
      const request = testRequest({ model: "runway/aleph2", sourceClip: clip })
      const submitted = provider.submit(request, testCall({ readClip: bytesOf(1000) }))
      await expect(submitted).rejects.toMatchObject({ acceptance: "no" })
      expect(urls()).toEqual(["/v1/uploads", "/storage"])
    },
  )
})

describe("frames", () => {
  it("are one task whose outputs are the stills", async () => {
    const provider = await runway(() => ({ json: replies.created }))
    const submission = await provider.submitFrames?.(
      {
        model: "runway/seedream5_pro",
        prompt: "A lamp",
        aspectRatio: "16:9",
        size: "1k",
        count: 3,
        seed: undefined,
        referenceImages: [testImage()],
      },
      testCall(),
    )
    expect(submission).toEqual({ jobRef: { id }, vendorJobId: id })
    expect(vendor.seen.map(({ url, json }) => [url, json])).toEqual([
      [
        "/v1/text_to_image",
        {
          model: "seedream5_pro",
          promptText: "A lamp",
          ratio: "1376:768",
          outputCount: 3,
          referenceImages: [{ uri: "data:image/jpeg;base64,AQIDBA==" }],
        },
      ],
    ])
    await vendor.stop()
    const done = await runway(() => ({
      json: { ...replies.succeeded, output: ["https://a.example/0", "https://a.example/1"] },
    }))
    expect(await done.check(job, call)).toMatchObject({
      files: [{ url: "https://a.example/0" }, { url: "https://a.example/1" }],
    })
  })
})

describe("check", () => {
  async function checkWith(json: unknown, status = 200) {
    const provider = await runway(() => ({ status, json }))
    return provider.check(job, call)
  }

  it.each([
    ["PENDING", replies.pending, { status: "queued" }],
    ["THROTTLED", replies.throttled, { status: "queued" }],
    ["RUNNING", replies.running, { status: "running", progress: 0.02 }],
    ["CANCELLED", replies.cancelled, { status: "cancelled", costMicros: 0 }],
    [
      "SUCCEEDED",
      replies.succeeded,
      { status: "succeeded", files: [{ url: "https://dnznrvs05pmza.cloudfront.net/out.mp4?_jwt=e30" }], costMicros: 600_000 },
    ],
    ["a word of tomorrow", { ...replies.pending, status: "DREAMING" }, { status: "running" }],
  ])("reads %s", async (_name, json, report) => {
    expect(await checkWith(json)).toEqual(report)
    expect(vendor.seen[0]?.url).toBe(`/v1/tasks/${id}`)
  })

  it.each([
    ["SAFETY.INPUT.TEXT", "prompt_refused"],
    ["SAFETY.INPUT.IMAGE.SOMETHING_NEW", "image_refused"],
    ["SAFETY.INPUT.IMAGE.PUBLIC_FIGURE", "person_refused"],
    ["SAFETY.INPUT.IMAGE.MINOR", "minor_refused"],
    ["SAFETY.INPUT.VIDEO", "image_refused"],
    ["SAFETY.INPUT.MULTI", "refused"],
    ["SAFETY.OUTPUT.COPYRIGHT", "property_refused"],
    ["SAFETY.OUTPUT.VIDEO", "output_refused"],
    ["INPUT_PREPROCESSING.SAFETY.TEXT", "prompt_refused"],
    ["INPUT_PREPROCESSING.SAFETY.THIRD_PARTY", "refused"],
    ["INPUT_PREPROCESSING.SAFETY.THIRD_PARTY.COPYRIGHT", "property_refused"],
    ["INPUT_PREPROCESSING.INTERNAL", "vendor_error"],
    ["INTERNAL.BAD_OUTPUT.CODE01", "vendor_error"],
    ["ASSET.INVALID", "invalid_request"],
    ["THIRD_PARTY.UNAVAILABLE", "vendor_error"],
    ["THIRD_PARTY.TIMEOUT", "vendor_timeout"],
    ["INTERNAL.PERSON", "vendor_error"],
    ["SAFETYNET", "vendor_error"],
    [null, "vendor_error"],
  ])("reads the failure %s as %s", async (failureCode, kind) => {
    const report = await checkWith({ ...replies.failed, failureCode })
    expect(report).toMatchObject({ status: "failed", failure: { kind, charged: false }, costMicros: 0 })
  })

  it("knows that a moderated input is charged, also when no sum is named", async () => {
    const { cost: _cost, ...failed } = replies.failed
    expect(await checkWith({ ...failed, failureCode: "SAFETY.INPUT.TEXT" })).toMatchObject({ failure: { charged: true } })
    await vendor.stop()
    expect(await checkWith({ ...failed, failureCode: null })).toMatchObject({ failure: { charged: undefined } })
  })

  it("calls a task that Runway does not find lost", async () => {
    expect(await checkWith(replies.notFound, 404)).toMatchObject({ status: "failed", failure: { kind: "lost" } })
  })

  it("asks to look again after an outage", async () => {
    await expect(checkWith({}, 503)).rejects.toMatchObject({ kind: "unavailable", isRetryable: true })
  })
})

describe("cancel", () => {
  async function cancelWith(task: unknown, status = 200) {
    const provider = await runway((request) => (request.method === "DELETE" ? { status: 204 } : { status, json: task }))
    const outcome = await provider.cancel?.(job, call)
    return { outcome, methods: vendor.seen.map(({ method }) => method) }
  }

  it("stops a waiting task, which was not billed", async () => {
    expect(await cancelWith(replies.throttled)).toEqual({ outcome: { outcome: "stopped" }, methods: ["GET", "DELETE"] })
  })

  it("stops a running task, and owns that Runway does not say whether it bills", async () => {
    const stopped = { outcome: "stopped", chargeUnknown: true }
    expect(await cancelWith(replies.running)).toEqual({ outcome: stopped, methods: ["GET", "DELETE"] })
  })

  it("never deletes the output of a finished task", async () => {
    expect(await cancelWith(replies.succeeded)).toEqual({ outcome: { outcome: "too_late" }, methods: ["GET"] })
  })

  it("leaves a vanished task to the next check", async () => {
    expect(await cancelWith(replies.notFound, 404)).toEqual({ outcome: { outcome: "asked" }, methods: ["GET"] })
  })
})

it("has neither callbacks nor a lookup", async () => {
  const provider = await runway(() => ({}))
  expect([provider.webhook, provider.lookup]).toEqual([undefined, undefined])
})

it("tests the key by reading the organization", async () => {
  const good = await runway(() => ({ json: { creditBalance: 1, tier: {}, usage: {} } }))
  await expect(good.testCredential(call)).resolves.toBeUndefined()
  expect(vendor.seen.map(({ method, url }) => [method, url])).toEqual([["GET", "/v1/organization"]])
  await vendor.stop()
  const bad = await runway(() => ({ status: 401, json: { error: "bad key" } }))
  await expect(bad.testCredential(call)).rejects.toMatchObject({ kind: "auth" })
})
