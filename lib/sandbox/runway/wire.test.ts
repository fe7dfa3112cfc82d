import { readFile, writeFile } from "node:fs/promises"
import path from "node:path"
import RunwayML, { toFile } from "@runwayml/sdk"
import sharp from "sharp"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { renderClip } from "@/lib/sandbox/render/render"
import { decodeClip } from "@/lib/sandbox/testing/decode"
import { listJobs, makeStill, openTestSandbox, until } from "@/lib/sandbox/testing/harness"

let sandbox: Awaited<ReturnType<typeof openTestSandbox>>
let runway: RunwayML
beforeAll(async () => {
  sandbox = await openTestSandbox()
  runway = new RunwayML({ apiKey: "sandbox-runway", baseURL: `${sandbox.url}/runway`, maxRetries: 0 })
})
afterAll(() => sandbox.dispose())

const mini = { model: "seedance2_mini", ratio: "496:864", duration: 4, seed: 3, audio: false } as const
const headers = { authorization: "Bearer sandbox-runway", "x-runway-version": "2024-11-06" }
const post = (path: string, body: unknown, given: Record<string, string> = headers) =>
  fetch(`${sandbox.url}/runway/v1/${path}`, { method: "POST", headers: given, body: JSON.stringify(body) })

/** A small clip; `frames` of a twelfth of a second each. */
async function makeClip(frames: number, sound: boolean): Promise<Buffer> {
  const output = path.join(sandbox.dataDir, `source-${frames}.mp4`)
  const camera = { move: "static", strength: 1 } as const
  const order = { model: "source", width: 320, height: 180, fps: 12, frames, prompt: "a boat", seed: 1, camera, sound }
  await renderClip(order, { output })
  return readFile(output)
}

async function fetchClip(url: string | undefined) {
  const reply = await fetch(url ?? "")
  expect([reply.status, reply.headers.get("content-type")]).toEqual([200, "video/mp4"])
  const file = path.join(sandbox.dataDir, `${crypto.randomUUID()}.mp4`)
  await writeFile(file, Buffer.from(await reply.arrayBuffer()))
  return decodeClip(file, (index) => index === 0)
}

async function finished(id: string) {
  return until(async () => {
    const task = await runway.tasks.retrieve(id)
    return (task.status === "SUCCEEDED" || task.status === "FAILED") && task
  }, 40)
}

describe("Runway", { timeout: 90_000 }, () => {
  describe("by its official SDK", { concurrent: true }, () => {
    let videoUri: string
    beforeAll(async () => {
      const file = await toFile(await makeClip(36, true), "source.mp4", { type: "video/mp4" })
      videoUri = (await runway.uploads.createEphemeral({ file })).uri
    })

    it("uploads, creates, waits, deletes, and reads the organization", async () => {
      const still = await makeStill(640, 360)
      const upload = await runway.uploads.createEphemeral({ file: await toFile(still, "first.jpg", { type: "image/jpeg" }) })
      expect(upload.uri).toMatch(/^runway:\/\//)
      const created = runway.imageToVideo.create({
        model: "gen4.5",
        promptImage: upload.uri,
        promptText: "A lamp falls",
        ratio: "1280:720",
        duration: 2,
        seed: 0,
      })
      const { id, estimatedCost } = await created
      expect(estimatedCost.credits).toBe(24)
      const task = await created.waitForTaskOutput()
      expect(task.cost.credits).toBe(24)
      const file = await fetch(task.output[0] ?? "")
      expect([file.status, file.headers.get("content-type")]).toEqual([200, "video/mp4"])
      expect((await runway.organization.retrieve()).usage.models["gen4.5"]?.dailyGenerations).toBe(1)
      await runway.tasks.delete(id)
      await expect(runway.tasks.retrieve(id)).rejects.toMatchObject({ status: 404 })
      expect((await fetch(task.output[0] ?? "")).status).toBe(404)
    })

    it("makes stills, as many as were asked for, each another", async () => {
      const task = await runway.textToImage
        .create({ model: "seedream5_pro", promptText: "A lamp", ratio: "1376:768", outputCount: 2, outputFormat: "png" })
        .waitForTaskOutput()
      expect(task.cost.credits).toBe(10)
      const stills = await Promise.all(task.output.map(async (url) => Buffer.from(await (await fetch(url)).arrayBuffer())))
      const facts = await Promise.all(stills.map((bytes) => sharp(bytes).metadata()))
      expect(facts.map(({ format, width, height }) => [format, width, height])).toEqual(Array(2).fill(["png", 1376, 768]))
      expect(stills[0]?.equals(stills[1] ?? Buffer.alloc(0))).toBe(false)
    })

    it("has a character play a performance: as long as that, in the asked shape, from the character's still", async () => {
      const still = await sharp({ create: { width: 640, height: 360, channels: 3, background: "#c8321e" } })
        .png()
        .toBuffer()
      const task = await runway.characterPerformance
        .create({
          model: "act_two",
          character: { type: "image", uri: `data:image/png;base64,${still.toString("base64")}` },
          reference: { type: "video", uri: videoUri },
          ratio: "1280:720",
        })
        .waitForTaskOutput()
      expect(task.cost.credits).toBe(15)
      const clip = await fetchClip(task.output[0])
      expect(clip).toMatchObject({ width: 1280, height: 720, frames: 36, hasAudio: true })
      const { yuv } = clip.kept.get(0) ?? {}
      // Red lies above the middle, blue below it.
      expect(yuv?.at((1280 * 720 * 11) / 8)).toBeGreaterThan(150)
    })

    it("edits a clip and raises its frame rate: its length and size stay", async () => {
      const [edited, smooth] = await Promise.all([
        runway.videoToVideo.create({ model: "aleph2", videoUri, promptText: "Make it night", seed: 0 }).waitForTaskOutput(),
        runway.videoUpscale.create({ model: "enhance_frame_rate", videoUri, targetFramerate: "24" }).waitForTaskOutput(),
      ])
      expect([edited.cost.credits, smooth.cost.credits]).toEqual([84, 2])
      expect(await fetchClip(edited.output[0])).toMatchObject({ width: 320, height: 180, frames: 36, fps: 12, hasAudio: true })
      expect(await fetchClip(smooth.output[0])).toMatchObject({ width: 320, height: 180, frames: 72, fps: 24, hasAudio: true })
    })
  })

  it("refuses a clip that is too short for the work, and one that is none", async () => {
    const videoUri = `data:video/mp4;base64,${(await makeClip(6, false)).toString("base64")}`
    const short = await post("video_to_video", { model: "aleph2", videoUri })
    expect([short.status, await short.json()]).toMatchObject([
      400,
      { issues: [{ code: "too_small", path: ["videoUri"], message: "Asset duration must be at least 2 seconds" }] },
    ])
    const { id } = await runway.videoToVideo.create({ model: "aleph2", videoUri: "data:video/mp4;base64,aGVsbG8=" })
    expect(await finished(id)).toMatchObject({ status: "FAILED", failureCode: "ASSET.INVALID" })
  })

  it("has no credit when that is rehearsed, and speaks words that nobody knows", async () => {
    const poor = await post("text_to_video", { ...mini, promptText: "x [[sandbox: no-credit]]" })
    expect([poor.status, await poor.json()]).toEqual([400, { error: "You do not have enough credits to run this task." }])
    const { id } = await runway.textToVideo.create({ ...mini, promptText: "x [[sandbox: hang, odd-words]]" })
    const task = await until(async () => {
      const seen = await runway.tasks.retrieve(id)
      return (seen.status as string) === "POST_PROCESSING" && seen
    })
    expect(task).toHaveProperty("pipeline")
    await runway.tasks.delete(id)
  })

  it("aborts a running task by DELETE and does not know it afterwards", async () => {
    const { id } = await runway.textToVideo.create({ ...mini, promptText: "x [[sandbox: hang]]" })
    await until(async () => (await runway.tasks.retrieve(id)).status === "RUNNING")
    await runway.tasks.delete(id)
    await expect(runway.tasks.retrieve(id)).rejects.toMatchObject({ status: 404, error: { error: "Could not find Task" } })
  })

  it("refuses keys, a missing version, wrong methods and unknown tasks", async () => {
    expect((await post("text_to_video", {}, { ...headers, authorization: "Bearer key_live" })).status).toBe(401)
    expect((await post("text_to_video", {}, { authorization: headers.authorization })).status).toBe(400)
    expect((await fetch(`${sandbox.url}/runway/v1/text_to_video`, { headers })).status).toBe(405)
    const unknown = await fetch(`${sandbox.url}/runway/v1/tasks/nothing`, { headers })
    expect([unknown.status, await unknown.json()]).toEqual([404, { error: "Could not find Task" }])
  })

  it("checks each model's own body and refuses fields it does not know", async () => {
    const issues = async (path: string, body: unknown) => {
      const reply = await post(path, body)
      const json = (await reply.json()) as { error: string; issues: { code: string; path: string[] }[] }
      expect([reply.status, json.error]).toEqual([400, "Validation of body failed"])
      return json.issues.map(({ code, path }) => [code, path.join(".")])
    }
    const good = { model: "gen4.5", promptText: "x", ratio: "1280:720", duration: 5 }
    expect(await issues("text_to_video", { ...good, negativePrompt: "y" })).toEqual([["unrecognized_keys", ""]])
    expect(await issues("text_to_video", { ...good, ratio: "960:960" })).toEqual([["invalid_value", "ratio"]])
    expect(await issues("text_to_video", { ...good, duration: 11 })).toEqual([["too_big", "duration"]])
    expect(await issues("text_to_video", { ...good, promptText: "x".repeat(1001) })).toEqual([["too_big", "promptText"]])
    expect(await issues("text_to_video", { model: "gen4_turbo", promptText: "x" })).toEqual([
      ["invalid_union_discriminator", "model"],
    ])
    const image = `data:image/jpeg;base64,${(await makeStill(320, 320)).toString("base64")}`
    const last = { ...good, promptImage: [{ uri: image, position: "last" }] }
    expect((await issues("image_to_video", last))[0]?.[1]).toBe("promptImage")
    expect(await issues("image_to_video", { ...good, promptImage: "http://example.com/a.jpg" })).toEqual([
      ["custom", "promptImage"],
    ])
  })

  it("throttles beyond its concurrency, reports progress, and starts what waits by itself", async () => {
    const rehearse = (body: unknown) =>
      fetch(`${sandbox.url}/_sandbox/rehearse`, {
        method: "POST",
        body: JSON.stringify({ vendor: "runway", ...(body as object) }),
      })
    await rehearse({ concurrency: 1 })
    try {
      // Each waits its own while before it starts: the second is sent when the first has the place.
      const first = await runway.textToVideo.create({ ...mini, promptText: "x [[sandbox: hang]]" })
      const running = await until(async () => {
        const task = await runway.tasks.retrieve(first.id)
        return task.status === "RUNNING" && task
      }, 40)
      expect(running.progress).toBeGreaterThan(0)
      const second = await runway.textToVideo.create({ ...mini, promptText: "x" })
      const throttled = await until(async () => {
        const task = await runway.tasks.retrieve(second.id)
        return task.status === "THROTTLED" && task
      }, 40)
      expect(throttled).toHaveProperty("estimatedCost.credits", 64)
      await runway.tasks.delete(first.id)
      expect((await finished(second.id)).status).toBe("SUCCEEDED")
    } finally {
      await rehearse({ reset: true })
    }
  })

  it("fails tasks with codes: moderated input is charged, the rest is not", async () => {
    const fail = async (name: string) => {
      const { id } = await runway.textToVideo.create({ ...mini, promptText: `x [[sandbox: ${name}]]` })
      const task = await finished(id)
      return task.status === "FAILED" && [task.failureCode, task.cost.credits]
    }
    expect(await fail("refuse-prompt")).toEqual(["SAFETY.INPUT.TEXT", 64])
    expect(await fail("refuse-output")).toEqual(["SAFETY.OUTPUT.VIDEO", 0])
    expect(await fail("refuse-person")).toEqual(["SAFETY.INPUT.IMAGE.PUBLIC_FIGURE", 64])
    expect(await fail("refuse-minor")).toEqual(["SAFETY.INPUT.IMAGE.MINOR", 64])
    expect(await fail("refuse-property")).toEqual(["INPUT_PREPROCESSING.SAFETY.THIRD_PARTY.COPYRIGHT", 0])
    expect(await fail("fail")).toEqual(["INTERNAL", 0])
    const { id } = await runway.imageToVideo.create({ ...mini, promptText: "x", promptImage: "data:image/png;base64,aGVsbG8=" })
    expect(await finished(id)).toMatchObject({ status: "FAILED", failureCode: "ASSET.INVALID" })
  })

  it("gives a fresh link when the first has run out", async () => {
    const { id } = await runway.textToVideo.create({ ...mini, promptText: "x [[sandbox: expired-link]]" })
    const links = [await finished(id), await runway.tasks.retrieve(id)].map((task) =>
      task.status === "SUCCEEDED" ? (task.output[0] ?? "") : "",
    )
    expect(await Promise.all(links.map(async (link) => (await fetch(link)).status))).toEqual([403, 200])
  })

  it("counts each POST that was taken as one more task, whatever the answer", async () => {
    const prompts = (await listJobs(sandbox.url)).length
    expect((await post("text_to_video", { ...mini, promptText: "x [[sandbox: error-after]]" })).status).toBe(500)
    await expect(post("text_to_video", { ...mini, promptText: "x [[sandbox: cut-after]]" })).rejects.toThrow()
    expect((await post("text_to_video", { ...mini, promptText: "x [[sandbox: error-before]]" })).status).toBe(503)
    expect((await post("text_to_video", { ...mini, promptText: "x [[sandbox: rate-limit]]" })).headers.get("retry-after")).toBe(
      "2",
    )
    expect((await listJobs(sandbox.url)).length).toBe(prompts + 2)
  })
})
