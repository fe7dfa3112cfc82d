import { afterEach, describe, expect, it } from "vitest"
import replies from "@/lib/providers/runcrate/fixtures/replies.json"
import { createAdapter } from "@/lib/providers/runcrate/provider"
import { type Answer, startVendor, type TestVendor, testCall, testRequest, testSettings } from "@/lib/providers/testing"

let vendor: TestVendor
afterEach(() => vendor.stop())

const call = { signal: new AbortController().signal }
const request = testRequest({ model: "runcrate/veo-3.0", durationSeconds: 4 })

async function runcrate(answer: Answer) {
  vendor = await startVendor(() => answer)
  return createAdapter(testSettings(vendor.url, { apiKey: "rc_live_test" }))
}

describe("submit", () => {
  it("sends the fields that both SDKs send, under the names of the pages", async () => {
    const provider = await runcrate({ json: replies.created })
    expect(await provider.submit(request, testCall())).toEqual({ jobRef: { id: "vid_7f" }, vendorJobId: "vid_7f" })
    expect(vendor.seen.map(({ method, url, headers }) => [method, url, headers.authorization])).toEqual([
      ["POST", "/videos", "Bearer rc_live_test"],
    ])
    expect(vendor.seen[0]?.json).toEqual({
      model: "google/veo-3.0",
      prompt: "A lamp falls",
      duration: 4,
      aspect_ratio: "16:9",
    })
  })

  it("sends nothing for a model that is gone", async () => {
    const provider = await runcrate({ json: replies.created })
    const submitted = provider.submit({ ...request, model: "runcrate/sora-2" }, testCall())
    await expect(submitted).rejects.toMatchObject({ kind: "invalid_request", acceptance: "no" })
    expect(vendor.seen).toEqual([])
  })

  it.each([
    [400, { error: "text" }, "invalid_request", "no", false],
    [400, { error: { message: "The prompt was blocked by moderation", code: "x" } }, "prompt_refused", "no", false],
    [401, replies.badKey, "auth", "no", false],
    [402, { message: "no credits" }, "credit", "no", false],
    [422, { detail: "duration" }, "invalid_request", "no", false],
    [429, {}, "rate_limited", "no", true],
    [500, {}, "unavailable", "maybe", false],
    [504, "<html>", "unavailable", "maybe", false],
    [200, { status: "queued" }, "bad_reply", "maybe", false],
  ])(
    "reads HTTP %d with %j as %s, accepted: %s, and sends no second job",
    async (status, json, kind, acceptance, isRetryable) => {
      const provider = await runcrate({ status, json })
      await expect(provider.submit(request, testCall())).rejects.toMatchObject({ kind, acceptance, isRetryable })
      expect(vendor.seen.length).toBe(1)
    },
  )
})

describe("check", () => {
  const checkWith = async (json: unknown, status = 200) => (await runcrate({ status, json })).check({ id: "vid_7f" }, call)

  it("reads waiting, running, and a status of tomorrow", async () => {
    expect(await checkWith(replies.created)).toEqual({ status: "queued" })
    expect(vendor.seen[0]?.url).toBe("/videos/vid_7f")
    await vendor.stop()
    expect(await checkWith(replies.processing)).toEqual({ status: "running" })
    await vendor.stop()
    expect(await checkWith({ ...replies.processing, status: "warming" })).toEqual({ status: "running" })
  })

  it("names the finished clip by a key, since it has no address that opens by itself", async () => {
    const files = [{ key: "vid_7f", mime: "video/mp4" }]
    expect(await checkWith(replies.completed)).toEqual({ status: "succeeded", files })
  })

  it.each([
    [{}, "vendor_error", "Runcrate gave no reason."],
    [{ error: "GPU lost" }, "vendor_error", "GPU lost"],
    [{ error: { code: "moderation", message: "The generated video was blocked" } }, "output_refused"],
    [{ detail: "Blocked: a real person" }, "person_refused"],
    [{ message: "Blocked by moderation" }, "refused"],
    [{ error: 7 }, "vendor_error", "Runcrate gave no reason."],
  ])("reads a failure with %j as %s, and leaves the charge open", async (fields, kind, vendorText = expect.any(String)) => {
    const report = await checkWith({ ...replies.failed, ...fields })
    expect(report).toEqual({ status: "failed", failure: { kind, vendorText, charged: undefined } })
  })

  it("calls a job that Runcrate does not find lost", async () => {
    expect(await checkWith({ error: "not found" }, 404)).toMatchObject({ failure: { kind: "lost" } })
  })
})

describe("download", () => {
  it("opens the file with the key", async () => {
    const provider = await runcrate({ text: "clip", headers: { "content-type": "video/mp4", "content-length": "4" } })
    const opened = await provider.download?.({ id: "vid_7f" }, "vid_7f", call)
    expect(opened).toMatchObject({ mime: "video/mp4", bytes: 4 })
    expect(await new Response(opened?.body).text()).toBe("clip")
    expect(vendor.seen.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      ["/videos/vid_7f/download", "Bearer rc_live_test"],
    ])
  })

  it.each([
    [404, {}, "not_found"],
    [401, {}, "auth"],
    [503, {}, "unavailable"],
    [302, { location: "https://elsewhere.example/clip.mp4" }, "bad_reply"],
  ])("tells HTTP %d with %j as %s, and takes the key nowhere else", async (status, headers, kind) => {
    const provider = await runcrate({ status, headers })
    await expect(provider.download?.({ id: "vid_7f" }, "vid_7f", call)).rejects.toMatchObject({ kind, acceptance: "no" })
    expect(vendor.seen.length).toBe(1)
  })
})

it("tests the key by asking for a job that nobody has", async () => {
  const good = await runcrate({ status: 404, json: { error: "not found" } })
  await expect(good.testCredential(call)).resolves.toBeUndefined()
  await vendor.stop()
  const bad = await runcrate({ status: 401, json: replies.badKey })
  await expect(bad.testCredential(call)).rejects.toMatchObject({ kind: "auth" })
})
