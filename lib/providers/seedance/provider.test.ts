import { afterEach, describe, expect, it } from "vitest"
import { findModel } from "@/lib/providers/models"
import { preflight } from "@/lib/providers/preflight"
import { listPriceMicros } from "@/lib/providers/price"
import replies from "@/lib/providers/seedance/fixtures/replies.json"
import { createAdapter } from "@/lib/providers/seedance/provider"
import { safetyIdentifier } from "@/lib/providers/seedance/request"
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
import { shotSettings } from "@/lib/shots/schema"

let vendor: TestVendor
afterEach(() => vendor?.stop())

const call = { signal: new AbortController().signal }
const path = "/contents/generations/tasks"
const id = "cgt-20261121113000-abcde"
const jobRef = { id, model: "seedance/seedance-2.0", resolution: "720p", sound: false }

async function seedance(answer: (request: SeenRequest) => Answer) {
  vendor = await startVendor(answer)
  return createAdapter(testSettings(vendor.url))
}

describe("submit", () => {
  it("says silence, the last frame and its own end out loud, and carries our key as a hash", async () => {
    const provider = await seedance(() => ({ json: replies.created }))
    const request = testRequest({ model: "seedance/seedance-2.0", sound: false })
    expect(await provider.submit(request, testCall())).toEqual({ jobRef, vendorJobId: id })
    expect(vendor.seen.map(({ method, url, headers }) => [method, url, headers.authorization])).toEqual([
      ["POST", path, "Bearer test-key"],
    ])
    expect(vendor.seen[0]?.json).toEqual({
      model: "dreamina-seedance-2-0-260128",
      content: [{ type: "text", text: "A lamp falls" }],
      resolution: "720p",
      ratio: "16:9",
      duration: 5,
      generate_audio: false,
      watermark: false,
      return_last_frame: true,
      execution_expires_after: 10_800,
      callback_url: "https://studio.example/api/webhooks/vendor?token=t%20&g=1",
      safety_identifier: safetyIdentifier("key-1"),
    })
    expect(safetyIdentifier("key-1")).toMatch(/^[0-9a-f]{64}$/)
  })

  it("sends frames in their roles and lets the clip follow them, with a seed and a locked camera on 1.x", async () => {
    const provider = await seedance(() => ({ json: replies.created }))
    const request = testRequest({
      model: "seedance/seedance-1.0-pro",
      seed: 0,
      camera: { motion: "static", strength: "slow" },
      firstFrame: testImage(),
      lastFrame: testImage(),
    })
    await provider.submit(request, testCall({ callbackUrl: undefined }))
    const url = "data:image/jpeg;base64,AQIDBA=="
    expect(vendor.seen[0]?.json).toMatchObject({
      model: "seedance-1-0-pro-250528",
      content: [
        { type: "text", text: "A lamp falls" },
        { type: "image_url", image_url: { url }, role: "first_frame" },
        { type: "image_url", image_url: { url }, role: "last_frame" },
      ],
      ratio: "adaptive",
      seed: 0,
      camera_fixed: true,
    })
    expect(vendor.seen[0]?.json).not.toHaveProperty("generate_audio")
    expect(vendor.seen[0]?.json).not.toHaveProperty("callback_url")
  })

  it("sends references in the asked shape", async () => {
    const provider = await seedance(() => ({ json: replies.created }))
    const request = testRequest({
      model: "seedance/seedance-2.5",
      referenceImages: [testImage(), testImage()],
      aspectRatio: "1:1",
    })
    await provider.submit(request, testCall())
    expect(vendor.seen[0]?.json).toMatchObject({
      ratio: "1:1",
      content: [{}, { role: "reference_image" }, { role: "reference_image" }],
    })
  })

  it("sends nothing at all when the stills together are too large for one request", async () => {
    const provider = await seedance(() => ({ json: replies.created }))
    const request = testRequest({ model: "seedance/seedance-2.5", referenceImages: Array(30).fill(testImage()) })
    const readImage = async () => ({ bytes: new Uint8Array(5_000_000), mime: "image/jpeg" })
    await expect(provider.submit(request, testCall({ readImage }))).rejects.toMatchObject({
      kind: "invalid_request",
      acceptance: "no",
    })
    expect(vendor.seen).toEqual([])
  })

  it.each([
    [400, "InvalidParameter.TaskTypeConstraint", "invalid_request", "no", false],
    [400, "InputTextSensitiveContentDetected", "prompt_refused", "no", false],
    [400, "InputImageSensitiveContentDetected", "image_refused", "no", false],
    [400, "InputImageSensitiveContentDetected.PrivacyInformation", "person_refused", "no", false],
    [400, "InputImageSensitiveContentDetected.PolicyViolation", "property_refused", "no", false],
    [400, "InputAudioSensitiveContentDetected", "refused", "no", false],
    [401, "AuthenticationError", "auth", "no", false],
    [403, "AccountOverdueError", "credit", "no", false],
    [403, "AccessDenied", "auth", "no", false],
    [404, "ModelNotOpen", "not_found", "no", false],
    [429, "RateLimitExceeded.EndpointRPMExceeded", "rate_limited", "no", true],
    [429, "ServerOverloaded", "rate_limited", "no", true],
    [429, "SetLimitExceeded", "credit", "no", false],
    [429, "QuotaExceeded", "credit", "no", false],
    [500, "InternalServiceError", "unavailable", "maybe", false],
  ])("reads HTTP %d %s as %s, accepted: %s, retryable: %s", async (status, code, kind, acceptance, isRetryable) => {
    const provider = await seedance(() => ({ status, json: { error: { code, message: "m", type: "t", param: "" } } }))
    const submitted = provider.submit(testRequest({ model: "seedance/seedance-2.0" }), testCall())
    await expect(submitted).rejects.toMatchObject({ kind, acceptance, isRetryable })
    expect(vendor.seen.length).toBe(1)
  })

  it("calls a good status without an id most likely taken", async () => {
    const provider = await seedance(() => ({ json: {} }))
    const submitted = provider.submit(testRequest({ model: "seedance/seedance-2.0" }), testCall())
    await expect(submitted).rejects.toMatchObject({ kind: "bad_reply", acceptance: "maybe" })
  })
})

describe("check", () => {
  async function checkWith(json: unknown, status = 200) {
    const provider = await seedance(() => ({ status, json }))
    return provider.check(jobRef, call)
  }

  it("reads waiting, running, and a word of tomorrow as a job that lives", async () => {
    expect(await checkWith(replies.queued)).toEqual({ status: "queued" })
    await vendor.stop()
    expect(await checkWith(replies.running)).toEqual({ status: "running" })
    await vendor.stop()
    expect(await checkWith({ ...replies.running, status: "warming_up", content: [] })).toEqual({ status: "running" })
  })

  it("reads the clip, its exact last frame, its seed, and the cost by its tokens", async () => {
    expect(await checkWith(replies.succeeded)).toEqual({
      status: "succeeded",
      files: [
        { url: replies.succeeded.content.video_url, mime: "video/mp4" },
        { url: replies.succeeded.content.last_frame_url, mime: "image/png", isLastFrame: true },
      ],
      seed: 58944,
      costMicros: 762_300,
    })
  })

  it("claims no cost where no tokens are told", async () => {
    expect(await checkWith({ ...replies.succeeded, usage: null })).not.toHaveProperty("costMicros")
  })

  it("takes a clip that looks like somebody's work for property, not billed", async () => {
    expect(await checkWith(replies.failed)).toMatchObject({
      status: "failed",
      failure: { kind: "property_refused", charged: false },
      costMicros: 0,
    })
  })

  it.each([
    ["OutputVideoSensitiveContentDetected", "output_refused"],
    ["OutputAudioSensitiveContentDetected", "output_refused"],
    ["InternalServiceError", "vendor_error"],
    ["InvalidParameter", "invalid_request"],
  ])("reads a task that failed with %s as %s", async (code, kind) => {
    expect(await checkWith({ ...replies.failed, error: { code, message: "m" } })).toMatchObject({ failure: { kind } })
  })

  it("calls an expired task timed out, and one that nobody knows lost", async () => {
    expect(await checkWith({ ...replies.queued, status: "expired" })).toMatchObject({ failure: { kind: "vendor_timeout" } })
    await vendor.stop()
    expect(await checkWith({ error: { code: "ResourceNotFound" } }, 404)).toMatchObject({ failure: { kind: "lost" } })
  })
})

describe("lookup after a cut-off submit", () => {
  const request = testRequest({ model: "seedance/seedance-2.0" })
  const named = (index: number) => ({ ...replies.running, id: `cgt-${index}`, safety_identifier: `other-${index}` })

  it("finds the task by the identifier, over pages, among those of its model", async () => {
    const ours = { ...replies.running, safety_identifier: safetyIdentifier("key-1") }
    const provider = await seedance(({ url }) => {
      const page = Number(new URL(url, "http://x").searchParams.get("page_num"))
      const items = page === 1 ? Array.from({ length: 100 }, (_, index) => named(index)) : [ours]
      return { json: { total: 101, items } }
    })
    expect(await provider.lookup?.("key-1", request, call)).toEqual({ jobRef, vendorJobId: id })
    expect(vendor.seen[0]?.url).toBe(`${path}?page_num=1&page_size=100&filter.model=dreamina-seedance-2-0-260128`)
  })

  it("says that there is none when all that are listed are others'", async () => {
    const provider = await seedance(() => ({ json: { total: 1, items: [named(1)] } }))
    expect(await provider.lookup?.("key-1", request, call)).toBeNull()
  })

  it("does not say so while a listed task tells no identifier and could be it", async () => {
    const provider = await seedance(() => ({ json: { total: 1, items: [replies.running] } }))
    await expect(provider.lookup?.("key-1", request, call)).rejects.toMatchObject({ kind: "unavailable", isRetryable: true })
    await vendor.stop()
    const other = await seedance(() => ({ json: { total: 1, items: [{ ...replies.running, resolution: "1080p" }] } }))
    expect(await other.lookup?.("key-1", request, call)).toBeNull()
  })

  it("does not take an outage for none", async () => {
    const provider = await seedance(() => ({ status: 500, text: "" }))
    await expect(provider.lookup?.("key-1", request, call)).rejects.toMatchObject({ isRetryable: true })
  })
})

describe("cancel", () => {
  async function cancelWith(task: unknown, deleted: Answer = { json: {} }) {
    const provider = await seedance(({ method }) => (method === "DELETE" ? deleted : { json: task }))
    return provider.cancel?.(jobRef, call)
  }
  const methods = () => vendor.seen.map(({ method }) => method)

  it("stops a task that waits", async () => {
    expect(await cancelWith(replies.queued)).toEqual({ outcome: "stopped" })
    expect(methods()).toEqual(["GET", "DELETE"])
  })

  it("never deletes one that runs or has ended, since that would erase what was paid for", async () => {
    expect(await cancelWith(replies.running)).toEqual({ outcome: "asked" })
    expect(methods()).toEqual(["GET"])
    await vendor.stop()
    expect(await cancelWith(replies.succeeded)).toEqual({ outcome: "too_late" })
    expect(methods()).toEqual(["GET"])
  })

  it("keeps looking when it began to run in between", async () => {
    const refused = { status: 400, json: { error: { code: "InvalidAction", message: "running" } } }
    expect(await cancelWith(replies.queued, refused)).toEqual({ outcome: "asked" })
  })
})

describe("callbacks", () => {
  const deliver = (body: unknown) => {
    const provider = createAdapter(testSettings("http://127.0.0.1:1"))
    return provider.webhook?.receive({ body: Buffer.from(JSON.stringify(body)), headers: new Headers() })
  }

  it("are hints, since nothing proves them; the same state of a task is the same delivery", async () => {
    const received = await deliver(replies.succeeded)
    expect(received).toEqual({ deliveryId: `unsigned:${id}:succeeded:1795260700`, vendorJobId: id, report: { status: "hint" } })
    expect((await deliver(replies.running))?.deliveryId).not.toBe(received?.deliveryId)
  })

  it("are refused when they are no task", async () => {
    await expect(deliver({ id: "" })).rejects.toMatchObject({ reason: "bad_shape" })
  })
})

describe("the price", () => {
  const price = (model: string, aspectRatio: "16:9" | "1:1", resolution: "480p" | "720p" | "1080p" | "4k", sound = false) => {
    const found = findModel(model)
    if (!found) throw new Error(model)
    return (listPriceMicros(found, { resolution, aspectRatio, durationSeconds: 5, sound }) ?? 0) / 1_000_000
  }

  it("is what BytePlus' own examples of 5 s say", () => {
    const sizes = ["480p", "720p", "1080p", "4k"] as const
    expect(sizes.map((size) => price("seedance/seedance-2.0", "16:9", size).toFixed(2))).toEqual([
      "0.35",
      "0.76",
      "1.87",
      "3.89",
    ])
    expect(price("seedance/seedance-2.0-fast", "16:9", "480p")).toBeCloseTo(0.28, 2)
    expect(price("seedance/seedance-2.0-mini", "16:9", "720p")).toBeCloseTo(0.38, 2)
    expect(price("seedance/seedance-1.5-pro", "16:9", "720p", true)).toBeCloseTo(0.26, 2)
    expect(price("seedance/seedance-2.5", "16:9", "1080p")).toBeCloseTo(2.84, 2)
  })

  it("grows with the pixels of the shape, as pre-flight tells", () => {
    expect(price("seedance/seedance-2.0", "1:1", "4k")).toBeCloseTo((3840 * 3840 * 24 * 5 * 4) / 1024 / 1e6, 4)
    const model = findModel("seedance/seedance-2.0")
    if (!model) throw new Error("no model")
    const settings = shotSettings.parse({ aspectRatio: "1:1", resolution: "4k" })
    const frames = { first: null, last: null, references: [] }
    expect(preflight({ text: "A boat", negativePrompt: "", settings, frames }, model).priceMicros).toBe(6_912_000)
  })
})
