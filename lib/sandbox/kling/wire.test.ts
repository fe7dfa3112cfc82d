import { SignJWT } from "jose"
import { Webhook } from "standardwebhooks"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { listJobs, makeStill, openReceiver, openTestSandbox, until } from "@/lib/sandbox/testing/harness"

const secret = "whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI="
let sandbox: Awaited<ReturnType<typeof openTestSandbox>>
beforeAll(async () => {
  sandbox = await openTestSandbox({ webhookSecret: secret })
})
afterAll(() => sandbox.dispose())

type Envelope = { code: number; message: string; request_id: string; data: never }
type Task = {
  id: string
  status: string
  message: string
  external_id: string
  outputs: { url: string; duration: string }[]
  billing: { charge_type: string; amount: string }[]
}

async function call(path: string, init: { method?: string; body?: unknown; key?: string; origin?: string } = {}) {
  const reply = await fetch(`${init.origin ?? sandbox.url}/kling${path}`, {
    method: init.method ?? (init.body === undefined ? "GET" : "POST"),
    headers: { authorization: `Bearer ${init.key ?? "sandbox-kling"}` },
    ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
  })
  return { status: reply.status, headers: reply.headers, json: (await reply.json()) as Envelope }
}

const settings = { duration: 3, multi_shot: false }
const create = (prompt: string, options: object = {}, change: object = {}) =>
  call("/text-to-video/kling-3.0", { body: { prompt, settings: { ...settings, ...change }, options } })
const look = async (query: string): Promise<Task[]> => (await call(`/tasks?${query}`)).json.data
const finished = (id: string) =>
  until(async () => (await look(`task_ids=${id}`)).find(({ status }) => status === "succeeded" || status === "failed"), 40)

describe("Kling", { timeout: 90_000 }, () => {
  it("creates, follows and delivers a task, found by either id", async () => {
    const { status, json } = await create("A boat [[sandbox: wrong-size]]", { external_task_id: "mine-1" })
    expect([status, json.code]).toEqual([200, 0])
    const { id, status: word, external_id } = json.data as Task
    expect([word, external_id]).toEqual(["submitted", "mine-1"])
    const task = await finished(id)
    expect(task.outputs[0]?.duration).toBe("3")
    expect(task.billing).toMatchObject([{ charge_type: "unit", amount: "1.8" }])
    expect((await look("external_task_ids=mine-1,unknown")).map((found) => found.id)).toEqual([id])
    const head = await fetch(task.outputs[0]?.url ?? "", { method: "HEAD" })
    expect([head.status, head.headers.get("content-type"), head.headers.get("accept-ranges")]).toEqual([
      200,
      "video/mp4",
      "bytes",
    ])
    expect((await fetch((task.outputs[0]?.url ?? "").replace("expires=", "expires=9"))).status).toBe(403)
  })

  it("refuses an external id that was used before, with 1201 and no second task", async () => {
    await create("Once", { external_task_id: "twice" })
    const again = await create("Once", { external_task_id: "twice" })
    expect([again.status, again.json.code]).toEqual([400, 1201])
    expect((await listJobs(sandbox.url)).filter(({ externalId }) => externalId === "twice")).toHaveLength(1)
  })

  it("begins from a bare base64 frame and refuses a data URI, a small one and a wrong ratio", async () => {
    const ask = async (url: string) =>
      call("/image-to-video/kling-3.0", {
        body: {
          contents: [
            { type: "prompt", text: "x" },
            { type: "first_frame", url },
          ],
          settings,
        },
      })
    const still = await makeStill(640, 480)
    const taken = await ask(still.toString("base64"))
    expect(taken.json.code).toBe(0)
    const job = (await listJobs(sandbox.url)).find(({ id }) => id === (taken.json.data as Task).id)
    expect(JSON.stringify(job?.request)).toContain(`"bytes":${still.length}`)
    expect((await ask(`data:image/jpeg;base64,${still.toString("base64")}`)).json.code).toBe(1201)
    expect((await ask((await makeStill(320, 200)).toString("base64"))).json.code).toBe(1201)
    expect((await ask((await makeStill(1200, 310)).toString("base64"))).json.code).toBe(1201)
    expect((await ask("aGVsbG8gd29ybGQ=")).json.code).toBe(1201)
  })

  it("takes a last frame of the 2.x models at 1080p alone, in either API", async () => {
    const url = (await makeStill(320, 320)).toString("base64")
    const contents = ["first_frame", "last_frame"].map((type) => ({ type, url }))
    const prompt = { type: "prompt", text: "[[sandbox: hang]]" }
    const newer = async (resolution: string) =>
      (await call("/image-to-video/kling-2.6", { body: { contents: [prompt, ...contents], settings: { resolution } } })).json
        .code
    const older = async (mode: string) =>
      (
        await call("/v1/videos/image2video", {
          body: { model_name: "kling-v2-6", prompt: prompt.text, image: url, image_tail: url, mode },
        })
      ).json.code
    expect([await newer("720p"), await newer("1080p"), await older("std"), await older("pro")]).toEqual([1201, 0, 1201, 0])
  })

  it("refuses keys, models and parameters in its own envelope", async () => {
    const codes = async (reply: ReturnType<typeof call>) => [(await reply).status, (await reply).json.code]
    expect(await codes(call("/tasks?task_ids=0", { key: "live-key" }))).toEqual([401, 1002])
    expect(await codes(call("/tasks?task_ids=0"))).toEqual([200, 0])
    expect(await codes(call("/tasks"))).toEqual([400, 1201])
    expect(await codes(call("/text-to-video/kling-9", { body: { prompt: "x" } }))).toEqual([404, 1203])
    expect(await codes(call("/text-to-video/kling-3.0"))).toEqual([404, 1202])
    expect(await codes(create("x", {}, { duration: "3" }))).toEqual([400, 1201])
    expect(await codes(create("x", {}, { duration: 16 }))).toEqual([400, 1201])
    expect(await codes(create("x", {}, { resolution: "480p" }))).toEqual([400, 1201])
    expect(await codes(create("x".repeat(3073)))).toEqual([400, 1201])
    expect(await codes(call("/image-to-video/kling-3.0", { body: { contents: [{ type: "prompt", text: "x" }] } }))).toEqual([
      400, 1201,
    ])
  })

  it("takes omni from words and references, and knows no other contents", async () => {
    const url = (await makeStill(320, 320)).toString("base64")
    const omni = (contents: object[], change: object = { aspect_ratio: "16:9" }) =>
      call("/omni-video/kling-o1", {
        body: { contents: [{ type: "prompt", text: "[[sandbox: hang]]" }, ...contents], settings: change },
      })
    const references = (count: number) => Array(count).fill({ type: "refer_image", url })
    expect((await omni(references(7))).json.code).toBe(0)
    expect((await omni(references(8))).json.code).toBe(1201)
    expect((await omni([], {})).json.code).toBe(1201)
    expect((await omni([{ type: "base_video", url: "https://example.com/a.mp4" }])).json.code).toBe(1201)
  })

  it("plays the older API too, whose tasks are apart from the newer one's", async () => {
    const body = { model_name: "kling-v3", prompt: "[[sandbox: fail]]", duration: "3", external_task_id: "old-1" }
    const { json } = await call("/v1/videos/text2video", { body })
    const { task_id: id, task_status: word } = json.data as { task_id: string; task_status: string }
    expect([json.code, word]).toEqual([0, "submitted"])
    const task = await until(async () => {
      const found = (await call("/v1/videos/text2video/old-1")).json.data as { task_status: string; task_id: string }
      return found.task_status === "failed" && found
    })
    expect(task).toMatchObject({ task_id: id, final_unit_deduction: "0", task_info: { external_task_id: "old-1" } })
    expect(await look(`task_ids=${id}`)).toEqual([])
    expect((await call(`/v1/videos/image2video/${id}`)).json.code).toBe(1203)
    expect((await call("/v1/videos/text2video?pageNum=1&pageSize=1")).json.data).toHaveLength(1)
    const codes = async (change: object) => (await call("/v1/videos/text2video", { body: { ...body, ...change } })).json.code
    expect(await codes({})).toBe(1201)
    expect(await codes({ model_name: "kling-v1-6" })).toBe(1203)
    expect(await codes({ duration: 3 })).toBe(1201)
    expect(await codes({ mode: "4k", model_name: "kling-v2-6", duration: "5" })).toBe(1201)
    expect(await codes({ negative_prompt: "x".repeat(2501) })).toBe(1201)
  })

  it("reads the tokens of a key pair, in the older API alone", async () => {
    const sign = (issuer: string, from: number, secretKey = "sandbox-secret") =>
      new SignJWT()
        .setProtectedHeader({ alg: "HS256", typ: "JWT" })
        .setIssuer(issuer)
        .setNotBefore(from)
        .setExpirationTime(from + 1800)
        .sign(new TextEncoder().encode(secretKey))
    const now = Math.floor(Date.now() / 1000)
    const codeFor = async (key: string, path = "/v1/videos/text2video") => (await call(path, { key })).json.code
    expect(await codeFor(await sign("sandbox-ak", now - 5))).toBe(0)
    expect(await codeFor(await sign("sandbox-ak", now - 5), "/tasks?task_ids=0")).toBe(1002)
    expect(await codeFor(await sign("sandbox-ak", now + 60))).toBe(1003)
    expect(await codeFor(await sign("sandbox-ak", now - 3600))).toBe(1004)
    expect(await codeFor(await sign("sandbox-ak", now - 5, "wrong"))).toBe(1000)
    expect(await codeFor(await sign("live-ak", now - 5))).toBe(1002)
  })

  it("calls back at every change, signed, and says the same to whoever asks again", async () => {
    const receiver = await openReceiver()
    await create("A boat [[sandbox: wrong-size]]", { callback_url: receiver.url })
    const received = await until(() => receiver.received.length === 3 && receiver.received, 40)
    const words = received.map(
      ({ body, headers }) => (new Webhook(secret).verify(body, headers as Record<string, string>) as Task).status,
    )
    expect(words).toEqual(["submitted", "processing", "succeeded"])
    await receiver.close()
  })

  it("calls back unsigned while there is no secret", async () => {
    const bare = await openTestSandbox()
    const receiver = await openReceiver()
    await call("/text-to-video/kling-3.0", {
      origin: bare.url,
      body: { prompt: "[[sandbox: fail]]", settings, options: { callback_url: receiver.url } },
    })
    const received = await until(() => receiver.received.length === 3 && receiver.received)
    expect(received.every(({ headers }) => headers["webhook-signature"] === undefined)).toBe(true)
    expect(JSON.parse(received[2]?.body ?? "").status).toBe("failed")
    await receiver.close()
    await bare.dispose()
  })

  it("signs as the documented example", () => {
    const body = '{"id":"1234567890","status":"succeeded","message":"","create_time":1781080778802,"update_time":1781080794151}'
    expect(new Webhook(secret).sign("9876543210", new Date(1_781_080_794_000), body)).toBe(
      "v1,UsKlJP00XoQyOn410NM9xv34sP+Gl0jnOO9Lcpr7NJ4=",
    )
  })

  it("rehearses doubled, forged and reordered callbacks, refusals and a used-up pack of slots", async () => {
    const doubled = await openReceiver()
    await create("[[sandbox: duplicate-webhook, wrong-size]]", { callback_url: doubled.url })
    const six = await until(() => doubled.received.length === 6 && doubled.received, 40)
    expect(new Set(six.map(({ headers }) => headers["webhook-id"])).size).toBe(3)
    const forged = await openReceiver()
    await create("[[sandbox: forged-webhook, wrong-size]]", { callback_url: forged.url })
    const four = await until(() => forged.received.length === 4 && forged.received, 40)
    const verdicts = four.map(({ body, headers }) => {
      try {
        return (new Webhook(secret).verify(body, headers as Record<string, string>) as Task).status
      } catch {
        return `forged ${JSON.parse(body).status}`
      }
    })
    expect(verdicts.toSorted()).toEqual(["forged failed", "processing", "submitted", "succeeded"])
    const turned = await openReceiver()
    await create("[[sandbox: fail, reordered-webhook]]", { callback_url: turned.url })
    const three = await until(() => turned.received.length === 3 && turned.received)
    expect(three.map(({ body }) => JSON.parse(body).status)).toEqual(["failed", "processing", "submitted"])
    await turned.close()
    expect((await create("[[sandbox: refuse-prompt]]")).json.code).toBe(1301)
    const blocked = (await create("[[sandbox: refuse-output]]")).json.data as Task
    expect((await finished(blocked.id)).message).toMatch(/risk control/)
    await fetch(`${sandbox.url}/_sandbox/rehearse`, {
      method: "POST",
      body: JSON.stringify({ vendor: "kling", concurrency: 1 }),
    })
    await create("[[sandbox: hang]]")
    const full = await create("one more")
    expect([full.status, full.json.code]).toEqual([429, 1303])
    await doubled.close()
    await forged.close()
  })

  it("tells the packs and lists tasks in pages, newest first", async () => {
    expect((await call("/account/costs")).json.code).toBe(0)
    const page = (await call("/tasks", { body: { limit: 2 } })).json.data as {
      result: Task[]
      has_more: boolean
      next_cursor: string
    }
    expect([page.result.length, page.has_more]).toEqual([2, true])
    const next = (await call("/tasks", { body: { limit: 2, cursor: page.next_cursor } })).json.data as { result: Task[] }
    expect(next.result[0]?.id).not.toBe(page.result[1]?.id)
  })
})
