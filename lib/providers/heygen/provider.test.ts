import { afterEach, describe, expect, it } from "vitest"
import { formLimits } from "@/lib/providers/form-limits"
import replies from "@/lib/providers/heygen/fixtures/replies.json"
import { createAdapter } from "@/lib/providers/heygen/provider"
import { findModel } from "@/lib/providers/models"
import { preflight } from "@/lib/providers/preflight"
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
import { shotSettings } from "@/lib/shots/schema"

let vendor: TestVendor
afterEach(() => vendor?.stop())

const call = { signal: new AbortController().signal }
const id = "9f3c6b0f2a"
const jobRef = { id, model: "heygen/avatar-iv", resolution: "720p" }
const fields = { avatarId: "look-1", voiceId: "voice-1" }

async function heygen(answer: (request: SeenRequest) => Answer, change: Partial<ProviderSettings> = {}) {
  vendor = await startVendor(answer)
  return createAdapter(testSettings(vendor.url, { fields, ...change }))
}

describe("submit", () => {
  it("lets a look speak the prompt as its script, named after our key, with the key in its own header", async () => {
    const provider = await heygen(() => ({ json: replies.created }))
    const submission = await provider.submit(testRequest({ model: "heygen/avatar-iv" }), testCall())
    expect(submission).toEqual({ jobRef, vendorJobId: id })
    const [seen] = vendor.seen
    expect([seen?.method, seen?.url]).toEqual(["POST", "/v3/videos"])
    expect(seen?.headers).toMatchObject({ "x-api-key": "test-key", "idempotency-key": "key-1" })
    expect(seen?.headers.authorization).toBeUndefined()
    expect(seen?.json).toEqual({
      type: "avatar",
      title: "Rushes key-1",
      avatar_id: "look-1",
      script: "A lamp falls",
      voice_id: "voice-1",
      engine: { type: "avatar_iv" },
      aspect_ratio: "16:9",
      resolution: "720p",
      callback_url: "https://studio.example/api/webhooks/vendor?token=t%20&g=1",
      callback_id: "key-1",
    })
  })

  it("leaves the voice to the look where none was entered", async () => {
    const provider = await heygen(() => ({ json: replies.created }), { fields: { avatarId: "look-1", voiceId: " " } })
    await provider.submit(testRequest({ model: "heygen/avatar-v" }), testCall({ callbackUrl: undefined }))
    expect(vendor.seen[0]?.json).toMatchObject({ engine: { type: "avatar_v" } })
    expect(vendor.seen[0]?.json).not.toHaveProperty("voice_id")
    expect(vendor.seen[0]?.json).not.toHaveProperty("callback_id")
  })

  it("lets the first frame speak", async () => {
    const provider = await heygen(() => ({ json: replies.created }))
    await provider.submit(testRequest({ model: "heygen/photo-avatar", firstFrame: testImage() }), testCall())
    expect(vendor.seen[0]?.json).toMatchObject({
      type: "image",
      image: { type: "base64", media_type: "image/jpeg", data: "AQIDBA==" },
      script: "A lamp falls",
      voice_id: "voice-1",
    })
    expect(vendor.seen[0]?.json).not.toHaveProperty("avatar_id")
  })

  it("draws the prompt of a scene, with references and no callback, which that type does not know", async () => {
    const provider = await heygen(() => ({ json: replies.created }))
    const request = testRequest({ model: "heygen/cinematic-avatar", referenceImages: [testImage()], durationSeconds: 4 })
    await provider.submit(request, testCall())
    expect(vendor.seen[0]?.json).toEqual({
      type: "cinematic_avatar",
      title: "Rushes key-1",
      prompt: "A lamp falls",
      avatar_id: ["look-1"],
      references: [{ type: "base64", media_type: "image/jpeg", data: "AQIDBA==" }],
      aspect_ratio: "16:9",
      resolution: "720p",
      duration: 4,
      enhance_prompt: false,
    })
  })

  it.each([
    ["heygen/avatar-iv", { voiceId: "voice-1" }, "the id of an avatar look"],
    ["heygen/cinematic-avatar", {}, "the id of an avatar look"],
    ["heygen/photo-avatar", { avatarId: "look-1" }, "the id of a voice"],
  ])("sends nothing for %s without what it needs", async (model, entered, words) => {
    const provider = await heygen(() => ({ json: replies.created }), { fields: entered })
    const submitted = provider.submit(testRequest({ model }), testCall())
    await expect(submitted).rejects.toMatchObject({
      kind: "invalid_request",
      acceptance: "no",
      message: expect.stringContaining(words),
    })
    expect(vendor.seen).toEqual([])
  })

  it.each([
    [400, "validation_error", "script is too long", "invalid_request", "no", false],
    [400, "content_moderation", "the script violates our policy", "prompt_refused", "no", false],
    [401, "unauthorized", "", "auth", "no", false],
    [402, "insufficient_credit", "", "credit", "no", false],
    [403, "forbidden", "", "auth", "no", false],
    [404, "not_found", "avatar look", "not_found", "no", false],
    [409, "conflict", "idempotency key in use", "invalid_request", "maybe", false],
    [429, "rate_limit_exceeded", "", "rate_limited", "no", true],
    [500, "internal_error", "", "unavailable", "maybe", false],
  ])("reads HTTP %d %s %j as %s, accepted: %s, retryable: %s", async (status, code, message, kind, acceptance, isRetryable) => {
    const provider = await heygen(() => ({ status, json: { error: { code, message } } }))
    const submitted = provider.submit(testRequest({ model: "heygen/avatar-iv" }), testCall())
    await expect(submitted).rejects.toMatchObject({ kind, acceptance, isRetryable })
    expect(vendor.seen.length).toBe(1)
  })
})

describe("check", () => {
  async function checkWith(json: unknown, status = 200) {
    const provider = await heygen(() => ({ status, json }))
    return provider.check(jobRef, call)
  }

  it("reads waiting and running, and takes a word that it does not know for waiting", async () => {
    expect(await checkWith(replies.pending)).toEqual({ status: "queued" })
    await vendor.stop()
    expect(await checkWith(replies.processing)).toEqual({ status: "running" })
    await vendor.stop()
    expect(await checkWith({ data: { id, status: "rehearsing", duration: "?" } })).toEqual({ status: "queued" })
  })

  it("reads the clip, and the cost of the seconds that were made", async () => {
    expect(await checkWith(replies.completed)).toEqual({
      status: "succeeded",
      files: [{ url: replies.completed.data.video_url, mime: "video/mp4" }],
      costMicros: 827_080,
    })
    expect(vendor.seen[0]?.url).toBe(`/v3/videos/${id}`)
  })

  it("leaves open whether a failure was billed", async () => {
    expect(await checkWith(replies.failed)).toMatchObject({ failure: { kind: "vendor_error", charged: undefined } })
  })

  it.each([
    ["The script was flagged by content moderation.", "prompt_refused"],
    ["The image was flagged by content moderation.", "image_refused"],
    ["Flagged by content moderation: a public figure.", "person_refused"],
    ["Content policy: the image may show a minor.", "minor_refused"],
    ["Policy violation: copyright.", "property_refused"],
    ["The generated video was flagged by content moderation.", "output_refused"],
    ["Moderation.", "refused"],
    ["Timed out while rendering.", "vendor_error"],
  ])("reads %j as %s", async (words, kind) => {
    const json = { data: { ...replies.failed.data, failure_code: "failed", failure_message: words } }
    expect(await checkWith(json)).toMatchObject({ failure: { kind } })
  })

  it("calls a video that nobody knows lost", async () => {
    expect(await checkWith({ error: { code: "not_found" } }, 404)).toMatchObject({ failure: { kind: "lost" } })
  })
})

describe("lookup after a cut-off submit", () => {
  const request = testRequest({ model: "heygen/avatar-iv" })
  const listed = (...videos: unknown[]) => ({ json: { data: videos, has_more: false, next_token: null } })

  it("finds the video by the title that carries our key", async () => {
    const provider = await heygen(() => listed({ ...replies.pending.data, title: "Rushes key-10" }, replies.pending.data))
    expect(await provider.lookup?.("key-1", request, call)).toEqual({ jobRef, vendorJobId: id })
    expect(vendor.seen[0]?.url).toBe("/v3/videos?limit=100&title=Rushes+key-1")
  })

  it("says that there is none, and does not say so when the list tells no titles", async () => {
    const provider = await heygen(() => listed())
    expect(await provider.lookup?.("key-1", request, call)).toBeNull()
    await vendor.stop()
    const other = await heygen(() => listed({ id, status: "pending" }))
    await expect(other.lookup?.("key-1", request, call)).rejects.toMatchObject({ kind: "unavailable", isRetryable: true })
  })
})

it("cannot cancel, and says so by having no cancel", async () => {
  const provider = await heygen(() => ({}))
  expect(provider.cancel).toBeUndefined()
})

describe("pre-flight", () => {
  const model = (name: string) => {
    const found = findModel(`heygen/${name}`)
    if (!found) throw new Error(name)
    return found
  }
  const script = Array(25).fill("word").join(" ")
  const ask = {
    text: script,
    negativePrompt: "",
    settings: shotSettings.parse({ sound: true, camera: { motion: "push_in", strength: "slow" } }),
    frames: { first: testImage(), last: null, references: [] },
  }

  it("speaks of the script, of a length that follows it, and never puts a camera into a mouth", () => {
    const { request, notes, priceMicros } = preflight(ask, model("photo-avatar"))
    expect(request).toMatchObject({ prompt: script, durationSeconds: 10, camera: undefined, sound: true })
    expect(notes.map(({ message }) => message)).toEqual([
      "As long as the speech, about 10 s.",
      "Your prompt is spoken as it stands.",
      "The camera move is not sent: it would be spoken.",
    ])
    expect(priceMicros).toBe(500_000)
  })

  it("draws the words of a scene, camera and all", () => {
    const { request, notes } = preflight({ ...ask, frames: { ...ask.frames, first: null } }, model("cinematic-avatar"))
    expect(request.prompt).toBe(`${script} Camera: the camera pushes in, slowly.`)
    expect(notes.map(({ message }) => message)).toEqual(["Camera goes into the prompt as words."])
  })

  it("has room for the longest script, and is blocked by a longer one", () => {
    const longest = { ...ask, text: "a ".repeat(2500).trim().padEnd(5000, ".") }
    expect(preflight(longest, model("photo-avatar"))).toMatchObject({ blocked: null, request: { durationSeconds: 1000 } })
    expect(preflight({ ...ask, text: `${longest.text}.` }, model("photo-avatar")).blocked).toContain("too long")
  })

  it("offers no length to choose of its own", () => {
    const seconds = (names: string[]) => formLimits(names.map(model)).durationsSeconds
    expect(seconds(["avatar-iv"])).toEqual(formLimits([]).durationsSeconds)
    expect(seconds(["avatar-iv", "cinematic-avatar"]).map(({ value }) => value)).toEqual([
      4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
    ])
    expect(seconds(["avatar-iv", "cinematic-avatar"])[0]?.notTakenBy).toEqual([])
  })
})
