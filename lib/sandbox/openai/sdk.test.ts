import OpenAI, { toFile } from "openai"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { makeStill, openReceiver, openTestSandbox, until } from "@/lib/sandbox/testing/harness"

const webhookSecret = "whsec_d3N0LXN0dWRpby10ZXN0LXNlY3JldC1rZXktMzJieXQ="

let sandbox: Awaited<ReturnType<typeof openTestSandbox>>
beforeAll(async () => {
  sandbox = await openTestSandbox({ webhookSecret })
})
afterAll(() => sandbox.dispose())

/** The SDK as it comes, but for its address. */
const client = (apiKey = "sandbox-team") =>
  new OpenAI({ apiKey, baseURL: `${sandbox.url}/openai/v1`, maxRetries: 0, webhookSecret })

const done = (openai: OpenAI, id: string) =>
  until(async () => {
    const video = await openai.videos.retrieve(id)
    return (video.status === "completed" || video.status === "failed") && video
  })

/** Every field of the SDK's type, by its compiler's word. */
const fields = {
  id: true,
  completed_at: true,
  created_at: true,
  error: true,
  expires_at: true,
  model: true,
  object: true,
  progress: true,
  prompt: true,
  remixed_from_video_id: true,
  seconds: true,
  size: true,
  status: true,
} as const satisfies Record<keyof OpenAI.Video, true>

describe("OpenAI's own SDK", { timeout: 30_000 }, () => {
  it("makes a video from a first frame, fetches, lists and deletes it", async () => {
    const openai = client("sandbox-one")
    const still = await toFile(await makeStill(1280, 720, "png"), "still.png", { type: "image/png" })
    const { id, status, seconds } = await openai.videos.create({
      model: "sora-2",
      prompt: "A paper boat",
      seconds: "4",
      size: "1280x720",
      input_reference: still,
    })
    expect([status, seconds]).toEqual(["queued", "4"])
    await expect(openai.videos.delete(id)).rejects.toMatchObject({ status: 400 })
    expect(await done(openai, id)).toMatchObject({ status: "completed", progress: 100, error: null, size: "1280x720" })
    expect(Object.keys(await openai.videos.retrieve(id)).sort()).toEqual(Object.keys(fields).sort())
    const file = await openai.videos.downloadContent(id)
    expect(file.headers.get("content-type")).toBe("video/mp4")
    expect(Buffer.from(await file.arrayBuffer()).toString("latin1", 4, 8)).toBe("ftyp")
    const ids: string[] = []
    for await (const video of openai.videos.list({ limit: 1 })) ids.push(video.id)
    expect(ids).toEqual([id])
    expect(await openai.videos.delete(id)).toEqual({ id, object: "video.deleted", deleted: true })
    await expect(openai.videos.retrieve(id)).rejects.toMatchObject({ status: 404 })
  })

  it("believes the event that is posted to a registered address, and no forged one", async () => {
    const openai = client("sandbox-two")
    const receiver = await openReceiver()
    const made = await openai.webhooks.create({
      name: "studio",
      url: receiver.url,
      event_types: ["video.completed", "video.failed"],
    })
    expect(made.signing_secret).toBe(webhookSecret)
    const { id } = await openai.videos.create({ prompt: "A boat [[sandbox: fail, forged-webhook]]" })
    const [forged, genuine] = await until(() => receiver.received.length === 2 && receiver.received)
    const unwrap = (delivery: typeof genuine) =>
      openai.webhooks.unwrap(delivery?.body ?? "", delivery?.headers as Record<string, string>)
    await expect(unwrap(forged)).rejects.toThrow("signature")
    expect(await unwrap(genuine)).toMatchObject({ object: "event", type: "video.failed", data: { id } })
    await openai.webhooks.delete(made.id)
    expect((await openai.webhooks.list()).data).toEqual([])
    await receiver.close()
  })

  it("makes pictures, and new ones of old ones", async () => {
    const openai = client()
    const body = { model: "gpt-image-2", prompt: "A lamp", size: "1280x720", quality: "low", output_format: "jpeg" } as const
    const { data = [], usage } = await openai.images.generate(body)
    const bytes = Buffer.from(data[0]?.b64_json ?? "", "base64")
    expect(bytes.subarray(0, 3).toString("hex")).toBe("ffd8ff")
    expect(usage?.output_tokens).toBeGreaterThan(0)
    const edited = await openai.images.edit({
      ...body,
      image: [await toFile(bytes, "a.jpeg", { type: "image/jpeg" }), await toFile(bytes, "b.jpeg", { type: "image/jpeg" })],
    })
    expect(edited.data).toHaveLength(1)
    expect(edited.usage?.input_tokens_details.image_tokens).toBeGreaterThan(0)
  })

  it("is told what is wrong as OpenAI tells it", async () => {
    const openai = client()
    const bad = (body: object) => openai.videos.create(body as OpenAI.VideoCreateParams)
    await expect(bad({ prompt: "x", seconds: "5" })).rejects.toMatchObject({
      status: 400,
      code: "invalid_value",
      param: "seconds",
    })
    await expect(bad({ prompt: "x", seed: 1 })).rejects.toMatchObject({ code: "unknown_parameter", param: "seed" })
    await expect(bad({ prompt: "x", size: "1024x1792" })).rejects.toMatchObject({ param: "size" })
    await expect(bad({ prompt: "" })).rejects.toMatchObject({ code: "missing_required_parameter" })
    await expect(bad({ prompt: "x", input_reference: "https://example.com/a.png" })).rejects.toMatchObject({
      code: "invalid_type",
      param: "input_reference",
    })
    const small = await toFile(await makeStill(640, 360), "a.jpeg", { type: "image/jpeg" })
    await expect(bad({ prompt: "x", input_reference: small })).rejects.toThrow("Inpaint image must match")
    await expect(client("sk-live").models.list()).rejects.toMatchObject({ status: 401, code: "invalid_api_key" })
    await expect(openai.images.generate({ model: "gpt-image-2", prompt: "x", size: "1920x1080" })).rejects.toThrow("16")
    await expect(openai.images.generate({ model: "gpt-image-1", prompt: "x" })).rejects.toMatchObject({ param: "model" })
    const refused = openai.images.generate({ model: "gpt-image-2", prompt: "x [[sandbox: refuse-output]]" })
    await expect(refused).rejects.toMatchObject({ code: "moderation_blocked", type: "image_generation_user_error" })
  })
})

it("takes JSON, where a number is no length", async () => {
  const post = (body: object) =>
    fetch(`${sandbox.url}/openai/v1/videos`, {
      method: "POST",
      headers: { authorization: "Bearer sandbox-json", "content-type": "application/json" },
      body: JSON.stringify(body),
    })
  expect((await post({ prompt: "x [[sandbox: hang]]", seconds: "4" })).status).toBe(200)
  const wrong = await post({ prompt: "x", seconds: 4 })
  expect([wrong.status, ((await wrong.json()) as { error: { code: string } }).error.code]).toEqual([400, "invalid_type"])
})
