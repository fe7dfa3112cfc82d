import { GoogleGenAI, type GoogleGenAIOptions, VideoGenerationReferenceType } from "@google/genai"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { makeStill, openTestSandbox, until } from "@/lib/sandbox/testing/harness"

let sandbox: Awaited<ReturnType<typeof openTestSandbox>>
beforeAll(async () => {
  sandbox = await openTestSandbox({ speed: 100 })
})
afterAll(() => sandbox.dispose())

type AuthClient = NonNullable<NonNullable<GoogleGenAIOptions["googleAuthOptions"]>["authClient"]>

/** Google's own SDK as it comes, but for its address and for who signs in. */
function client(token = "sandbox-sdk") {
  const authClient = { getRequestHeaders: async () => new Headers({ authorization: `Bearer ${token}` }) }
  return new GoogleGenAI({
    vertexai: true,
    project: "sandbox-project",
    location: "us-central1",
    googleAuthOptions: { authClient: authClient as unknown as AuthClient },
    httpOptions: { baseUrl: `${sandbox.url}/vertex` },
  })
}

type Parameters = globalThis.Parameters<GoogleGenAI["models"]["generateVideos"]>[0]

/** Creates and follows to the end. */
async function make(parameters: Omit<Parameters, "model">, ai = client()) {
  const first = await ai.models.generateVideos({ model: "veo-3.1-lite-generate-001", ...parameters })
  expect(first.done).toBeUndefined()
  let operation = first
  await until(async () => {
    operation = await ai.operations.getVideosOperation({ operation })
    return operation.done
  }, 30)
  return operation
}

const smallest = { numberOfVideos: 1, durationSeconds: 4, resolution: "720p", generateAudio: false } as const

describe("Google's own SDK, on Vertex AI", { timeout: 60_000 }, () => {
  it("makes a clip between two frames, with its bytes inside the operation", async () => {
    const still = { imageBytes: (await makeStill(640, 360)).toString("base64"), mimeType: "image/jpeg" }
    const { response } = await make({
      source: { prompt: "A boat [[sandbox: wrong-size]]", image: still },
      config: { ...smallest, lastFrame: still, seed: 0, negativePrompt: "rain" },
    })
    const [made] = response?.generatedVideos ?? []
    expect(made?.video?.mimeType).toBe("video/mp4")
    expect(Buffer.from(made?.video?.videoBytes ?? "", "base64").toString("latin1", 4, 8)).toBe("ftyp")
  })

  it("finds a clip in the bucket that it named", async () => {
    const { response } = await make({
      source: { prompt: "A pond [[sandbox: wrong-size]]" },
      config: { ...smallest, outputGcsUri: "gs://sandbox-takes/rushes/" },
    })
    const uri = response?.generatedVideos?.[0]?.video?.uri ?? ""
    expect(uri).toMatch(/^gs:\/\/sandbox-takes\/rushes\/.+\.mp4$/)
    const object = encodeURIComponent(uri.slice("gs://sandbox-takes/".length))
    const reply = await fetch(`${sandbox.url}/vertex/gcs/storage/v1/b/sandbox-takes/o/${object}?alt=media`, {
      headers: { authorization: "Bearer sandbox-sdk" },
    })
    expect([reply.status, reply.headers.get("content-type")]).toEqual([200, "video/mp4"])
  })

  it("finds an operation gone that held its clip and was looked at, where a link that runs out is rehearsed", async () => {
    const ai = client()
    const operation = await make(
      { source: { prompt: "[[sandbox: expired-link, not-a-video, wrong-size]]" }, config: smallest },
      ai,
    )
    const bytes = operation.response?.generatedVideos?.[0]?.video?.videoBytes ?? ""
    expect(Buffer.from(bytes, "base64").toString()).toContain("<!doctype html>")
    await expect(ai.operations.getVideosOperation({ operation })).rejects.toMatchObject({ status: 404 })
  })

  it("reads a filtered result, a refused prompt and a failure", async () => {
    const config = smallest
    const filtered = await make({ source: { prompt: "[[sandbox: refuse-output]]" }, config })
    expect(filtered.response?.generatedVideos).toBeUndefined()
    expect(filtered.response?.raiMediaFilteredReasons?.[0]).toContain("64151117")
    const refused = await make({ source: { prompt: "[[sandbox: refuse-prompt]]" }, config })
    expect(refused.error).toMatchObject({ code: 3 })
    expect((await make({ source: { prompt: "[[sandbox: fail]]" }, config })).error).toMatchObject({ code: 13 })
  })

  it("is refused as Google refuses: a wrong token, an unknown model, fields that do not go together", async () => {
    const ask = (config: object, model = "veo-3.1-generate-001", ai = client()) =>
      ai.models.generateVideos({ model, source: { prompt: "[[sandbox: hang]]" }, config: { ...smallest, ...config } })
    const image = { imageBytes: (await makeStill(640, 360)).toString("base64"), mimeType: "image/jpeg" }
    const referenceImages = [{ image, referenceType: VideoGenerationReferenceType.ASSET }]
    await expect(ask({}, undefined, client("somebody"))).rejects.toMatchObject({ status: 401 })
    await expect(ask({}, "veo-3.0-generate-001")).rejects.toMatchObject({ status: 404 })
    await expect(ask({ resolution: "4K" })).rejects.toMatchObject({ status: 400 })
    await expect(ask({ durationSeconds: 5 })).rejects.toMatchObject({ status: 400 })
    await expect(ask({ referenceImages })).rejects.toThrow("8 seconds")
    await expect(ask({ lastFrame: image })).rejects.toThrow("lastFrame requires image")
    expect((await ask({ referenceImages, durationSeconds: 8 })).name).toContain("/operations/")
  })
})
