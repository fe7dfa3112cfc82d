import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { makeStill, openTestSandbox } from "@/lib/sandbox/testing/harness"

let sandbox: Awaited<ReturnType<typeof openTestSandbox>>
let still: { data: string; media_type: string }
beforeAll(async () => {
  sandbox = await openTestSandbox()
  still = { data: (await makeStill(320, 320)).toString("base64"), media_type: "image/jpeg" }
})
afterAll(() => sandbox.dispose())

const key = "luma-api-sandbox-1"

async function call(path: string, init: { body?: unknown; key?: string } = {}) {
  const reply = await fetch(`${sandbox.url}/luma/v1${path}`, {
    method: init.body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${init.key ?? key}`, "x-request-id": "mine" },
    ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
  })
  return { status: reply.status, headers: reply.headers, json: (await reply.json()) as Record<string, unknown> }
}

const create = (video: object, change: object = {}) =>
  call("/generations", { body: { model: "ray-3.2", type: "video", prompt: "A boat [[sandbox: hang]]", video, ...change } })

describe("Luma", () => {
  it("answers a create with 201 and a queued generation, and names the version and the request", async () => {
    const { status, headers, json } = await create({})
    expect(status).toBe(201)
    expect(json).toMatchObject({ type: "video", state: "queued", model: "ray-3.2", output: [], failure_code: null })
    expect([headers.get("x-api-version"), headers.get("x-request-id")]).toEqual(["2026-04-01", "mine"])
    expect((await call(`/generations/${json.id}`)).json.id).toBe(json.id)
  })

  it.each([
    ["10 s with a start frame", () => ({ duration: "10s", start_frame: still })],
    ["10 s in HDR", () => ({ duration: "10s", hdr: true })],
    ["HDR at 540p", () => ({ hdr: true, resolution: "540p" })],
    ["EXR without HDR", () => ({ exr_export: true })],
    ["a loop with an end frame", () => ({ loop: true, end_frame: still })],
    ["key frames with a start frame", () => ({ keyframes: [still], keyframe_indexes: [0], start_frame: still })],
    ["key frames without their places", () => ({ keyframes: [still] })],
    ["two key frames in one place", () => ({ keyframes: [still, still], keyframe_indexes: [0, 0] })],
    ["a key frame behind the end", () => ({ keyframes: [still], keyframe_indexes: [121] })],
    ["a still given twice over", () => ({ start_frame: { ...still, url: "https://example.com/a.png" } })],
    ["a still without its type", () => ({ start_frame: { data: still.data } })],
    ["a still that is none", () => ({ start_frame: { ...still, data: "aGVsbG8=" } })],
    ["a prior generation and another anchor", () => ({ start_frame: { generation_id: "x" }, end_frame: still })],
    ["a field that it has not", () => ({ seed: 1 })],
    ["a length as a number", () => ({ duration: 5 })],
  ])("refuses %s", async (_name, video) => {
    const { status, json } = await create(video())
    expect([status, typeof json.detail]).toEqual([422, "string"])
  })

  it("takes key frames at both ends of 10 s", async () => {
    expect((await create({ duration: "10s", keyframes: [still, still], keyframe_indexes: [0, 240] })).status).toBe(201)
  })

  it("refuses keys, models, strangers and prompts that are too long", async () => {
    expect((await call("/generations/x", { key: "luma-api-live" })).status).toBe(401)
    expect((await create({}, { model: "ray-9" })).status).toBe(400)
    expect((await create({}, { prompt: "x".repeat(6001) })).status).toBe(422)
    const { json } = await create({})
    const stranger = await call(`/generations/${json.id}`, { key: "luma-api-sandbox-2" })
    expect([stranger.status, stranger.json]).toEqual([404, { detail: "Generation not found" }])
  })

  it("turns the eleventh job at once away, for a minute and without a rate's headers", async () => {
    const change = { method: "POST", body: JSON.stringify({ vendor: "luma", concurrency: 1 }) }
    await fetch(`${sandbox.url}/_sandbox/rehearse`, change)
    const { status, headers, json } = await create({})
    expect([status, json.detail]).toEqual([429, "Too many concurrent jobs"])
    expect([headers.get("retry-after"), headers.get("x-ratelimit-limit")]).toEqual(["60", null])
  })
})
