import sharp from "sharp"
import { afterAll, beforeAll, expect, it } from "vitest"
import { sandboxBaseUrls } from "@/lib/providers/base-urls"
import { ProviderError } from "@/lib/providers/errors"
import { createAdapter } from "@/lib/providers/openai/provider"
import { openAiVendor } from "@/lib/providers/openai/vendor"
import type { FrameRequest } from "@/lib/providers/provider"
import { testCall, testImage, testSettings } from "@/lib/providers/testing"
import { listJobs, makeStill, openTestSandbox } from "@/lib/sandbox/testing/harness"

let sandbox: Awaited<ReturnType<typeof openTestSandbox>>
beforeAll(async () => {
  sandbox = await openTestSandbox({ speed: 40 })
})
afterAll(() => sandbox.dispose())

const make = (change: Partial<FrameRequest> = {}, apiKey = "sandbox-frames") => {
  const baseUrls = sandboxBaseUrls(openAiVendor, sandbox.url)
  const openai = createAdapter(testSettings("", { apiKey, baseUrls }))
  const request: FrameRequest = {
    model: "openai/gpt-image-2",
    prompt: "A lamp",
    aspectRatio: "21:9",
    size: "1k",
    count: 1,
    seed: undefined,
    referenceImages: [],
    ...change,
  }
  const readImage = async () => ({ bytes: await makeStill(320, 200, "png"), mime: "image/png" })
  if (!openai.submitFrames) throw new Error("It makes no frames.")
  return openai.submitFrames(request, testCall({ readImage }))
}

it("makes as many stills as were asked for, of the shape that was asked for, at a price", { timeout: 20_000 }, async () => {
  const { made } = await make({ count: 2, referenceImages: [testImage()] })
  const sizes = await Promise.all((made?.images ?? []).map(async ({ bytes }) => sharp(bytes).metadata()))
  expect(sizes.map(({ width, height, format }) => [width, height, format])).toEqual([
    [1344, 576, "png"],
    [1344, 576, "png"],
  ])
  expect(made?.costMicros).toBeGreaterThan(0)
})

it.each([
  ["refuse-prompt", "prompt_refused", "no"],
  ["refuse-minor", "minor_refused", "no"],
  ["refuse-output", "output_refused", "no"],
  ["no-credit", "credit", "no"],
  ["rate-limit", "rate_limited", "no"],
  ["error-after", "unavailable", "maybe"],
  ["cut-after", "unavailable", "maybe"],
] as const)("tells %s as what it is", async (rehearsal, kind, acceptance) => {
  const error = await make({ prompt: `A lamp [[sandbox: ${rehearsal}]]` }).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ProviderError)
  expect(error).toMatchObject({ kind, acceptance })
})

it("refuses a key that is not the sandbox's, and takes nothing then", async () => {
  const before = (await listJobs(sandbox.url)).length
  await expect(make({}, "sk-live")).rejects.toMatchObject({ kind: "auth", acceptance: "no" })
  expect((await listJobs(sandbox.url)).length).toBe(before)
})
