import RunwayML, { toFile } from "@runwayml/sdk"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
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

async function finished(id: string) {
  return until(async () => {
    const task = await runway.tasks.retrieve(id)
    return (task.status === "SUCCEEDED" || task.status === "FAILED") && task
  }, 40)
}

describe("Runway", { timeout: 90_000 }, () => {
  it("is driven by its official SDK: upload, create, wait, delete, organization", async () => {
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
    const first = await runway.textToVideo.create({ ...mini, promptText: "x [[sandbox: hang]]" })
    const second = await runway.textToVideo.create({ ...mini, promptText: "x" })
    const throttled = await until(async () => {
      const task = await runway.tasks.retrieve(second.id)
      return task.status === "THROTTLED" && task
    })
    expect(throttled).toHaveProperty("estimatedCost.credits", 64)
    const running = await until(async () => {
      const task = await runway.tasks.retrieve(first.id)
      return task.status === "RUNNING" && task
    })
    expect(running.progress).toBeGreaterThan(0)
    await runway.tasks.delete(first.id)
    expect((await finished(second.id)).status).toBe("SUCCEEDED")
    await rehearse({ reset: true })
  })

  it("fails tasks with codes: moderated input is charged, the rest is not", async () => {
    const fail = async (name: string) => {
      const { id } = await runway.textToVideo.create({ ...mini, promptText: `x [[sandbox: ${name}]]` })
      const task = await finished(id)
      return task.status === "FAILED" && [task.failureCode, task.cost.credits]
    }
    expect(await fail("refuse-prompt")).toEqual(["SAFETY.INPUT.TEXT", 64])
    expect(await fail("refuse-output")).toEqual(["SAFETY.OUTPUT.VIDEO", 0])
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
