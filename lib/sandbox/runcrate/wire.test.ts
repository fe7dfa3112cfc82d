import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { openTestSandbox } from "@/lib/sandbox/testing/harness"

let sandbox: Awaited<ReturnType<typeof openTestSandbox>>
beforeAll(async () => {
  sandbox = await openTestSandbox()
})
afterAll(() => sandbox.dispose())

async function call(path: string, init: { body?: unknown; key?: string } = {}) {
  const reply = await fetch(`${sandbox.url}/runcrate/v1/videos${path}`, {
    method: init.body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${init.key ?? "rc_live_sandbox-1"}` },
    ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
  })
  return { status: reply.status, json: (await reply.json()) as { id?: string; status?: string; error?: { code: string } } }
}

const create = (change: object = {}) =>
  call("", { body: { model: "google/veo-3.0", prompt: "A boat [[sandbox: hang]]", duration: 4, ...change } })

describe("Runcrate", () => {
  it("takes a job, tells of it to its own key alone, and has no file before the end", async () => {
    const { status, json } = await create({ whatever: "passes through" })
    expect([status, json]).toEqual([200, { id: expect.stringMatching(/^vid_/), status: "queued" }])
    expect((await call(`/${json.id}`)).json.id).toBe(json.id)
    expect((await call(`/${json.id}`, { key: "sandbox-2" })).status).toBe(404)
    expect((await call(`/${json.id}/download`)).status).toBe(404)
  })

  it.each([
    ["duration_seconds in place of duration", { duration: undefined, duration_seconds: 8 }, 200],
    ["no length at all", { duration: undefined }, 200],
    ["a length that the model lacks", { duration: 5 }, 422],
    ["a length in words", { duration: "4" }, 400],
    ["a shape in camel case, which passes through", { aspectRatio: "9:16" }, 200],
    ["a shape that it lacks", { aspect_ratio: "21:9" }, 400],
    ["no prompt", { prompt: "" }, 400],
    ["a model that is gone", { model: "openai/sora-2" }, 404],
    ["an image that is none", { image_url: "data:image/png;base64,aGVsbG8=" }, 422],
  ])("answers %s", async (_name, change, status) => {
    expect((await create(change)).status).toBe(status)
  })

  it("refuses other keys in the documented form", async () => {
    const { status, json } = await call("/x", { key: "sk-1" })
    expect([status, json.error?.code]).toEqual([401, "invalid_api_key"])
  })
})
