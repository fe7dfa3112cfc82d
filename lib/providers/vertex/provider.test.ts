import { afterEach, describe, expect, it } from "vitest"
import { ProviderError } from "@/lib/providers/errors"
import type { ProviderSettings } from "@/lib/providers/provider"
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
import replies from "@/lib/providers/vertex/fixtures/replies.json"
import { createAdapter } from "@/lib/providers/vertex/provider"

let vendor: TestVendor
afterEach(() => vendor.stop())

const call = { signal: new AbortController().signal }
const { name } = replies.created
const job = { name }
const model = "vertex/veo-3.1-generate-001"
const modelUrl = "/v1/projects/p-1/locations/us-central1/publishers/google/models/veo-3.1-generate-001"
const fields = { project: "p-1", location: "us-central1" }

async function vertex(answer: Answer | ((request: SeenRequest) => Answer), overrides: Partial<ProviderSettings> = {}) {
  vendor = await startVendor((request) => (typeof answer === "function" ? answer(request) : answer))
  return createAdapter(testSettings(vendor.url, { fields, ...overrides }))
}

const failureOf = (promise: Promise<unknown> | undefined) =>
  Promise.resolve(promise).then(
    () => undefined,
    (error: unknown) => (error instanceof ProviderError ? error : undefined),
  )

const text = async (body: ReadableStream<Uint8Array> | undefined) => new Response(body ?? null).text()

describe("submit", () => {
  async function bodyOf(overrides: Partial<Parameters<typeof testRequest>[0]>, bucket?: string) {
    const provider = await vertex({ json: replies.created }, bucket === undefined ? {} : { fields: { ...fields, bucket } })
    await provider.submit(testRequest({ model, durationSeconds: 8, ...overrides }), testCall())
    return vendor.seen[0]?.json
  }

  it("asks for one clip by the long-running method, with a token", async () => {
    const provider = await vertex({ json: replies.created })
    const request = testRequest({ model, durationSeconds: 6, seed: 0, sound: true, negativePrompt: "rain", resolution: "4k" })
    expect(await provider.submit(request, testCall())).toEqual({ jobRef: job, vendorJobId: name })
    expect(vendor.seen.map(({ method, url, headers }) => [method, url, headers.authorization])).toEqual([
      ["POST", `${modelUrl}:predictLongRunning`, "Bearer test-key"],
    ])
    expect(vendor.seen[0]?.json).toEqual({
      instances: [{ prompt: "A lamp falls" }],
      parameters: {
        sampleCount: 1,
        durationSeconds: 6,
        aspectRatio: "16:9",
        resolution: "4k",
        generateAudio: true,
        negativePrompt: "rain",
        seed: 0,
      },
    })
  })

  it("sends frames, references and the bucket under Google's names", async () => {
    const image = { bytesBase64Encoded: "AQIDBA==", mimeType: "image/jpeg" }
    expect(await bodyOf({ firstFrame: testImage(), lastFrame: testImage() })).toMatchObject({
      instances: [{ prompt: "A lamp falls", image, lastFrame: image }],
      parameters: { generateAudio: false },
    })
    expect(await bodyOf({ referenceImages: [testImage()] }, "gs://takes/rushes/")).toMatchObject({
      instances: [{ referenceImages: [{ image, referenceType: "ASSET" }] }],
      parameters: { storageUri: "gs://takes/rushes/" },
    })
  })

  it("sends nothing where a field or the model is none", async () => {
    const sent = async (changes: Record<string, string>, id = model) => {
      const provider = await vertex({ json: replies.created }, { fields: { ...fields, ...changes } })
      const error = await failureOf(provider.submit(testRequest({ model: id }), testCall()))
      expect(vendor.seen).toEqual([])
      return [error?.kind, error?.acceptance]
    }
    expect(await sent({ project: "" })).toEqual(["auth", "no"])
    expect(await sent({ location: "evil.example/x" })).toEqual(["auth", "no"])
    expect(await sent({ bucket: "https://takes" })).toEqual(["auth", "no"])
    expect(await sent({}, "vertex/veo-3.0-generate-001")).toEqual(["invalid_request", "no"])
  })

  it("goes to the host of its location", async () => {
    vendor = await startVendor(() => ({}))
    const hosts: string[] = []
    for (const location of ["europe-west4", "global", "eu"]) {
      const asked: typeof fetch = async (input) => {
        hosts.push(new URL(String(input)).host)
        return Response.json(replies.created)
      }
      const baseUrls = { api: "https://aiplatform.googleapis.com" }
      const provider = createAdapter(testSettings("", { baseUrls, fetch: asked, fields: { ...fields, location } }))
      await provider.submit(testRequest({ model }), testCall())
    }
    expect(hosts).toEqual([
      "europe-west4-aiplatform.googleapis.com",
      "aiplatform.googleapis.com",
      "aiplatform.eu.rep.googleapis.com",
    ])
  })

  const error = (code: number, message: string, details: object[] = []) => ({
    status: code,
    json: { error: { code, message, details } },
  })

  it.each([
    ["no token of theirs", error(401, "invalid"), { kind: "auth", acceptance: "no" }],
    ["a project without billing", error(403, "…", [{ reason: "BILLING_DISABLED" }]), { kind: "credit", acceptance: "no" }],
    ["a project of others", error(403, "Permission denied"), { kind: "auth", acceptance: "no" }],
    ["a model that is gone", error(404, "not found"), { kind: "not_found", acceptance: "no" }],
    ["too many at once", error(429, "quota", [{ retryDelay: "5s" }]), { kind: "rate_limited", retryAfterSeconds: 5 }],
    ["an error of theirs", error(500, "Internal"), { kind: "unavailable", acceptance: "maybe", isRetryable: false }],
    ["half an answer", { text: '{"name": "proj' }, { kind: "bad_reply", acceptance: "maybe" }],
    ["a name that is none", { json: { name: "../../x" } }, { kind: "bad_reply", acceptance: "maybe" }],
    ["a redirect", { status: 307, headers: { location: "https://evil.example" } }, { acceptance: "no", kind: "bad_reply" }],
  ])("understands %s, and sends once", async (_name, answer: Answer, expected) => {
    const provider = await vertex(answer)
    expect(await failureOf(provider.submit(testRequest({ model }), testCall()))).toMatchObject(expected)
    expect(vendor.seen).toHaveLength(1)
  })

  it("does not know what became of a submit that was cut off", async () => {
    vendor = await startVendor(
      () => null,
      (_request, response) => response.destroy(),
    )
    const provider = createAdapter(testSettings(vendor.url, { fields }))
    const cut = await failureOf(provider.submit(testRequest({ model }), testCall()))
    expect(cut).toMatchObject({ kind: "unavailable", acceptance: "maybe", isRetryable: false })
    expect(vendor.seen).toHaveLength(1)
  })
})

describe("check", () => {
  it.each([
    ["one that runs", replies.running, { status: "running" }],
    ["bytes inside", replies.withBytes, { status: "succeeded", files: [{ key: "inline", mime: "video/mp4" }] }],
    [
      "a clip in the bucket",
      replies.inBucket,
      { status: "succeeded", files: [{ key: "gs://takes/rushes/11/sample_0.mp4", mime: "video/mp4" }] },
    ],
    ["a filtered clip, by its code", replies.filtered, { failure: { kind: "minor_refused", charged: undefined } }],
    ["a filtered clip without a code", replies.filteredWithoutCode, { failure: { kind: "output_refused" } }],
    ["a refused prompt", replies.refused, { failure: { kind: "prompt_refused" } }],
    ["a failure of Google's own", replies.failed, { failure: { kind: "vendor_error" } }],
    ["an empty success", { done: true, response: { videos: [] } }, { failure: { kind: "vendor_error" } }],
    ["fields of tomorrow", { done: "soon", response: 7, mood: "calm" }, { status: "running" }],
  ])("reads %s", async (_name, json, expected) => {
    const provider = await vertex({ json })
    expect(await provider.check(job, call)).toMatchObject(expected)
    expect([vendor.seen[0]?.url, vendor.seen[0]?.json]).toEqual([`${modelUrl}:fetchPredictOperation`, { operationName: name }])
  })

  it("calls an operation lost that Vertex does not know, and a reference that is none", async () => {
    const provider = await vertex({ status: 404, json: { error: { code: 404, message: "gone" } } })
    expect(await provider.check(job, call)).toMatchObject({ failure: { kind: "lost" } })
    expect(await provider.check({ name: "https://evil.example" }, call)).toMatchObject({ failure: { kind: "lost" } })
    expect(vendor.seen).toHaveLength(1)
  })
})

describe("download", () => {
  it("reads the bytes out of the operation, or says that they are gone", async () => {
    const file = await (await vertex({ json: replies.withBytes })).download?.(job, "inline", call)
    expect((await text(file?.body)).slice(4)).toBe("ftypisom")
    await vendor.stop()
    const provider = await vertex({ status: 404, json: { error: { code: 404 } } })
    expect(await failureOf(provider.download?.(job, "inline", call))).toMatchObject({ kind: "not_found" })
  })

  it("opens an object of the bucket with the token", async () => {
    const provider = await vertex({ text: "clip" })
    const file = await provider.download?.(job, "gs://takes/rushes/11/sample_0.mp4", call)
    expect(await text(file?.body)).toBe("clip")
    expect([vendor.seen[0]?.url, vendor.seen[0]?.headers.authorization]).toEqual([
      "/rest/storage/v1/b/takes/o/rushes%2F11%2Fsample_0.mp4?alt=media",
      "Bearer test-key",
    ])
    expect(await failureOf(provider.download?.(job, "gs://../x", call))).toMatchObject({ kind: "not_found" })
  })
})

it("tests a credential by asking for an operation that there cannot be", async () => {
  await (await vertex({ status: 404, json: { error: { code: 404 } } })).testCredential(call)
  await vendor.stop()
  const refused = await vertex({ status: 403, json: { error: { code: 403, message: "denied" } } })
  expect(await failureOf(refused.testCredential(call))).toMatchObject({ kind: "auth" })
})
