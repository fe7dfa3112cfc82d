import { createHash, createPrivateKey, createPublicKey, verify } from "node:crypto"
import { createFalClient } from "@fal-ai/client"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { pythonJson, signFal } from "@/lib/sandbox/fal/webhook"
import { listJobs, makeStill, openReceiver, openTestSandbox, type Received, until } from "@/lib/sandbox/testing/harness"

let sandbox: Awaited<ReturnType<typeof openTestSandbox>>
beforeAll(async () => {
  sandbox = await openTestSandbox()
})
afterAll(() => sandbox.dispose())

/** The SDK as it comes; it has no base-URL option, so its own request middleware turns the host. */
function client(credentials = "sandbox-fal") {
  return createFalClient({
    credentials,
    requestMiddleware: async (request) => ({
      ...request,
      url: request.url
        .replace("https://queue.fal.run", `${sandbox.url}/fal/queue`)
        .replace("https://rest.fal.ai", `${sandbox.url}/fal/rest`),
    }),
  })
}

const small = { duration: "4", resolution: "480p", generate_audio: false, seed: 3 } as const
const seedance = "fal-ai/bytedance/seedance/v1.5/pro/text-to-video"
const key = { authorization: "Key sandbox-fal" }
const post = (endpoint: string, body: unknown, query = "", headers: Record<string, string> = key) =>
  fetch(`${sandbox.url}/fal/queue/${endpoint}${query}`, { method: "POST", headers, body: JSON.stringify(body) })

async function finish(body: { status_url: string; response_url: string }) {
  const status = await until(async () => {
    const reply = (await (await fetch(body.status_url, { headers: key })).json()) as {
      status: string
      error?: string
      error_type?: string
    }
    return reply.status === "COMPLETED" && reply
  })
  const result = await fetch(body.response_url, { headers: key })
  return { status, result, json: (await result.json()) as never as { detail: { type: string }[]; video: { url: string } } }
}

async function isGenuine({ headers, body }: Received): Promise<boolean> {
  const { keys } = (await (await fetch(`${sandbox.url}/fal/rest/.well-known/jwks.json`)).json()) as { keys: { x: string }[] }
  const hash = createHash("sha256").update(body).digest("hex")
  const message = ["request-id", "user-id", "timestamp"]
    .map((name) => headers[`x-fal-webhook-${name}`])
    .concat(hash)
    .join("\n")
  const publicKey = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: keys[0]?.x ?? "" }, format: "jwk" })
  return verify(null, Buffer.from(message), publicKey, Buffer.from(String(headers["x-fal-webhook-signature"]), "hex"))
}

describe("fal", { timeout: 90_000 }, () => {
  it("is driven by its official SDK: upload, submit, status, result", async () => {
    const fal = client()
    const still = new Blob([new Uint8Array(await makeStill(640, 360))], { type: "image/jpeg" })
    const { data, requestId } = await fal.subscribe("fal-ai/bytedance/seedance/v1.5/pro/image-to-video", {
      input: { prompt: "A lamp falls", image_url: still, duration: "4", resolution: "480p", generate_audio: false, seed: 0 },
      pollInterval: 50,
    })
    const { video, seed } = data as { video: { url: string; content_type?: string }; seed?: number }
    expect(seed).toBe(0)
    const file = await fetch(video.url)
    expect(file.headers.get("content-type")).toBe("video/mp4")
    expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(10_000)
    expect((await fal.queue.status(seedance, { requestId })).status).toBe("COMPLETED")
    const part = await fetch(video.url, { headers: { range: "bytes=4-7" } })
    expect([part.status, await part.text()]).toEqual([206, "ftyp"])
  })

  it("cancels by the SDK, and answers 499 and ALREADY_COMPLETED afterwards", async () => {
    const fal = client()
    const { request_id: requestId } = await fal.queue.submit("fal-ai/veo3.1/fast", { input: { prompt: "x [[sandbox: slow]]" } })
    await fal.queue.cancel("fal-ai/veo3.1/fast", { requestId })
    await expect(fal.queue.result("fal-ai/veo3.1/fast", { requestId })).rejects.toMatchObject({ status: 499 })
    const again = await fetch(`${sandbox.url}/fal/queue/fal-ai/veo3.1/requests/${requestId}/cancel`, {
      method: "PUT",
      headers: key,
    })
    expect([again.status, await again.json()]).toEqual([400, { status: "ALREADY_COMPLETED" }])
  })

  it("refuses a key that is not the sandbox's, and hides other keys' requests", async () => {
    expect((await post(seedance, { prompt: "x" }, "", { authorization: "Key live-1:secret" })).status).toBe(401)
    expect((await post(seedance, { prompt: "x" }, "", {})).status).toBe(401)
    const mine = (await (await post(seedance, { prompt: "x", ...small })).json()) as { status_url: string }
    const other = await fetch(mine.status_url, { headers: { authorization: "Key sandbox-other" } })
    expect([other.status, await other.json()]).toEqual([404, { status: "NOT_FOUND" }])
  })

  it("takes any JSON for a known app and tells what is wrong as the result, after COMPLETED", async () => {
    const reply = await post("fal-ai/veo3.1", { prompt: "x", duration: 8, aspect_ratio: "1:1", whatever: true })
    expect(reply.status).toBe(200)
    const submitted = (await reply.json()) as { status_url: string; response_url: string }
    const early = await fetch(submitted.response_url, { headers: key })
    expect([early.status, await early.json()]).toEqual([400, { detail: "Request is still in progress" }])
    const { status, result, json } = await finish(submitted)
    expect(status.error).toBe("Invalid status code: 422")
    expect(result.status).toBe(422)
    expect(json.detail.map(({ type }) => type)).toEqual(["literal_error", "literal_error"])
    expect((await post("fal-ai/unknown", { prompt: "x" })).status).toBe(404)
  })

  it("follows at the app's own path and bills in a header", async () => {
    const submitted = (await (await post(seedance, { prompt: "x", ...small })).json()) as {
      status_url: string
      response_url: string
      cancel_url: string
    }
    expect(submitted.response_url).toMatch(/\/fal\/queue\/fal-ai\/bytedance\/requests\/[0-9a-f-]{36}$/)
    const { result } = await finish(submitted)
    expect(result.headers.get("x-fal-billable-units")).toBe("4")
  })

  it("posts one signed callback in Python's JSON, again until it is taken", async () => {
    const receiver = await openReceiver([500, 503])
    await post(seedance, { prompt: "x", ...small }, `?fal_webhook=${encodeURIComponent(`${receiver.url}?t=é`)}`)
    const received = await until(() => receiver.received.length === 3 && receiver.received)
    const body = received[2]?.body ?? ""
    expect(body).toMatch(
      /^\{"request_id": "[^"]+", "gateway_request_id": "[^"]+", "status": "OK", "error": null, "payload": \{"video"/,
    )
    for (const delivery of received) expect(await isGenuine(delivery)).toBe(true)
    const job = await until(async () =>
      (await listJobs(sandbox.url)).find(
        ({ callbacks }) => callbacks[0]?.state === "delivered" && callbacks[0].attempts.length === 3,
      ),
    )
    expect(job.callbacks[0]?.attempts.map(({ status }) => status)).toEqual([500, 503, 200])
    await receiver.close()
  })

  it("signs as the published vector says, and writes JSON as Python does", () => {
    const seed = "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20"
    const privateKey = createPrivateKey({
      key: Buffer.from(`302e020100300506032b657004220420${seed}`, "hex"),
      format: "der",
      type: "pkcs8",
    })
    const id = "764cabcf-b745-4b3e-ae38-1200304cf45b"
    const body = `{"request_id":"${id}","gateway_request_id":"${id}","status":"OK","payload":{"video":{"url":"https://v3b.fal.media/files/b/test/out.mp4","content_type":"video/mp4","file_name":"out.mp4","file_size":12345}}}`
    expect(signFal(privateKey, id, "user_test_1", "1795219200", body)).toBe(
      "5f7448289de0bf8f007f961e1be6c803f70376c0a3bc5e6a7a445f9f86e5463214ecaf596da309a7de4c551046c688b812361a4e6aac5992d25fffca5f92150c",
    )
    expect(pythonJson({ a: [1, null, true], b: "é" })).toBe('{"a": [1, null, true], "b": "\\u00e9"}')
  })

  it("rehearses refusals, rate limits and server errors as fal words them", async () => {
    const refused = await finish(
      (await (await post(seedance, { prompt: "[[sandbox: refuse-prompt]]", ...small })).json()) as never,
    )
    expect([refused.result.status, refused.json.detail[0]?.type]).toEqual([422, "content_policy_violation"])
    const failed = await finish((await (await post(seedance, { prompt: "[[sandbox: fail]]", ...small })).json()) as never)
    expect([failed.result.status, failed.json.detail[0]?.type]).toEqual([500, "internal_server_error"])
    const limited = { prompt: "[[sandbox: rate-limit=2]]", ...small }
    const first = await post(seedance, limited)
    expect([first.status, first.headers.get("retry-after")]).toEqual([429, "2"])
    expect((await post(seedance, limited)).status).toBe(429)
    expect((await post(seedance, limited)).status).toBe(200)
    const before = (await listJobs(sandbox.url)).length
    expect((await post(seedance, { prompt: "[[sandbox: error-before]]", ...small })).status).toBe(503)
    expect((await listJobs(sandbox.url)).length).toBe(before)
    expect((await post(seedance, { prompt: "[[sandbox: error-after]]", ...small })).status).toBe(500)
    await expect(post(seedance, { prompt: "[[sandbox: cut-after]]", ...small })).rejects.toThrow("fetch failed")
    expect((await listJobs(sandbox.url)).length).toBe(before + 2)
  })

  it.each([
    ["refuse-prompt", ["body", "prompt"], "content checker"],
    ["refuse-image", ["body", "image_url"], "image"],
    ["refuse-person", ["body", "image_url"], "real person"],
    ["refuse-minor", ["body", "image_url"], "minor"],
    ["refuse-property", ["body", "prompt"], "copyright"],
    ["refuse-output", ["body"], "generated video"],
  ])("rehearses %s at %j, in words", async (name, loc, words) => {
    const submitted = (await (await post(seedance, { prompt: `x [[sandbox: ${name}]]`, ...small })).json()) as never
    const { result, json } = await finish(submitted)
    const [detail] = json.detail as unknown as { loc: string[]; msg: string; type: string }[]
    expect([result.status, detail?.type, detail?.loc]).toEqual([422, "content_policy_violation", loc])
    expect(detail?.msg).toContain(words)
  })

  it("names the field of the picture that it refuses", async () => {
    const image = `data:image/jpeg;base64,${(await makeStill(640, 360)).toString("base64")}`
    const prompt = "x [[sandbox: refuse-image]]"
    const body = { prompt, start_image_url: image, duration: "3", generate_audio: false }
    const reply = await post("fal-ai/kling-video/v3/standard/image-to-video", body)
    const { json } = await finish((await reply.json()) as never)
    expect(json.detail).toMatchObject([{ loc: ["body", "start_image_url"] }])
  })

  it("refuses a submit without credit as fal does, and speaks words that nobody has documented", async () => {
    const before = (await listJobs(sandbox.url)).length
    const broke = await post(seedance, { prompt: "[[sandbox: no-credit]]", ...small })
    expect([broke.status, await broke.json()]).toEqual([403, { detail: expect.stringMatching(/locked.*balance/) }])
    expect((await listJobs(sandbox.url)).length).toBe(before)
    const odd = (await (await post(seedance, { prompt: "[[sandbox: odd-words]]", ...small })).json()) as { status_url: string }
    expect(odd).toHaveProperty("moon_phase")
    const status = (await (await fetch(odd.status_url, { headers: key })).json()) as { status: string }
    expect(["IN_QUEUE", "IN_PROGRESS", "COMPLETED"]).not.toContain(status.status)
    const { json } = await finish(odd as never)
    expect(json.video.url).toContain("/fal/files/b/")
    expect(json).toHaveProperty("moon_phase")
  })

  it("cancels as its page says: 200 in the queue, 202 at work, 400 too late, 404 unknown", async () => {
    const cancel = async (endpoint: string, id: string) => {
      const url = `${sandbox.url}/fal/queue/${endpoint}/requests/${id}/cancel`
      const reply = await fetch(url, { method: "PUT", headers: key })
      return [reply.status, await reply.json()]
    }
    const submit = async () => {
      const reply = await post(seedance, { prompt: "x [[sandbox: hang]]", ...small })
      return (await reply.json()) as { request_id: string; status_url: string }
    }
    const rehearse = (body: unknown) =>
      fetch(`${sandbox.url}/_sandbox/rehearse`, {
        method: "POST",
        body: JSON.stringify({ vendor: "fal", ...(body as object) }),
      })
    await rehearse({ queueMs: [3_600_000, 3_600_000] })
    const queued = await submit()
    expect(await cancel("fal-ai/bytedance", queued.request_id)).toEqual([200, { status: "OK" }])
    expect(await cancel("fal-ai/bytedance", queued.request_id)).toEqual([400, { status: "ALREADY_COMPLETED" }])
    await rehearse({ reset: true })
    const running = await submit()
    await until(async () => (await (await fetch(running.status_url, { headers: key })).text()).includes("IN_PROGRESS"))
    expect(await cancel("fal-ai/bytedance", running.request_id)).toEqual([202, { status: "CANCELLATION_REQUESTED" }])
    expect(await cancel("fal-ai/bytedance", crypto.randomUUID())).toEqual([404, { status: "NOT_FOUND" }])
  })

  it("makes a motion-control clip as long as the clip that drives it, with its sound kept when asked", async () => {
    const fal = client()
    const made = await finish((await (await post(seedance, { prompt: "x", ...small })).json()) as never)
    const driving = await fal.storage.upload(await (await fetch(made.json.video.url)).blob())
    const still = await fal.storage.upload(new Blob([new Uint8Array(await makeStill(640, 640))], { type: "image/jpeg" }))
    const endpoint = "fal-ai/kling-video/v2.6/standard/motion-control"
    const { data } = await fal.subscribe(endpoint, {
      input: { image_url: still, video_url: driving, character_orientation: "video", keep_original_sound: false },
      pollInterval: 50,
    })
    expect(data.video).toMatchObject({ width: 720, height: 720, duration: 4 })
    const { json } = await finish((await (await post(endpoint, { image_url: still, video_url: still })).json()) as never)
    expect(json.detail).toMatchObject([{ loc: ["body", "character_orientation"], type: "missing" }])
  })

  it("rehearses lost, doubled, forged, stale and early callbacks", async () => {
    const run = async (name: string) => {
      const receiver = await openReceiver()
      const reply = await post(
        seedance,
        { prompt: `x [[sandbox: ${name}]]`, ...small },
        `?fal_webhook=${encodeURIComponent(receiver.url)}`,
      )
      const arrivedBefore = receiver.received.length
      await finish((await reply.json()) as never)
      return { receiver, arrivedBefore }
    }
    const lost = await run("lost-webhook")
    const doubled = await run("duplicate-webhook")
    await until(() => doubled.receiver.received.length === 2)
    expect(new Set(doubled.receiver.received.map(({ body }) => body)).size).toBe(1)
    const forged = await run("forged-webhook")
    await until(() => forged.receiver.received.length === 2)
    expect(await Promise.all(forged.receiver.received.map(isGenuine))).toEqual([false, true])
    const stale = await run("stale-webhook")
    await until(() => stale.receiver.received.length === 2)
    const ages = stale.receiver.received.map(({ headers, at }) => at / 1000 - Number(headers["x-fal-webhook-timestamp"]))
    expect(ages[0]).toBeGreaterThan(3500)
    expect(ages[1]).toBeLessThan(5)
    expect((await run("early-webhook")).arrivedBefore).toBe(1)
    expect(lost.receiver.received).toEqual([])
    for (const { receiver } of [lost, doubled, forged, stale]) await receiver.close()
  })

  it("rehearses slowness, an answer that does not come, a late callback and a forgotten request", async () => {
    const ask = async (name: string, query = "") =>
      (await (await post(seedance, { prompt: `x [[sandbox: ${name}]]`, ...small }, query)).json()) as {
        status_url: string
        response_url: string
      }
    const start = Date.now()
    await expect(ask("hang-submit=0.5")).rejects.toThrow("fetch failed")
    await finish(await ask("slow=1"))
    expect(Date.now() - start).toBeGreaterThan(1500)
    const receiver = await openReceiver()
    await finish(await ask("late-webhook=1", `?fal_webhook=${encodeURIComponent(receiver.url)}`))
    expect(receiver.received).toHaveLength(0)
    await until(() => receiver.received.length === 1)
    const forgotten = await ask("forget")
    await until(async () => (await fetch(forgotten.status_url, { headers: key })).status === 404)
    await receiver.close()
  })

  it("rehearses spoiled files: expired, truncated, cut off, no video, too long, too small", async () => {
    const run = async (name: string) =>
      (await finish((await (await post(seedance, { prompt: `x [[sandbox: ${name}]]`, ...small })).json()) as never)).json
        .video as { url: string; file_size: number; duration: number; width: number }
    expect((await fetch((await run("expired-link")).url)).status).toBe(404)
    const truncated = await run("truncated-file")
    const bytes = (await (await fetch(truncated.url)).arrayBuffer()).byteLength
    expect(bytes).toBe(Math.floor(truncated.file_size * 0.6))
    const cut = await run("cut-download")
    for (let i = 0; i < 2; i++) await expect(fetch(cut.url).then((reply) => reply.arrayBuffer())).rejects.toThrow()
    expect((await (await fetch(cut.url)).arrayBuffer()).byteLength).toBe(cut.file_size)
    const page = await fetch((await run("not-a-video")).url)
    expect([page.headers.get("content-type"), (await page.text()).slice(0, 9)]).toEqual(["video/mp4", "<!doctype"])
    expect((await run("wrong-length")).duration).toBe(5)
    // Half of 864, which is what Seedance calls 480p.
    expect((await run("wrong-size")).width).toBe(432)
  })

  it("can be told rates and delays, and forget them", async () => {
    const rehearse = (body: unknown) =>
      fetch(`${sandbox.url}/_sandbox/rehearse`, { method: "POST", body: JSON.stringify(body) })
    expect((await rehearse({ vendor: "fal", rates: { "rate-limit-bare": 1 } })).status).toBe(200)
    expect((await post(seedance, { prompt: "rated", ...small })).status).toBe(429)
    expect((await rehearse({ vendor: "fal", reset: true })).status).toBe(200)
    expect((await post(seedance, { prompt: "rated", ...small })).status).toBe(200)
    expect((await rehearse({ vendor: "fal", rates: { explode: 1 } })).status).toBe(400)
  })
})
