import { createHmac } from "node:crypto"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { makeStill, openReceiver, openTestSandbox, until } from "@/lib/sandbox/testing/harness"

const secret = "whsec_as it stands"
let sandbox: Awaited<ReturnType<typeof openTestSandbox>>
beforeAll(async () => {
  sandbox = await openTestSandbox({ webhookSecret: secret })
})
afterAll(() => sandbox.dispose())

async function call(method: string, path: string, body?: BodyInit | object, key = "sandbox-heygen") {
  const isForm = body instanceof FormData
  const reply = await fetch(`${sandbox.url}/heygen/v3${path}`, {
    method,
    headers: { "x-api-key": key },
    ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
  })
  return { status: reply.status, json: await reply.json() }
}

const avatar = { type: "avatar", avatar_id: "sandbox-look", aspect_ratio: "9:16", resolution: "720p" }
const say = (script: string, change: object = {}) => call("POST", "/videos", { ...avatar, script, ...change })
const ended = (id: string) =>
  until(async () => {
    const { data } = (await call("GET", `/videos/${id}`)).json
    return (data.status === "completed" || data.status === "failed") && data
  }, 40)

describe("HeyGen", { timeout: 90_000 }, () => {
  it("speaks a script for as long as its words take, and gives a fresh link at every look", async () => {
    const { json } = await say("Good [[sandbox: expired-link]]")
    expect(json.data).toEqual({ video_id: expect.any(String), status: "waiting", output_format: "mp4" })
    const video = await ended(json.data.video_id)
    // Three words, the directive's among them: 1.2 s, and a clip of whole seconds.
    expect(video).toMatchObject({ status: "completed", duration: 2 })
    const again = (await call("GET", `/videos/${json.data.video_id}`)).json.data
    const statuses = await Promise.all([video, again].map(async (one) => (await fetch(one.video_url)).status))
    expect(statuses).toEqual([403, 200])
  })

  it("takes a face as an upload, an address or bytes, and wants a voice for it", async () => {
    const still = await makeStill(640, 640)
    const form = new FormData()
    form.set("file", new File([new Uint8Array(still)], "face.jpg", { type: "image/jpeg" }))
    const { asset_id: asset } = (await call("POST", "/assets", form)).json.data
    const ask = (image: object, change: object = {}) =>
      call("POST", "/videos", { type: "image", image, script: "[[sandbox: hang]]", voice_id: "sandbox-voice", ...change })
    expect((await ask({ type: "asset_id", asset_id: asset })).status).toBe(200)
    expect((await ask({ type: "base64", media_type: "image/jpeg", data: still.toString("base64") })).status).toBe(200)
    expect((await ask({ type: "asset_id", asset_id: "none" })).json.error.code).toBe("asset_not_available")
    expect((await ask({ type: "asset_id", asset_id: asset }, { voice_id: undefined })).json.error).toMatchObject({
      code: "validation_error",
      param: "voice_id",
    })
  })

  it("refuses in its own words what it does not know", async () => {
    const error = async (reply: ReturnType<typeof call>) => [(await reply).status, (await reply).json.error?.code]
    expect(await error(say("x", { avatar_id: "group-1" }))).toEqual([404, "not_found"])
    expect(await error(say("x", { motion_prompt: "nods" }))).toEqual([400, "validation_error"])
    expect(await error(say("x", { engine: { type: "avatar_v" }, expressiveness: "high" }))).toEqual([400, "validation_error"])
    expect(await error(say("x", { prompt: "x" }))).toEqual([400, "validation_error"])
    expect(await error(say("x".repeat(5001)))).toEqual([400, "validation_error"])
    expect(await error(say("[[sandbox: no-credit]]"))).toEqual([402, "insufficient_credit"])
    expect(await error(call("GET", "/users/me", undefined, "live"))).toEqual([401, "unauthorized"])
    const scene = { type: "cinematic_avatar", avatar_id: ["sandbox-look"], prompt: "x", duration: 4 }
    expect(await error(call("POST", "/videos", { ...scene, callback_url: "https://x.example" }))).toEqual([
      400,
      "validation_error",
    ])
    expect(await error(call("POST", "/videos", { ...scene, resolution: "4k" }))).toEqual([400, "validation_error"])
  })

  it("calls back once, signed over the raw body, and says why where it failed", async () => {
    const receiver = await openReceiver()
    const { json } = await say("[[sandbox: refuse-prompt]]", { callback_url: receiver.url, callback_id: "mine" })
    const [received] = await until(() => receiver.received.length === 1 && receiver.received)
    const { body = "", headers = {} } = received ?? {}
    expect(headers["heygen-signature"]).toBe(createHmac("sha256", secret).update(body).digest("hex"))
    const event = JSON.parse(body)
    expect(headers["heygen-event-id"]).toBe(event.event_id)
    expect(event).toMatchObject({
      event_type: "avatar_video.fail",
      event_data: { video_id: json.data.video_id, callback_id: "mine", failure_code: "content_moderation" },
    })
    await receiver.close()
  })

  it("lists by title, newest first and in pages, and forgets what is deleted", async () => {
    const ids: string[] = []
    for (const title of ["Rushes 1", "Rushes 2", "Other"]) {
      ids.push((await say("[[sandbox: hang]]", { title })).json.data.video_id)
    }
    const page = (await call("GET", "/videos?limit=1&title=Rushes")).json
    expect([page.data[0].id, page.has_more]).toEqual([ids[1], true])
    const next = (await call("GET", `/videos?limit=1&title=Rushes&token=${page.next_token}`)).json
    expect([next.data[0].id, next.has_more]).toEqual([ids[0], false])
    expect((await call("DELETE", `/videos/${ids[0]}`)).json).toEqual({ data: { id: ids[0], deleted: true } })
    expect((await call("GET", `/videos/${ids[0]}`)).json.error.code).toBe("not_found")
  })
})
