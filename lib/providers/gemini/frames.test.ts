import sharp from "sharp"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { ProviderError } from "@/lib/providers/errors"
import { createAdapter } from "@/lib/providers/gemini/provider"
import { geminiVendor } from "@/lib/providers/gemini/vendor"
import type { FrameRequest } from "@/lib/providers/provider"
import { testCall, testImage, testSettings } from "@/lib/providers/testing"
import { makeStill, openTestSandbox } from "@/lib/sandbox/testing/harness"

let sandbox: Awaited<ReturnType<typeof openTestSandbox>>
beforeAll(async () => {
  sandbox = await openTestSandbox({ speed: 100 })
})
afterAll(() => sandbox.dispose())

const request: FrameRequest = {
  model: "gemini/gemini-3.1-flash-lite-image",
  prompt: "A lamp",
  aspectRatio: "9:16",
  size: "1k",
  count: 1,
  seed: undefined,
  referenceImages: [testImage()],
}

function frames(prompt: string, change: Partial<FrameRequest> = {}) {
  const baseUrls = geminiVendor.sandboxUrls(`${sandbox.url}/gemini`)
  const { submitFrames } = createAdapter(testSettings("", { apiKey: "sandbox-frames", baseUrls }))
  if (!submitFrames) throw new Error("makes no stills")
  const readImage = async () => ({ bytes: await makeStill(640, 360), mime: "image/jpeg" })
  return submitFrames({ ...request, prompt, ...change }, testCall({ readImage }))
}

const completed = (content: object) => ({
  id: "v1_a",
  status: "completed",
  steps: [{ type: "model_output", content: [content] }],
})

const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => (error instanceof ProviderError ? [error.kind, error.acceptance] : error),
  )

describe("Google's stills, against the sandbox", { timeout: 30_000 }, () => {
  it("come with the answer, in the shape that was asked for", async () => {
    const { made, vendorJobId } = await frames("A lamp")
    expect(vendorJobId).toMatch(/^v1_/)
    expect(made?.images).toHaveLength(1)
    const { format, width = 0, height = 1 } = await sharp(made?.images[0]?.bytes).metadata()
    expect([format, (width / height).toFixed(2)]).toEqual(["jpeg", "0.56"])
  })

  it("are refused, or fail, and then nothing is under way; a cut-off stays unknown", async () => {
    expect(await errorOf(frames("[[sandbox: refuse-image]]"))).toEqual(["image_refused", "no"])
    expect(await errorOf(frames("[[sandbox: refuse-prompt]]"))).toEqual(["prompt_refused", "no"])
    expect(await errorOf(frames("[[sandbox: fail]]"))).toEqual(["unavailable", "no"])
    expect(await errorOf(frames("[[sandbox: no-credit]]"))).toEqual(["credit", "no"])
    expect(await errorOf(frames("[[sandbox: rate-limit]]"))).toEqual(["rate_limited", "no"])
    expect(await errorOf(frames("[[sandbox: cut-after, refuse-output]]"))).toEqual(["unavailable", "maybe"])
    expect(await errorOf(frames("A lamp", { model: "gemini/gemini-2.5-flash-image" }))).toEqual(["invalid_request", "no"])
  })

  it.each([
    ["that goes on", { id: "v1_a", status: "in_progress", steps: [] }],
    ["whose picture lies elsewhere", completed({ type: "image", uri: "https://files.example/v1beta/files/abc" })],
  ])("leave open whether they are billed with an answer %s", async (_what, interaction) => {
    const answering: typeof fetch = async () => Response.json(interaction)
    const { submitFrames } = createAdapter(
      testSettings("", { apiKey: "key", baseUrls: geminiVendor.liveUrls, fetch: answering }),
    )
    const sent = submitFrames?.({ ...request, referenceImages: [] }, testCall())
    expect(await errorOf(sent ?? Promise.resolve())).toEqual(["bad_reply", "maybe"])
  })
})
