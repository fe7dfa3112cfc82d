import { decodeJwt, decodeProtectedHeader, jwtVerify } from "jose"
import { afterEach, describe, expect, it } from "vitest"
import replies from "@/lib/providers/kling/fixtures/legacy-replies.json"
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
const fields = { accessKey: "ak-1", secretKey: "sk-1" }
const secret = new TextEncoder().encode(fields.secretKey)
/** An hour and some before the vendor's own clock, which its replies tell. */
const nowSeconds = 1_781_080_794
const theirDate = new Date((nowSeconds + 4000) * 1000).toUTCString()
const job = { id: "831922", kind: "text2video" }

async function kling(answer: (request: SeenRequest) => Answer, overrides: Parameters<typeof testSettings>[1] = {}) {
  vendor = await startVendor(answer)
  return createAdapter(testSettings(vendor.url, { fields, now: () => nowSeconds * 1000, ...overrides }))
}

const tokenOf = (request: SeenRequest | undefined) => String(request?.headers.authorization).replace("Bearer ", "")

describe("with a legacy key pair", () => {
  it("signs a token of the pair for each call", async () => {
    const provider = await kling(() => ({ json: replies.created }))
    await provider.submit(testRequest({ model: "kling/kling-3.0" }), testCall())
    const token = tokenOf(vendor.seen[0])
    expect(decodeProtectedHeader(token)).toEqual({ alg: "HS256", typ: "JWT" })
    expect(decodeJwt(token)).toEqual({ iss: "ak-1", exp: nowSeconds + 1800, nbf: nowSeconds - 5 })
    await expect(jwtVerify(token, secret, { currentDate: new Date(nowSeconds * 1000) })).resolves.toBeDefined()
  })

  it("writes from text with the model in the body and the length as a string", async () => {
    const provider = await kling(() => ({ json: replies.created }))
    const request = testRequest({ model: "kling/kling-3.0", resolution: "4k", sound: true, negativePrompt: "rain" })
    expect(await provider.submit(request, testCall())).toEqual({ jobRef: job, vendorJobId: "831922" })
    expect(vendor.seen[0]?.url).toBe("/v1/videos/text2video")
    expect(vendor.seen[0]?.json).toEqual({
      model_name: "kling-v3",
      prompt: "A lamp falls",
      negative_prompt: "rain",
      mode: "4k",
      duration: "5",
      aspect_ratio: "16:9",
      sound: "on",
      callback_url: "https://studio.example/api/webhooks/vendor?token=t%20&g=1",
      external_task_id: "key-1",
    })
  })

  it("writes from frames as raw base64, without a ratio", async () => {
    const provider = await kling(() => ({ json: replies.created }))
    const frames = { firstFrame: testImage(), lastFrame: testImage() }
    const request = testRequest({ model: "kling/kling-2.5-turbo", resolution: "1080p", ...frames })
    await provider.submit(request, testCall({ callbackUrl: undefined }))
    expect(vendor.seen[0]?.url).toBe("/v1/videos/image2video")
    expect(vendor.seen[0]?.json).toEqual({
      model_name: "kling-v2-5-turbo",
      prompt: "A lamp falls",
      mode: "pro",
      duration: "5",
      image: "AQIDBA==",
      image_tail: "AQIDBA==",
      external_task_id: "key-1",
    })
  })

  it.each([
    ["references", { referenceImages: [testImage(), testImage()] }, [undefined, undefined], "16:9"],
    ["frames", { firstFrame: testImage(), lastFrame: testImage() }, ["first_frame", "end_frame"], undefined],
    ["words alone", {}, undefined, "16:9"],
  ])("writes omni from %s", async (_name, stills, types, ratio) => {
    const provider = await kling(() => ({ json: replies.created }))
    const { jobRef } = await provider.submit(testRequest({ model: "kling/kling-o1", ...stills }), testCall())
    expect(jobRef).toEqual({ ...job, kind: "omni-video" })
    expect(vendor.seen[0]?.url).toBe("/v1/videos/omni-video")
    const body = vendor.seen[0]?.json as { aspect_ratio?: string; image_list?: { image_url: string; type?: string }[] }
    expect(body.aspect_ratio).toBe(ratio)
    expect(body.image_list?.map(({ type }) => type)).toEqual(types)
  })

  it.each([
    ["a model that it lacks", { model: "kling/kling-3.0-turbo" }, "/text-to-video/kling-3.0-turbo"],
    ["a prompt too long for it", { model: "kling/kling-3.0", prompt: "x".repeat(2501) }, "/text-to-video/kling-3.0"],
  ])("sends %s to the newer API, with the API key", async (_name, overrides, url) => {
    const provider = await kling(() => ({ json: { code: 0, data: { id: "7" } } }))
    const { jobRef } = await provider.submit(testRequest(overrides), testCall())
    expect(jobRef).toEqual({ id: "7" })
    expect([vendor.seen[0]?.url, tokenOf(vendor.seen[0])]).toEqual([url, "test-key"])
  })

  it("asks the older API for its own jobs alone", async () => {
    const provider = await kling(({ url }) => ({ json: url.startsWith("/v1") ? replies.succeeded : { code: 0, data: [] } }))
    expect(await provider.check(job, call)).toEqual({
      status: "succeeded",
      files: [{ url: "https://v16-kling.klingai.com/out.mp4" }],
      costMicros: 420_000,
    })
    expect(await provider.check({ id: "831922" }, call)).toMatchObject({ failure: { kind: "lost" } })
    expect(vendor.seen.map(({ url }) => url)).toEqual(["/v1/videos/text2video/831922", "/tasks?task_ids=831922"])
  })

  it("finds a job by our key, and nothing under another's", async () => {
    const provider = await kling(() => ({ json: replies.succeeded }))
    const request = testRequest({ model: "kling/kling-3.0", firstFrame: testImage() })
    const found = { jobRef: { ...job, kind: "image2video" }, vendorJobId: "831922" }
    expect(await provider.lookup?.("key-1", request, call)).toEqual(found)
    expect(await provider.lookup?.("key-2", request, call)).toBeNull()
    expect(vendor.seen.map(({ url }) => url)).toEqual(["/v1/videos/image2video/key-1", "/v1/videos/image2video/key-2"])
  })

  it("tests the pair by a list", async () => {
    const provider = await kling(() => ({ status: 401, json: { code: 1000, message: "Authentication failed" } }))
    await expect(provider.testCredential(call)).rejects.toMatchObject({ kind: "auth" })
    expect(vendor.seen[0]?.url).toBe("/v1/videos/text2video?pageNum=1&pageSize=1")
  })
})

describe("when the clocks differ", () => {
  const early: Answer = { status: 401, json: { code: 1003, message: "not yet valid" }, headers: { date: theirDate } }
  const nbfOf = (request: SeenRequest | undefined) => decodeJwt(tokenOf(request)).nbf

  it("asks once more with a token by Kling's clock, and keeps to that clock", async () => {
    let asked = 0
    const provider = await kling(() => (++asked === 1 ? early : { json: replies.processing }))
    expect(await provider.check(job, call)).toEqual({ status: "running" })
    expect(await provider.check(job, call)).toEqual({ status: "running" })
    expect(vendor.seen.map(nbfOf)).toEqual([nowSeconds - 5, nowSeconds + 3995, nowSeconds + 3995])
  })

  it("asks no third time", async () => {
    const provider = await kling(() => ({ ...early, json: { code: 1004, message: "expired" } }))
    await expect(provider.check(job, call)).rejects.toMatchObject({ kind: "auth" })
    expect(vendor.seen.length).toBe(2)
  })

  it("never sends a submit again by itself, but the next one with a better token", async () => {
    let asked = 0
    const provider = await kling(() => (++asked === 1 ? early : { json: replies.created }))
    const request = testRequest({ model: "kling/kling-3.0" })
    await expect(provider.submit(request, testCall())).rejects.toMatchObject({ kind: "auth", acceptance: "no" })
    expect(vendor.seen.length).toBe(1)
    await provider.submit(request, testCall())
    expect(vendor.seen.map(nbfOf)).toEqual([nowSeconds - 5, nowSeconds + 3995])
  })
})

it.each([
  ["no pair", {}],
  ["half a pair", { accessKey: "ak-1", secretKey: " " }],
])("keeps to the API key with %s, and follows jobs that began in the older API with it", async (_name, given) => {
  const provider = await kling(() => ({ json: replies.processing }), { fields: given })
  expect(await provider.check(job, call)).toEqual({ status: "running" })
  expect([vendor.seen[0]?.url, tokenOf(vendor.seen[0])]).toEqual(["/v1/videos/text2video/831922", "test-key"])
})

describe("what it cost", () => {
  it.each([
    ["units", { final_unit_deduction: "1.5" }, 210_000],
    ["units as a number", { final_unit_deduction: 2 }, 280_000],
    ["money of a currency that is not told", { final_unit_deduction: "0", final_balance_deduction: { quota: "3" } }, undefined],
    ["nothing said", { final_unit_deduction: undefined }, undefined],
    ["nothing yet", { final_unit_deduction: "0" }, undefined],
  ])("reads %s", async (_name, changes, costMicros) => {
    const provider = await kling(() => ({ json: { code: 0, data: { ...replies.succeeded.data, ...changes } } }))
    const report = await provider.check(job, call)
    expect("costMicros" in report ? report.costMicros : undefined).toBe(costMicros)
  })

  it("is nothing for a failure with no units", async () => {
    const provider = await kling(() => ({ json: replies.riskControl }))
    expect(await provider.check(job, call)).toMatchObject({ failure: { kind: "person_refused", charged: false } })
  })
})
