import { connect } from "node:net"
import { beforeAll, beforeEach, expect, test } from "vitest"
import { db } from "@/lib/db"
import type { BatchItem } from "@/lib/generations/schema"
import { openPresence } from "@/lib/jobs/presence"
import { reconcile } from "@/lib/jobs/reconcile"
import { aGeneration, aRequest, until } from "@/lib/jobs/testing"
import { falSigner, klingHeaders, klingSecret, startFakeVendor, startReceiver } from "@/lib/jobs/testing-http"
import { transition } from "@/lib/jobs/transition"
import { auditLedger } from "@/lib/spend/data"
import { createTestDatabase } from "@/lib/testing/database"
import { encryptSecret } from "@/lib/vendors/cipher"
import { mintToken } from "@/lib/webhooks/callback"

const database = await createTestDatabase()
const fal = falSigner()
const vendor = await startFakeVendor({ "GET /fal/rest/.well-known/jwks.json": () => ({ json: fal.jwks }) })
process.env.SANDBOX_URL = vendor.url
process.env.SANDBOX_WEBHOOK_SECRET = klingSecret

let receiver: { url: string }
beforeAll(async () => {
  receiver = await startReceiver()
})
beforeEach(() => db().$executeRaw`delete from "WebhookRefusal"`)

type Sent = { id: string; token: string; teamId: string; provider: string; jobId: string }

/** A generation whose submit has reached the vendor; `isAccepted` says whether its answer has reached us. */
async function aSent(
  modelId: string,
  { isAccepted = true, ...item }: Partial<BatchItem> & { isAccepted?: boolean } = {},
): Promise<Sent> {
  const { id, access } = await aGeneration({ modelId, request: aRequest({ model: modelId }), priceMicros: 400_000, ...item })
  const { token, hash } = mintToken()
  await transition({ generationId: id, to: "submitting", facts: { callbackTokenHash: hash, hasCallback: true }, via: "submit" })
  const jobId = `job-${id}`
  if (isAccepted) await accept({ id, jobId })
  return { id, token, teamId: access.teamId, provider: modelId.split("/")[0] ?? "", jobId }
}

const accept = ({ id, jobId }: { id: string; jobId: string }) =>
  transition({
    generationId: id,
    to: "running",
    from: ["submitting"],
    facts: { jobRef: { id: jobId }, vendorJobId: jobId },
    next: { task: "check", runAt: new Date(Date.now() + 60_000) },
    via: "submit",
  })

const falOk = (jobId: string) =>
  JSON.stringify({
    request_id: jobId,
    gateway_request_id: jobId,
    status: "OK",
    payload: { video: { url: "https://v3.fal.media/a.mp4" } },
    error: null,
  })
const klingTask = (jobId: string, status: string, changes = {}) =>
  JSON.stringify({
    id: jobId,
    status,
    message: "",
    create_time: 1,
    update_time: 2,
    outputs: status === "succeeded" ? [{ type: "video", id: "v", url: "https://v.klingai.com/a.mp4", duration: "5" }] : [],
    ...changes,
  })

function post(
  sent: Sent,
  body: string,
  headers: Record<string, string>,
  { token = sent.token, id = sent.id, provider = sent.provider } = {},
) {
  const query = new URLSearchParams({ generation: id, token })
  return fetch(`${receiver.url}/api/webhooks/${provider}?${query}`, { method: "POST", body, headers }).then(
    ({ status }) => status,
  )
}

const rowOf = (id: string) => db().generation.findUniqueOrThrow({ where: { id } })
const deliveriesOf = async (id: string) =>
  (await db().webhookDelivery.findMany({ where: { generationId: id }, orderBy: { id: "asc" } })).map(({ outcome }) => outcome)
const waitingJobs = async (id: string) =>
  (
    await db().$queryRaw<{ key: string; isDue: boolean }[]>`
      select key, run_at <= now() as "isDue" from graphile_worker.jobs where key like ${`%:${id}`} order by key`
  ).map(({ key, isDue }) => `${key.split(":")[0]}${isDue ? " now" : " later"}`)
const refusals = () =>
  until(async () => (await db().webhookRefusal.findMany({ select: { reason: true, count: true, teamId: true } })).at(0))

test("a valid callback moves the generation on, holds the ingest job, and its duplicates do nothing", async () => {
  const sent = await aSent("fal/veo3.1")
  const body = falOk(sent.jobId)
  const headers = fal.headersFor(body)
  expect(await Promise.all([post(sent, body, headers), post(sent, body, headers), post(sent, body, headers)])).toEqual([
    204, 204, 204,
  ])
  expect(await post(sent, body, headers)).toBe(204)
  expect(await rowOf(sent.id)).toMatchObject({ status: "ingesting", remoteFiles: [{ url: "https://v3.fal.media/a.mp4" }] })
  expect((await deliveriesOf(sent.id)).filter((outcome) => outcome === "applied")).toHaveLength(1)
  expect(await deliveriesOf(sent.id)).toHaveLength(1)
  expect(await waitingJobs(sent.id)).toContain("ingest now")
})

test("Kling's changes of status in any order have one outcome", async () => {
  const sent = await aSent("kling/kling-3.0")
  for (const status of ["processing", "succeeded", "submitted", "processing"]) {
    const body = klingTask(sent.jobId, status)
    expect(await post(sent, body, klingHeaders(body))).toBe(204)
  }
  const late = klingTask(sent.jobId, "failed", { message: "risk control" })
  expect(await post(sent, late, klingHeaders(late))).toBe(204)
  expect(await rowOf(sent.id)).toMatchObject({ status: "ingesting", failure: null })
  expect(await deliveriesOf(sent.id)).toEqual(["already_done", "applied", "already_done", "already_done", "already_done"])
})

test("a callback that is faster than the answer to our submit stands, and the answer does not undo it", async () => {
  const sent = await aSent("fal/veo3.1", { isAccepted: false })
  const body = falOk(sent.jobId)
  expect(await post(sent, body, fal.headersFor(body))).toBe(204)
  expect(await rowOf(sent.id)).toMatchObject({ status: "ingesting", vendorJobId: sent.jobId, jobRef: null })
  expect(await accept(sent)).toBe(false)
  expect((await rowOf(sent.id)).status).toBe("ingesting")
})

test("a callback with our token finds a generation whose submit was cut off", async () => {
  const [finished, running] = [
    await aSent("fal/veo3.1", { isAccepted: false }),
    await aSent("kling/kling-3.0", { isAccepted: false }),
  ]
  for (const { id } of [finished, running]) {
    await transition({ generationId: id, to: "unknown", facts: { unknownUntil: new Date(Date.now() + 60_000) }, via: "submit" })
  }
  const body = falOk(finished.jobId)
  expect(await post(finished, body, fal.headersFor(body))).toBe(204)
  expect((await rowOf(finished.id)).status).toBe("ingesting")
  const word = klingTask(running.jobId, "processing")
  expect(await post(running, word, klingHeaders(word))).toBe(204)
  expect((await rowOf(running.id)).status).toBe("unknown")
  expect(await waitingJobs(running.id)).toContain("reconcile now")
})

test("a callback that comes after the poller, or after we stopped waiting, is taken as it should be", async () => {
  const polled = await aSent("fal/veo3.1")
  await transition({ generationId: polled.id, to: "ingesting", via: "check" })
  await transition({ generationId: polled.id, to: "succeeded", via: "ingest" })
  const body = falOk(polled.jobId)
  expect(await post(polled, body, fal.headersFor(body))).toBe(204)
  expect((await rowOf(polled.id)).status).toBe("succeeded")
  expect(await deliveriesOf(polled.id)).toEqual(["already_done"])

  const expired = await aSent("fal/veo3.1")
  await transition({ generationId: expired.id, to: "expired", via: "check" })
  const late = falOk(expired.jobId)
  expect(await post(expired, late, fal.headersFor(late))).toBe(204)
  expect((await rowOf(expired.id)).status).toBe("ingesting")
})

test("a refusal and a failure end it, with what the vendor bills", async () => {
  const refused = await aSent("kling/kling-3.0")
  const word = klingTask(refused.jobId, "failed", { message: "Failure to pass the risk control system" })
  await post(refused, word, klingHeaders(word))
  expect(await rowOf(refused.id)).toMatchObject({
    status: "refused",
    failure: { kind: "prompt_refused", charged: null },
    priceActualMicros: 0n,
  })
  const billed = await aSent("kling/kling-3.0")
  const billing = [{ charge_type: "cash", cash_type: "balance", amount: "0.25", currency: "USD" }]
  const failed = klingTask(billed.jobId, "failed", { message: "internal", billing })
  await post(billed, failed, klingHeaders(failed))
  expect(await rowOf(billed.id)).toMatchObject({ status: "failed", failure: { charged: true }, priceActualMicros: 250_000n })
  for (const { teamId } of [refused, billed]) expect(await auditLedger(teamId as never)).toEqual([])
})

const forged: [string, number, string, (sent: Sent) => Promise<number>][] = [
  [
    "stale",
    401,
    "stale",
    (sent) => post(sent, falOk(sent.jobId), fal.headersFor(falOk(sent.jobId), { at: Date.now() - 301_000 })),
  ],
  [
    "from the future",
    401,
    "stale",
    (sent) => post(sent, falOk(sent.jobId), fal.headersFor(falOk(sent.jobId), { at: Date.now() + 330_000 })),
  ],
  [
    "with a tampered body",
    401,
    "bad_signature",
    (sent) => post(sent, falOk(sent.jobId).replace("a.mp4", "b.mp4"), fal.headersFor(falOk(sent.jobId))),
  ],
  [
    "with a tampered header",
    401,
    "bad_signature",
    (sent) => post(sent, falOk(sent.jobId), { ...fal.headersFor(falOk(sent.jobId)), "x-fal-webhook-user-id": "someone" }),
  ],
  [
    "signed with another key",
    401,
    "bad_signature",
    (sent) => post(sent, falOk(sent.jobId), falSigner().headersFor(falOk(sent.jobId))),
  ],
  ["without a signature", 401, "bad_signature", (sent) => post(sent, falOk(sent.jobId), {})],
  ["signed, of another shape", 400, "bad_shape", (sent) => post(sent, "{}", fal.headersFor("{}"))],
  [
    "with a wrong token",
    404,
    "bad_token",
    (sent) => post(sent, falOk(sent.jobId), fal.headersFor(falOk(sent.jobId)), { token: "x".repeat(43) }),
  ],
  [
    "without a token",
    404,
    "bad_token",
    (sent) => post(sent, falOk(sent.jobId), fal.headersFor(falOk(sent.jobId)), { token: "" }),
  ],
  [
    "about an unknown generation",
    404,
    "unknown_generation",
    (sent) => post(sent, falOk(sent.jobId), fal.headersFor(falOk(sent.jobId)), { id: "0198c0de-0000-7000-8000-000000000000" }),
  ],
  [
    "about no generation",
    404,
    "unknown_generation",
    (sent) => post(sent, falOk(sent.jobId), fal.headersFor(falOk(sent.jobId)), { id: "' or 1=1" }),
  ],
  ["about another job", 404, "unknown_generation", (sent) => post(sent, falOk("other"), fal.headersFor(falOk("other")))],
  [
    "at another vendor's address",
    404,
    "unknown_generation",
    (sent) => post(sent, falOk(sent.jobId), fal.headersFor(falOk(sent.jobId)), { provider: "kling" }),
  ],
]
test.each(forged)("a callback %s is refused with %i, changes nothing and is counted as %s", async (_, status, reason, send) => {
  const sent = await aSent("fal/veo3.1")
  const before = await rowOf(sent.id)
  expect(await send(sent)).toBe(status)
  expect(await rowOf(sent.id)).toEqual(before)
  expect(await deliveriesOf(sent.id)).toEqual([])
  expect(await waitingJobs(sent.id)).toEqual(["check later", "submit now"])
  expect(await refusals()).toMatchObject({ reason, count: 1 })
})

test("a vendor that does not exist, and one without callbacks, have no address", async () => {
  const sent = await aSent("runway/gen4.5")
  expect(await post(sent, "{}", {})).toBe(404)
  expect(await post(sent, "{}", {}, { provider: "sora" })).toBe(404)
})

test("10 MB are refused before they are read, announced or not", async () => {
  const sent = await aSent("fal/veo3.1")
  const { hostname, port } = new URL(receiver.url)
  const path = `/api/webhooks/fal?generation=${sent.id}&token=${sent.token}`
  for (const framing of ["content-length: 10000000", "transfer-encoding: chunked"]) {
    const answer = await new Promise<{ text: string; written: number }>((resolve, reject) => {
      let written = 0
      let text = ""
      const socket = connect(Number(port), hostname, () => {
        socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\n${framing}\r\n\r\n`)
        const chunk = `${(50_000).toString(16)}\r\n${"x".repeat(50_000)}\r\n`
        const more = () => {
          if (text || written >= 10_000_000) return
          written += 50_000
          socket.write(framing.startsWith("transfer") ? chunk : "x".repeat(50_000), () => setTimeout(more, 1))
        }
        if (framing.startsWith("transfer")) more()
      })
      socket.on("data", (data) => {
        text += data
        socket.destroy()
        resolve({ text, written })
      })
      socket.on("error", reject)
    })
    expect(answer.text).toMatch(/^HTTP\/1.1 413/)
    expect(answer.written).toBeLessThan(5_000_000)
  }
  expect((await rowOf(sent.id)).status).toBe("running")
})

test("without a secret of Kling's, what it posts is only a hint to look, once per state", async () => {
  const sent = await aSent("kling/kling-3.0", { mode: "live" })
  const secret = JSON.stringify({ apiKey: "key-1234567890" })
  const secretCipher = encryptSecret(
    secret,
    { teamId: sent.teamId, provider: "kling", field: "secret" },
    process.env.ENCRYPTION_KEY ?? "",
  )
  await db().vendorCredential.create({ data: { teamId: sent.teamId, provider: "kling", mode: "live", secretCipher } })
  expect(await waitingJobs(sent.id)).toContain("check later")
  const body = klingTask(sent.jobId, "succeeded")
  expect(await post(sent, body, {})).toBe(204)
  expect(await post(sent, body, {})).toBe(204)
  expect(await rowOf(sent.id)).toMatchObject({ status: "running", remoteFiles: null })
  expect(await deliveriesOf(sent.id)).toEqual(["reread"])
  expect(await waitingJobs(sent.id)).toContain("check now")
})

test("when the fault is ours the vendor is asked to come again", async () => {
  const sent = await aSent("kling/kling-3.0", { mode: "live" })
  const body = klingTask(sent.jobId, "succeeded")
  expect(await post(sent, body, klingHeaders(body))).toBe(503)
  expect((await rowOf(sent.id)).status).toBe("running")
})

test("a cut-off job that cannot be looked up is found by the id that its callback names, if the vendor knows that by our key", async () => {
  const request = aRequest({ model: "gemini/gemini-omni-1.2-flash" })
  const cutOff = async () => {
    const sent = await aSent("gemini/gemini-omni-1.2-flash", { isAccepted: false, request })
    const facts = { unknownUntil: new Date(Date.now() + 60_000) }
    await transition({ generationId: sent.id, to: "unknown", facts, via: "submit" })
    return sent
  }
  const [mine, other] = [await cutOff(), await cutOff()]
  const notice = JSON.stringify({ type: "interaction.completed", data: { id: mine.jobId } })
  vendor.handlers[`GET /gemini/v1beta/interactions/${mine.jobId}`] = () => ({
    json: { id: mine.jobId, status: "in_progress", steps: [] },
  })
  const presence = await openPresence(database.url, () => {})
  const work = { presence, signal: new AbortController().signal }
  expect(await post(mine, notice, klingHeaders(notice))).toBe(204)
  await reconcile(mine.id, work)
  expect(await rowOf(mine.id)).toMatchObject({ status: "running", vendorJobId: mine.jobId, jobRef: { id: mine.jobId } })
  const strange = JSON.stringify({ type: "interaction.completed", data: { id: "of-a-stranger" } })
  await post(other, strange, klingHeaders(strange))
  await reconcile(other.id, work)
  expect((await rowOf(other.id)).status).toBe("unknown")
  await presence.close()
})

/** A team that has registered its own address at OpenAI, with the secret that signs what comes there. */
async function aRegistered(secret: string | null) {
  const sent = await aSent("openai/sora-2", { mode: "live" })
  const place = { teamId: sent.teamId, provider: "openai" }
  const seal = (text: string, field: "secret" | "webhookSecret") =>
    encryptSecret(text, { ...place, field }, process.env.ENCRYPTION_KEY ?? "")
  const secretCipher = seal(JSON.stringify({ apiKey: "sk-1234567890" }), "secret")
  const webhookSecretCipher = secret && seal(secret, "webhookSecret")
  await db().vendorCredential.create({ data: { ...place, mode: "live", secretCipher, webhookSecretCipher } })
  const tell = (jobId: string, headersOf = klingHeaders, team = sent.teamId) => {
    const body = JSON.stringify({ type: "video.completed", data: { id: jobId } })
    const url = `${receiver.url}/api/webhooks/openai?${new URLSearchParams({ team })}`
    return fetch(url, { method: "POST", body, headers: headersOf(body) }).then(({ status }) => status)
  }
  return { sent, tell }
}

test("at a team's own address the signature alone is the proof, and the job is looked at again, once", async () => {
  const { sent, tell } = await aRegistered(klingSecret)
  expect(await tell(sent.jobId)).toBe(204)
  expect(await deliveriesOf(sent.id)).toEqual(["reread"])
  expect(await waitingJobs(sent.id)).toContain("check now")
  expect((await rowOf(sent.id)).status).toBe("running")
})

test("there nothing is believed without a signature or a secret, nor about another team's job", async () => {
  const { sent, tell } = await aRegistered(klingSecret)
  const [other, without] = [await aRegistered(klingSecret), await aRegistered(null)]
  const unsigned = () => ({}) as ReturnType<typeof klingHeaders>
  expect(await tell(sent.jobId, unsigned)).toBe(401)
  expect(await tell(other.sent.jobId)).toBe(404)
  expect(await tell("a-job-of-nobody")).toBe(404)
  expect(await tell(sent.jobId, klingHeaders, "not-a-team")).toBe(404)
  expect(await without.tell(without.sent.jobId)).toBe(401)
  for (const { id } of [sent, other.sent, without.sent]) expect(await deliveriesOf(id)).toEqual([])
})
