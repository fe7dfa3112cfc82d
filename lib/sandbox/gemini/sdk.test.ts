import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { FileState, GoogleGenAI } from "@google/genai"
import sharp from "sharp"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { makeStill, openTestSandbox, until } from "@/lib/sandbox/testing/harness"

let sandbox: Awaited<ReturnType<typeof openTestSandbox>>
let folder: string
beforeAll(async () => {
  sandbox = await openTestSandbox({ speed: 100 })
  folder = await mkdtemp(join(tmpdir(), "gemini-sdk-"))
})
afterAll(async () => {
  await sandbox.dispose()
  await rm(folder, { recursive: true, force: true })
})

/** Google's own SDK as it comes, but for its address. */
const client = (apiKey = "sandbox-sdk") => new GoogleGenAI({ apiKey, httpOptions: { baseUrl: `${sandbox.url}/gemini` } })

const small = { type: "video", aspect_ratio: "16:9", resolution: "360p", duration: "3s", delivery: "uri" } as const

async function finished(ai: GoogleGenAI, id: string) {
  return until(async () => {
    const interaction = await ai.interactions.get(id)
    return !["queued", "in_progress"].includes(interaction.status ?? "") && interaction
  }, 30)
}

describe("Google's own SDK, on the Gemini API", { timeout: 60_000 }, () => {
  it("makes a clip from a first frame in the background, waits for its file, downloads it, and deletes the interaction", async () => {
    const ai = client()
    const still = (await makeStill(640, 360)).toString("base64")
    const created = await ai.interactions.create({
      model: "gemini-omni-1.1-flash",
      input: [
        { type: "image", data: still, mime_type: "image/jpeg" },
        { type: "text", text: "[# Sources <FIRST_FRAME>@Image1] A boat" },
      ],
      response_format: small,
      generation_config: { video_config: { task: "image_to_video" } },
      background: true,
      store: true,
    })
    expect(created.status).toBe("queued")
    const id = created.id ?? ""
    const done = await finished(ai, id)
    expect(done.status).toBe("completed")
    const uri = done.output_video?.uri ?? ""
    const name = /files\/\w+/.exec(uri)?.[0] ?? ""
    await until(async () => (await ai.files.get({ name })).state === FileState.ACTIVE)
    const path = join(folder, "clip.mp4")
    await ai.files.download({ file: name, downloadPath: path })
    expect((await readFile(path)).toString("latin1", 4, 8)).toBe("ftyp")
    await ai.interactions.delete(id)
    await expect(ai.interactions.get(id)).rejects.toMatchObject({ status: 404 })
  })

  it("cancels an interaction that runs, and is told so", async () => {
    const ai = client()
    const background = { background: true, store: true } as const
    const { id = "" } = await ai.interactions.create({
      model: "gemini-omni-1.2-flash",
      input: "[[sandbox: hang]]",
      response_format: { ...small, duration: "15s" },
      ...background,
    })
    expect((await ai.interactions.cancel(id)).status).toBe("cancelled")
    expect((await ai.interactions.get(id)).status).toBe("cancelled")
    await expect(ai.interactions.cancel(id)).rejects.toMatchObject({ status: 400 })
  })

  it("makes one still and waits for it", async () => {
    const made = await client().interactions.create({
      model: "gemini-3.1-flash-image",
      input: "A lamp",
      response_format: { type: "image", mime_type: "image/jpeg", aspect_ratio: "16:9", image_size: "1K" },
    })
    expect(made.output_image?.mime_type).toBe("image/jpeg")
    const { format, width = 0, height = 0 } = await sharp(Buffer.from(made.output_image?.data ?? "", "base64")).metadata()
    expect([format, (width / height).toFixed(1)]).toEqual(["jpeg", "1.8"])
  })

  it("gets an inline clip where no file was asked for, and bytes in place of a file where odd answers are rehearsed", async () => {
    const ai = client()
    const format = { ...small, delivery: "inline" } as const
    const inline = await ai.interactions.create({ model: "gemini-omni-1.1-flash", input: "A pond", response_format: format })
    expect(Buffer.from(inline.output_video?.data ?? "", "base64").toString("latin1", 4, 8)).toBe("ftyp")
    const odd = await ai.interactions.create({
      model: "gemini-omni-1.1-flash",
      input: "A pond [[sandbox: odd-words]]",
      response_format: small,
    })
    expect(odd.output_video?.uri).toContain("/files/")
    const again = await ai.interactions.get(odd.id ?? "")
    expect(again.output_video?.data).toBeTruthy()
  })

  it("is refused as Google refuses: a wrong key, a retired model, a field that does not fit", async () => {
    const ask = (model: string, response_format: object, key?: string) =>
      client(key).interactions.create({ model, input: "A boat", response_format: response_format as typeof small })
    await expect(ask("gemini-omni-1.1-flash", small, "somebody-else")).rejects.toThrow("API key not valid")
    await expect(ask("veo-3.1-generate-preview", small)).rejects.toThrow("no longer available")
    await expect(ask("gemini-omni-flash-preview", small)).rejects.toThrow("360p")
    await expect(ask("gemini-omni-1.1-flash", { ...small, resolution: "4K" })).rejects.toThrow("resolution")
    await expect(ask("gemini-omni-1.1-flash", { ...small, duration: "15s" })).rejects.toThrow("10s")
  })
})
