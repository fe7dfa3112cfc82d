import { afterAll, beforeAll, expect, it } from "vitest"
import { ProviderError } from "@/lib/providers/errors"
import { testCall, testRequest, testSettings } from "@/lib/providers/testing"
import { createAdapter } from "@/lib/providers/vertex/provider"
import { vertexVendor } from "@/lib/providers/vertex/vendor"
import { openTestSandbox, until } from "@/lib/sandbox/testing/harness"

let sandbox: Awaited<ReturnType<typeof openTestSandbox>>
beforeAll(async () => {
  sandbox = await openTestSandbox({ speed: 100 })
})
afterAll(() => sandbox.dispose())

const call = { signal: new AbortController().signal }

/** An adapter without a bucket, and a finished job of it. */
async function finished(prompt: string) {
  const { bucket: _, ...fields } = vertexVendor.sandboxFields ?? {}
  const baseUrls = vertexVendor.sandboxUrls(`${sandbox.url}/vertex`)
  const provider = createAdapter(testSettings("", { apiKey: "sandbox-inline", baseUrls, fields }))
  const request = testRequest({ model: "vertex/veo-3.1-lite-generate-001", durationSeconds: 4, prompt })
  const { jobRef } = await provider.submit(request, testCall())
  const report = await until(async () => {
    const seen = await provider.check(jobRef, call).catch((error: unknown) => {
      // A reading that breaks off is nothing but a look that failed.
      expect(error).toMatchObject({ name: "ProviderError", acceptance: "no" })
      return undefined
    })
    return seen && seen.status !== "running" && seen
  }, 30)
  return { provider, jobRef, report }
}

it("fetches a clip out of its operation where the team has no bucket, and bears an answer that breaks off", async () => {
  const { provider, jobRef, report } = await finished("A boat [[sandbox: wrong-size, cut-download]]")
  expect(report).toEqual({ status: "succeeded", files: [{ key: "inline", mime: "video/mp4" }] })
  const file = await provider.download?.(jobRef, "inline", call)
  const bytes = Buffer.from(await new Response(file?.body ?? null).arrayBuffer())
  expect(bytes.toString("latin1", 4, 8)).toBe("ftyp")
  expect(bytes.length).toBe(file?.bytes)
}, 60_000)

it("says that a clip is gone whose operation Google has forgotten", async () => {
  const { provider, jobRef, report } = await finished("A boat [[sandbox: wrong-size, expired-link]]")
  expect(report.status).toBe("succeeded")
  const error = await provider.download?.(jobRef, "inline", call).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(ProviderError)
  expect(error).toMatchObject({ kind: "not_found" })
}, 60_000)
