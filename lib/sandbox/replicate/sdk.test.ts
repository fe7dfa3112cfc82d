import Replicate, { type Prediction, validateWebhook } from "replicate"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { listJobs, makeStill, openReceiver, openTestSandbox, type Received, until } from "@/lib/sandbox/testing/harness"

let sandbox: Awaited<ReturnType<typeof openTestSandbox>>
beforeAll(async () => {
  sandbox = await openTestSandbox()
})
afterAll(() => sandbox.dispose())

/** The SDK as it comes, but for its address. */
const client = (auth = "sandbox-team") => new Replicate({ auth, baseUrl: `${sandbox.url}/replicate/v1` })

const model = "bytedance/seedance-1-lite"
const small = { prompt: "A paper boat", duration: 4, resolution: "480p" }
const end = (replicate: Replicate, prediction: Prediction) => replicate.wait(prediction, { interval: 30 })

/** Every field that the SDK's type promises, by its compiler's word. */
const promised = {
  id: true,
  status: true,
  model: true,
  version: true,
  input: true,
  source: true,
  data_removed: true,
  created_at: true,
  urls: true,
} as const satisfies { [Field in keyof Prediction as undefined extends Prediction[Field] ? never : Field]: true }

describe("Replicate's own SDK", { timeout: 30_000 }, () => {
  it("uploads a first frame, makes a clip, waits for it and fetches it", async () => {
    const replicate = client("sandbox-one")
    const still = new File([new Uint8Array(await makeStill(864, 480))], "still.jpeg", { type: "image/jpeg" })
    const file = await replicate.files.create(still, { shot: 1 })
    expect(file).toMatchObject({ content_type: "image/jpeg", metadata: { shot: 1 }, size: still.size })
    expect(await replicate.files.get(file.id)).toEqual(file)
    const made = await replicate.predictions.create({ model, input: { ...small, image: file.urls.get } })
    expect(made).toMatchObject({ status: "starting", model, version: "hidden", data_removed: false, source: "api" })
    const done = await end(replicate, made)
    for (const seen of [made, done]) expect(Object.keys(seen)).toEqual(expect.arrayContaining(Object.keys(promised)))
    expect(done).toMatchObject({ status: "succeeded", error: null })
    const clip = await fetch(String(done.output))
    expect(clip.headers.get("content-type")).toBe("video/mp4")
    expect(Buffer.from(await clip.arrayBuffer()).toString("latin1", 4, 8)).toBe("ftyp")
    expect((await replicate.predictions.list()).results.map(({ id }) => id)).toEqual([made.id])
    expect(await replicate.files.delete(file.id)).toBe(true)
    await expect(replicate.files.get(file.id)).rejects.toThrow("404")
  })

  it("cancels what runs, and is told of a failure in the prediction", async () => {
    const replicate = client("sandbox-two")
    const hanging = await replicate.predictions.create({ model, input: { ...small, prompt: "x [[sandbox: hang]]" } })
    expect(await replicate.predictions.cancel(hanging.id)).toMatchObject({ id: hanging.id, status: "canceled" })
    const refused = await replicate.predictions.create({ model, input: { ...small, prompt: "x [[sandbox: refuse-output]]" } })
    await expect(end(replicate, refused)).rejects.toThrow("flagged as sensitive")
  })

  it("believes a callback that is signed with the account's secret, and no forged one", async () => {
    const replicate = client("sandbox-three")
    const receiver = await openReceiver()
    const made = await replicate.predictions.create({
      model,
      input: { ...small, prompt: "A boat [[sandbox: fail, forged-webhook]]" },
      webhook: `${receiver.url}?mark=1`,
      webhook_events_filter: ["completed"],
    })
    const { key } = await replicate.webhooks.default.secret.get()
    const received = await until(() => receiver.received.length === 2 && receiver.received)
    const judge = ({ headers, body }: Received) =>
      validateWebhook({
        id: String(headers["webhook-id"]),
        timestamp: String(headers["webhook-timestamp"]),
        signature: String(headers["webhook-signature"]),
        body,
        secret: key,
      })
    expect(await Promise.all(received.map(judge))).toEqual([false, true])
    expect(JSON.parse(received[1]?.body ?? "")).toMatchObject({
      id: made.id,
      status: "failed",
      webhook_events_filter: ["completed"],
    })
    await receiver.close()
  })

  it("is told what is wrong with an input, a model and a key", async () => {
    const replicate = client()
    const ask = (input: object, name = model) => replicate.predictions.create({ model: name, input })
    await expect(ask({ ...small, duration: 30 })).rejects.toThrow("input.duration")
    await expect(ask({ ...small, cfg_scale: 1 })).rejects.toThrow("422")
    await expect(ask(small, "nobody/nothing")).rejects.toThrow("404")
    await expect(client("r8_live").accounts.current()).rejects.toThrow("401")
    expect(await replicate.accounts.current()).toMatchObject({ username: "sandbox" })
  })

  it("is, left to itself, one that pays twice: it repeats a POST whose answer was cut off", async () => {
    const prompt = "x [[sandbox: hang, cut-after]]"
    await expect(client("sandbox-four").predictions.create({ model, input: { ...small, prompt } })).rejects.toThrow()
    const jobs = (await listJobs(sandbox.url)).filter(({ request }) => JSON.stringify(request).includes("cut-after"))
    expect(jobs.length).toBeGreaterThan(1)
  })
})
