import { afterEach, describe, expect, it } from "vitest"
import replies from "@/lib/providers/fal/fixtures/replies.json"
import { createAdapter } from "@/lib/providers/fal/provider"
import type { JobReport } from "@/lib/providers/provider"
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

const id = replies.submitted.request_id
const job = { requestId: id, endpoint: "fal-ai/veo3.1/fast/image-to-video" }

async function fal(answer: (request: SeenRequest, url: string) => Answer) {
  vendor = await startVendor(answer)
  return createAdapter(testSettings(vendor.url))
}

describe("submit", () => {
  it("sends the whole input once, with the callback and without a silent fallback", async () => {
    const provider = await fal((_request, url) => ({
      json: { ...replies.submitted, status_url: `${url}/fal-ai/veo3.1/requests/${id}/status` },
    }))
    const request = testRequest({ model: "fal/veo3.1-fast", durationSeconds: 6, seed: 0, sound: false, negativePrompt: "blur" })
    const submission = await provider.submit(request, testCall())
    expect(vendor.seen.length).toBe(1)
    const [sent] = vendor.seen
    expect(sent?.method).toBe("POST")
    const url = new URL(sent?.url ?? "", vendor.url)
    expect(url.pathname).toBe("/fal-ai/veo3.1/fast")
    expect(url.searchParams.get("fal_webhook")).toBe("https://studio.example/api/webhooks/vendor?token=t%20&g=1")
    expect(sent?.headers).toMatchObject({ authorization: "Key test-key", "x-app-fal-disable-fallback": "true" })
    expect(sent?.json).toEqual({
      prompt: "A lamp falls",
      negative_prompt: "blur",
      aspect_ratio: "16:9",
      resolution: "720p",
      duration: "6s",
      generate_audio: false,
      seed: 0,
      auto_fix: false,
    })
    expect(submission).toMatchObject({ vendorJobId: id, jobRef: { requestId: id, endpoint: "fal-ai/veo3.1/fast" } })
  })

  it("uploads frames first, without the key on the upload itself, and names them by their address", async () => {
    const provider = await fal((request, url) => {
      if (request.url.startsWith("/rest/storage/upload/initiate")) {
        const name = vendor.seen.filter((seen) => seen.url.startsWith("/rest/storage")).length
        return { json: { upload_url: `${url}/put/${name}`, file_url: `https://v3.fal.media/files/${name}.jpg` } }
      }
      return request.method === "PUT" ? { status: 200 } : { json: replies.submitted }
    })
    const request = testRequest({
      model: "fal/veo3.1",
      durationSeconds: 8,
      firstFrame: testImage(),
      lastFrame: testImage({ sha256: "cd".repeat(32) }),
    })
    await provider.submit(request, testCall({ callbackUrl: undefined }))
    const puts = vendor.seen.filter(({ method }) => method === "PUT")
    expect(puts.map(({ headers, body }) => [headers.authorization, headers["content-type"], [...body]])).toEqual([
      [undefined, "image/jpeg", [1, 2, 3, 4]],
      [undefined, "image/jpeg", [1, 2, 3, 4]],
    ])
    const submitted = vendor.seen.at(-1)
    expect(submitted?.url).toBe("/fal-ai/veo3.1/first-last-frame-to-video")
    expect(Object.keys(submitted?.json ?? {})).toContain("last_frame_url")
    expect(submitted?.json).toMatchObject({ first_frame_url: expect.stringMatching(/^https:\/\/v3\.fal\.media/) })
  })

  it("uploads the clip that drives a character, and asks for its sound only when sound is wanted", async () => {
    const provider = await fal((request, url) => {
      if (request.url.startsWith("/rest/storage/upload/initiate")) {
        const name = JSON.stringify(request.json).includes("video/mp4") ? "clip.mp4" : "still.jpg"
        return { json: { upload_url: `${url}/put/${name}`, file_url: `https://v3.fal.media/files/${name}` } }
      }
      return request.method === "PUT" ? { status: 200 } : { json: replies.submitted }
    })
    const sourceClip = { ...testImage({ mime: "video/mp4" }), durationSeconds: 5, fps: 24 }
    const model = "fal/kling-3.0-pro-motion-control"
    await provider.submit(testRequest({ model, firstFrame: testImage(), sourceClip, sound: true }), testCall())
    expect(vendor.seen.at(-1)).toMatchObject({
      json: {
        prompt: "A lamp falls",
        image_url: "https://v3.fal.media/files/still.jpg",
        video_url: "https://v3.fal.media/files/clip.mp4",
        character_orientation: "video",
        keep_original_sound: true,
      },
    })
    expect(vendor.seen.at(-1)?.url).toMatch(/^\/fal-ai\/kling-video\/v3\/pro\/motion-control\?/)
  })

  it.each([
    ["fal/ltx-2.5-pro", "truck_left", { camera_motion: "dolly_left" }],
    ["fal/ltx-2.5-fast", "pedestal_down", { camera_motion: "jib_down" }],
    ["fal/seedance-1.0-pro", "static", { camera_fixed: true }],
  ] as const)("says to %s that the camera moves as %s, by its parameter", async (model, motion, input) => {
    const provider = await fal(() => ({ json: replies.submitted }))
    const request = testRequest({ model, durationSeconds: 6, camera: { motion, strength: "fast" } })
    await provider.submit(request, testCall())
    expect(vendor.seen.at(-1)?.json).toMatchObject(input)
  })

  it("never reaches the billable call when an upload fails, and says that nothing was accepted", async () => {
    const provider = await fal(() => ({ status: 500, json: {} }))
    const request = testRequest({
      model: "fal/hailuo-02-pro",
      durationSeconds: 6,
      resolution: "1080p",
      firstFrame: testImage(),
    })
    await expect(provider.submit(request, testCall())).rejects.toMatchObject({ acceptance: "no", isRetryable: true })
    expect(vendor.seen.every(({ url }) => url.startsWith("/rest/"))).toBe(true)
  })

  it("refuses to put a still on a plain-http address of somebody else", async () => {
    const provider = await fal(() => ({ json: { upload_url: "http://169.254.169.254/x", file_url: "https://v3.fal.media/x" } }))
    const request = testRequest({ model: "fal/hailuo-02-pro", firstFrame: testImage() })
    await expect(provider.submit(request, testCall())).rejects.toMatchObject({ kind: "bad_reply", acceptance: "no" })
  })

  it("holds a 200 without a request id for maybe accepted", async () => {
    const provider = await fal(() => ({ json: { hello: 1 } }))
    await expect(provider.submit(testRequest({ model: "fal/veo3.1" }), testCall())).rejects.toMatchObject({
      kind: "bad_reply",
      acceptance: "maybe",
    })
  })

  it.each([
    [401, { detail: "Unauthorized" }, "auth"],
    [403, { detail: "User is locked. Reason: Exhausted balance." }, "credit"],
    [403, { detail: "Forbidden" }, "auth"],
    [422, replies.moderated, "prompt_refused"],
    [422, replies.moderatedPerson, "person_refused"],
    [422, { detail: [{ loc: ["body", "duration"], msg: "bad", type: "literal_error" }] }, "invalid_request"],
  ])("reads a refused submit, HTTP %d %j, as %s", async (status, json, kind) => {
    const provider = await fal(() => ({ status, json }))
    await expect(provider.submit(testRequest({ model: "fal/veo3.1" }), testCall())).rejects.toMatchObject({
      kind,
      acceptance: "no",
    })
  })

  it("sends nothing for a retired model", async () => {
    const provider = await fal(() => ({ json: replies.submitted }))
    await expect(provider.submit(testRequest({ model: "fal/sora-2" }), testCall())).rejects.toMatchObject({
      kind: "invalid_request",
      acceptance: "no",
    })
    expect(vendor.seen).toEqual([])
  })
})

describe("check", () => {
  async function checkWith(status: Answer, result: Answer = { status: 500 }): Promise<JobReport> {
    const provider = await fal((request) => (request.url.endsWith("/status") ? status : result))
    return provider.check(job, { signal: new AbortController().signal })
  }
  const completed = { json: { status: "COMPLETED", metrics: { inference_time: 12 } } }

  it("reads the queue's words, position 0 included", async () => {
    expect(await checkWith({ status: 202, json: { status: "IN_QUEUE", queue_position: 0 } })).toEqual({
      status: "queued",
      position: 0,
    })
    expect(vendor.seen[0]?.url).toBe(`/fal-ai/veo3.1/requests/${id}/status`)
  })

  it("knows no percentage while it runs", async () => {
    expect(await checkWith({ status: 202, json: { status: "IN_PROGRESS", logs: null } })).toEqual({ status: "running" })
  })

  it("takes a word that nobody has documented for work under way", async () => {
    expect(await checkWith({ json: { status: "WARMING_UP", queue_position: "soon", moon: 1 } })).toEqual({ status: "running" })
    await expect(checkWith({ json: { hello: 1 } })).rejects.toMatchObject({ kind: "bad_reply" })
  })

  it("fetches the result of a completed job, seed 0 included", async () => {
    expect(await checkWith(completed, { json: replies.result })).toEqual({
      status: "succeeded",
      files: [{ url: "https://v3b.fal.media/files/b/test/out.mp4", mime: "video/mp4", bytes: 12345 }],
      seed: 0,
    })
    expect(vendor.seen[1]?.url).toBe(`/fal-ai/veo3.1/requests/${id}`)
  })

  it.each([
    ["moderation of the prompt", 422, replies.moderated, "prompt_refused", undefined],
    ["moderation of a frame", 422, replies.moderatedImage, "image_refused", undefined],
    ["moderation of a reference", 422, replies.moderatedFrames, "image_refused", undefined],
    ["moderation of what was made", 422, replies.moderatedOutput, "output_refused", undefined],
    ["a real person", 422, replies.moderatedPerson, "person_refused", undefined],
    ["a minor", 422, replies.moderatedMinor, "minor_refused", undefined],
    ["somebody's property", 422, replies.moderatedProperty, "property_refused", undefined],
    ["moderation of nobody knows what", 422, replies.moderatedSomehow, "refused", undefined],
    ["nothing left after moderation", 422, replies.noMedia, "output_refused", undefined],
    ["a frame that does not fit", 422, replies.imageTooSmall, "invalid_request", undefined],
    ["a broken runner", 503, replies.infrastructure, "vendor_error", false],
    ["a generation that took too long", 504, replies.generationTimeout, "vendor_timeout", false],
  ])("finds the failure behind COMPLETED: %s", async (_name, status, json, kind, charged) => {
    expect(await checkWith(completed, { status, json })).toMatchObject({ status: "failed", failure: { kind, charged } })
  })

  it("calls a job failed when its status carries an error, even if the result reads well", async () => {
    const json = { status: "COMPLETED", error: "boom", error_type: "runner_server_error" }
    expect(await checkWith({ json }, { json: replies.result })).toMatchObject({
      status: "failed",
      failure: { kind: "vendor_error" },
    })
  })

  it("calls a cancelled job cancelled", async () => {
    expect(await checkWith(completed, { status: 499, json: replies.cancelled })).toEqual({ status: "cancelled" })
  })

  it("calls a result that is asked for too soon running", async () => {
    expect(await checkWith(completed, { status: 400, json: replies.inProgress })).toEqual({ status: "running" })
  })

  it("calls a job that fal does not know lost", async () => {
    expect(await checkWith({ status: 404, json: { status: "NOT_FOUND" } })).toMatchObject({
      status: "failed",
      failure: { kind: "lost" },
    })
  })

  it.each([
    ["an outage of the status", { status: 502 }, undefined],
    ["an outage of the result's host", completed, { status: 502, text: "bad gateway" }],
    ["a limit on the result", completed, { status: 429, json: {} }],
  ])("does not take %s for a failed job, but asks to look again", async (_name, status, result) => {
    await expect(checkWith(status, result)).rejects.toMatchObject({ isRetryable: true })
  })

  it("follows a returned address only under the configured queue", async () => {
    const provider = await fal(() => ({ json: { status: "IN_PROGRESS" } }))
    const call = { signal: new AbortController().signal }
    await provider.check({ ...job, statusUrl: "http://127.0.0.1:1/steal" }, call)
    await provider.check({ ...job, statusUrl: `${vendor.url}/fal-ai/veo3.1/fast/requests/${id}/status` }, call)
    expect(vendor.seen.map(({ url }) => url)).toEqual([
      `/fal-ai/veo3.1/requests/${id}/status`,
      `/fal-ai/veo3.1/fast/requests/${id}/status`,
    ])
  })
})

it.each([
  [200, { status: "OK" }, "stopped"],
  [202, { status: "CANCELLATION_REQUESTED" }, "asked"],
  [400, { status: "ALREADY_COMPLETED" }, "too_late"],
  [404, { status: "NOT_FOUND" }, "asked"],
])("cancels with PUT and reads HTTP %d %j as %s", async (status, json, outcome) => {
  const provider = await fal(() => ({ status, json }))
  expect(await provider.cancel?.(job, { signal: new AbortController().signal })).toEqual({ outcome })
  expect(vendor.seen.map(({ method, url }) => [method, url])).toEqual([["PUT", `/fal-ai/veo3.1/requests/${id}/cancel`]])
})

it.each([
  [404, undefined],
  [401, "auth"],
  [403, "auth"],
])("tests the key by asking for a job that cannot exist: HTTP %d", async (status, kind) => {
  const provider = await fal(() => ({ status, json: {} }))
  const test = provider.testCredential({ signal: new AbortController().signal })
  if (kind === undefined) await expect(test).resolves.toBeUndefined()
  else await expect(test).rejects.toMatchObject({ kind })
  expect(vendor.seen.every(({ method }) => method === "GET")).toBe(true)
})
