import { writeFile } from "node:fs/promises"
import path from "node:path"
import sharp from "sharp"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { decodeClip, ssim } from "@/lib/sandbox/testing/decode"
import { makeStill, openReceiver, openTestSandbox, until } from "@/lib/sandbox/testing/harness"

let sandbox: Awaited<ReturnType<typeof openTestSandbox>>
beforeAll(async () => {
  sandbox = await openTestSandbox()
})
afterAll(() => sandbox.dispose())

type Task = {
  id: string
  status: string
  content?: { video_url: string; last_frame_url?: string }
  error: { code: string; message: string } | null
  usage?: { completion_tokens: number }
  duration: number
  safety_identifier?: string
}

async function call(method: string, suffix = "", body?: unknown, key = "sandbox-seedance") {
  const reply = await fetch(`${sandbox.url}/seedance/api/v3/contents/generations/tasks${suffix}`, {
    method,
    headers: { authorization: `Bearer ${key}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: reply.status, json: await reply.json() }
}

const text = (words: string) => ({ type: "text", text: words })
const still = (url: string, role: string) => ({ type: "image_url", image_url: { url }, role })
const pro = { model: "seedance-1-0-pro-250528", resolution: "480p", ratio: "16:9", duration: 2 }
const two = { model: "dreamina-seedance-2-0-260128", resolution: "480p", ratio: "1:1", duration: 4 }
const create = (words: string, change: object = {}) => call("POST", "", { ...pro, content: [text(words)], ...change })
const look = async (id: string): Promise<Task> => (await call("GET", `/${id}`)).json
const ended = (id: string) =>
  until(async () => ["queued", "running"].includes((await look(id)).status) === false && look(id), 40)
const isNow = (id: string, status: string) => until(async () => (await look(id)).status === status)

describe("ModelArk", { timeout: 90_000 }, () => {
  it("makes a clip and hands over its very last frame, both by GET alone and until the link runs out", async () => {
    const { json } = await create("A boat. The camera pans left fast.", {
      return_last_frame: true,
      safety_identifier: "hash",
      seed: 0,
    })
    expect(json).toEqual({ id: expect.stringMatching(/^cgt-\d{14}-[0-9a-f]{5}$/), safety_identifier: "hash" })
    const task = await ended(json.id)
    expect(task).toMatchObject({ status: "succeeded", seed: 0, ratio: "16:9", duration: 2, framespersecond: 24 })
    expect(task.usage?.completion_tokens).toBe((2 * 864 * 480 * 24) / 1024)
    const { video_url: video = "", last_frame_url: last = "" } = task.content ?? {}
    const file = path.join(sandbox.dataDir, "clip.mp4")
    await writeFile(file, Buffer.from(await (await fetch(video)).arrayBuffer()))
    const { frames, kept, width, height } = await decodeClip(file, (index) => index === 0 || index === 47)
    expect([frames, width, height]).toEqual([48, 864, 480])
    const png = sharp(Buffer.from(await (await fetch(last)).arrayBuffer()))
    const luma = await png.greyscale().raw().toBuffer()
    const likeness = (index: number) => ssim(luma, kept.get(index)?.luma ?? new Uint8Array(), width, height)
    // Full against studio range: the same picture, a little brighter and darker at its ends.
    expect(likeness(47)).toBeGreaterThan(0.9)
    expect(likeness(0)).toBeLessThan(0.9)
    expect((await fetch(video, { method: "HEAD" })).status).toBe(403)
    expect((await fetch(video.replace("Expires=", "Expires=9"))).status).toBe(403)
  })

  it("stops what waits, refuses to for what runs, and erases what has ended", async () => {
    const rehearse = (body: object) =>
      fetch(`${sandbox.url}/_sandbox/rehearse`, { method: "POST", body: JSON.stringify({ vendor: "seedance", ...body }) })
    await rehearse({ queueMs: [3_600_000, 3_600_000] })
    const waiting: Task = (await create("x")).json
    expect((await call("DELETE", `/${waiting.id}`)).status).toBe(200)
    expect((await look(waiting.id)).status).toBe("cancelled")
    await rehearse({ reset: true })
    const running: Task = (await create("x [[sandbox: hang]]")).json
    await isNow(running.id, "running")
    expect((await call("DELETE", `/${running.id}`)).status).toBe(400)
    const failed: Task = (await create("x [[sandbox: fail]]")).json
    expect((await ended(failed.id)).error?.code).toBe("InternalServiceError")
    await call("DELETE", `/${failed.id}`)
    expect((await call("GET", `/${failed.id}`)).json.error.code).toBe("ResourceNotFound")
  })

  it("checks the fields that each model knows, and how the stills go together", async () => {
    const image = `data:image/jpeg;base64,${(await makeStill(640, 360)).toString("base64")}`
    const frame = still(image, "first_frame")
    const codes = async (body: object) => {
      const { status, json } = await call("POST", "", body)
      return [status, json.error?.code, json.error?.param]
    }
    const withStills = (base: object, ...stills: object[]) =>
      codes({ ...base, content: [text("x [[sandbox: hang]]"), ...stills] })
    expect(await withStills({ ...two, seed: 1 })).toEqual([400, "InvalidParameter", "seed"])
    expect(await withStills({ ...two, camera_fixed: true })).toEqual([400, "InvalidParameter", "camera_fixed"])
    expect(await withStills({ ...pro, generate_audio: true })).toEqual([400, "InvalidParameter", "generate_audio"])
    expect(await withStills({ ...two, duration: 3 })).toEqual([400, "InvalidParameter", "duration"])
    expect(await withStills({ ...two, resolution: "360p" })).toEqual([400, "InvalidParameter", "resolution"])
    expect(await codes(two)).toEqual([400, "MissingParameter", "content"])
    const [status, code] = await withStills({ ...two, model: "dreamina-seedance-9" })
    expect([status, code]).toEqual([404, "InvalidEndpointOrModel.NotFound"])
    const newest = { ...two, model: "dreamina-seedance-2-5-260628" }
    expect((await withStills(newest, frame))[1]).toBe("InvalidParameter.TaskTypeConstraint")
    expect((await withStills({ ...newest, ratio: "adaptive" }, frame))[0]).toBe(200)
    expect((await withStills(two, still(image, "last_frame")))[1]).toBe("InvalidParameter")
    expect((await withStills(two, frame, still(image, "reference_image")))[1]).toBe("InvalidParameter")
    expect((await withStills(pro, still(image, "reference_image")))[1]).toBe("InvalidParameter")
    expect((await withStills({ ...pro, model: "seedance-1-0-pro-fast-251015" }, frame, still(image, "last_frame")))[1]).toBe(
      "InvalidParameter",
    )
    const small = `data:image/jpeg;base64,${(await makeStill(320, 200)).toString("base64")}`
    expect((await withStills(two, still(small, "first_frame")))[1]).toBe("InvalidParameter")
  })

  it("refuses in the words of the error table, before and after", async () => {
    const code = async (name: string) => {
      const { status, json } = await create(`x [[sandbox: ${name}]]`)
      return [status, json.error?.code]
    }
    expect(await code("refuse-person")).toEqual([400, "InputImageSensitiveContentDetected.PrivacyInformation"])
    expect(await code("refuse-prompt")).toEqual([400, "InputTextSensitiveContentDetected"])
    expect(await code("no-credit")).toEqual([403, "AccountOverdueError"])
    expect((await call("GET", "", undefined, "live")).json.error.code).toBe("AuthenticationError")
    const { json } = await create("x [[sandbox: refuse-output]]")
    expect((await ended(json.id)).error).toMatchObject({ code: "OutputVideoSensitiveContentDetected" })
  })

  it("calls back unsigned at every change, with the task as a look shows it", async () => {
    const receiver = await openReceiver()
    const { json } = await create("[[sandbox: fail]]", { callback_url: receiver.url })
    const received = await until(() => receiver.received.length === 3 && receiver.received)
    expect(received.map(({ body }) => JSON.parse(body).status)).toEqual(["queued", "running", "failed"])
    expect(JSON.parse(received[2]?.body ?? "")).toEqual(await look(json.id))
    await receiver.close()
  })

  it("lists newest first, in pages, filtered, and for one key alone", async () => {
    const { json: first } = await create("[[sandbox: hang]]", { safety_identifier: "a" })
    const { json: second } = await create("[[sandbox: hang]]", { safety_identifier: "b" })
    const { json } = await call("GET", "?page_num=1&page_size=2&filter.model=seedance-1-0-pro-250528")
    expect(json.items.map(({ id, safety_identifier: of }: Task) => [id, of])).toEqual([
      [second.id, "b"],
      [first.id, "a"],
    ])
    expect(json.total).toBeGreaterThan(2)
    expect((await call("GET", `?filter.task_ids=${first.id}`)).json).toMatchObject({ total: 1, items: [{ id: first.id }] })
    expect((await call("GET", "?page_size=500")).status).toBe(400)
    expect((await call("GET", "", undefined, "sandbox-other")).json).toEqual({ total: 0, items: [] })
  })
})
