import { afterEach, describe, expect, it } from "vitest"
import { ProviderError } from "@/lib/providers/errors"
import replies from "@/lib/providers/replicate/fixtures/replies.json"
import { createAdapter } from "@/lib/providers/replicate/provider"
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

async function adapter(answer: Answer | ((url: string) => Answer)) {
  vendor = await startVendor(({ url }) => (typeof answer === "function" ? answer(url) : answer))
  return createAdapter(testSettings(`${vendor.url}/v1`))
}

const veo = testRequest({ model: "replicate/veo-3.1", durationSeconds: 8, sound: true, seed: 0 })
const call = { signal: new AbortController().signal }
const job = { id: "p1" }

async function refusal(run: Promise<unknown>): Promise<ProviderError> {
  const error = await run.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof ProviderError) return error
  throw error ?? new Error("It went well.")
}

describe("a prediction", () => {
  it("is asked for once, under the model's name, with its own callback, and not waited for", async () => {
    const replicate = await adapter({ status: 201, json: replies.created })
    expect(await replicate.submit(veo, testCall())).toEqual({
      jobRef: { id: replies.created.id },
      vendorJobId: replies.created.id,
    })
    expect(vendor.seen).toHaveLength(1)
    const [seen] = vendor.seen
    expect(seen).toMatchObject({
      method: "POST",
      url: "/v1/models/google/veo-3.1/predictions",
      headers: { authorization: "Bearer test-key" },
      json: {
        input: { prompt: "A lamp falls", duration: 8, aspect_ratio: "16:9", resolution: "720p", seed: 0, generate_audio: true },
        webhook: "https://studio.example/api/webhooks/vendor?token=t%20&g=1",
        webhook_events_filter: ["completed"],
      },
    })
    expect(seen?.headers.prefer).toBeUndefined()
  })

  it("holds a small still itself, and the address of a large one", async () => {
    const uploaded = { urls: { get: "https://api.replicate.com/v1/files/f1" } }
    const replicate = await adapter((url) => ({ status: 201, json: url === "/v1/files" ? uploaded : replies.created }))
    const sizes: Record<string, number> = { small: 3, large: 300_000 }
    const readImage = async ({ clipId }: { clipId: string }) => ({
      bytes: new Uint8Array(sizes[clipId] ?? 0),
      mime: "image/png",
    })
    const frames = { firstFrame: testImage({ clipId: "small" }), lastFrame: testImage({ clipId: "large" }) }
    await replicate.submit({ ...veo, ...frames }, testCall({ readImage }))
    expect(vendor.seen.map(({ url }) => url)).toEqual(["/v1/files", "/v1/models/google/veo-3.1/predictions"])
    expect(vendor.seen[1]?.json).toMatchObject({
      input: { image: "data:image/png;base64,AAAA", last_frame: "https://api.replicate.com/v1/files/f1" },
    })
  })

  it.each([
    ["running", { status: "running", progress: 0.76 }],
    ["succeeded", { status: "succeeded", files: [{ url: replies.succeeded.output, mime: "video/mp4" }] }],
    ["listed", { status: "succeeded", files: [{ url: replies.succeeded.output }] }],
    ["removed", { status: "failed", failure: { kind: "lost", charged: true } }],
    ["flagged", { status: "failed", failure: { kind: "refused" } }],
    ["face", { status: "failed", failure: { kind: "person_refused" } }],
    ["broken", { status: "failed", failure: { kind: "vendor_error" } }],
    ["canceled", { status: "cancelled" }],
    ["aborted", { status: "cancelled" }],
    ["tomorrow", { status: "running" }],
  ] as const)("that is %s is told so", async (name, report) => {
    const replicate = await adapter({ json: replies[name] })
    expect(await replicate.check(job, call)).toMatchObject(report)
  })

  it("that nobody knows is lost", async () => {
    const replicate = await adapter({ status: 404, json: { detail: "Not found" } })
    expect(await replicate.check(job, call)).toMatchObject({ status: "failed", failure: { kind: "lost" } })
    expect(await replicate.cancel?.(job, call)).toEqual({ outcome: "asked" })
  })

  it.each([
    [429, { detail: "Request was throttled. Your rate limit resets in ~30s." }, "rate_limited", "no", 30],
    [402, { title: "Insufficient credit" }, "credit", "no", undefined],
    [422, { title: "Input validation failed" }, "invalid_request", "no", undefined],
    [401, {}, "auth", "no", undefined],
    [500, {}, "unavailable", "maybe", undefined],
    [201, { status: "starting" }, "bad_reply", "maybe", undefined],
  ] as const)(
    "is refused with %i as it should be, and the SDK sends it no second time",
    async (status, json, kind, acceptance, seconds) => {
      const replicate = await adapter({ status, json })
      expect(await refusal(replicate.submit(veo, testCall()))).toMatchObject({ kind, acceptance, retryAfterSeconds: seconds })
      expect(vendor.seen).toHaveLength(1)
    },
  )

  it("may have been taken when the answer is cut off, and is not sent after a stop", async () => {
    vendor = await startVendor(
      () => null,
      (_request, response) => response.destroy(),
    )
    const replicate = createAdapter(testSettings(vendor.url))
    expect(await refusal(replicate.submit(veo, testCall({ signal: AbortSignal.abort() })))).toMatchObject({ acceptance: "no" })
    expect(vendor.seen).toHaveLength(0)
    expect(await refusal(replicate.submit(veo, testCall()))).toMatchObject({ kind: "unavailable", acceptance: "maybe" })
    expect(vendor.seen).toHaveLength(1)
    expect(await refusal(replicate.check(job, call))).toMatchObject({ kind: "unavailable", isRetryable: true })
    expect(vendor.seen).toHaveLength(2)
  })

  it.each([
    ["canceled", { outcome: "stopped", chargeUnknown: true }],
    ["aborted", { outcome: "stopped" }],
    ["succeeded", { outcome: "too_late" }],
    ["running", { outcome: "asked" }],
  ] as const)("that is %s when it should stop is told as it is", async (name, outcome) => {
    const replicate = await adapter({ json: replies[name] })
    expect(await replicate.cancel?.(job, call)).toEqual(outcome)
    expect(vendor.seen[0]).toMatchObject({ method: "POST", url: "/v1/predictions/p1/cancel" })
  })
})
