import { afterAll, beforeAll, expect, test } from "vitest"
import { db } from "@/lib/db"
import { openPresence, type Presence } from "@/lib/jobs/presence"
import { reconcile } from "@/lib/jobs/reconcile"
import { submit } from "@/lib/jobs/submit"
import { aGeneration, aRequest } from "@/lib/jobs/testing"
import { startFakeVendor } from "@/lib/jobs/testing-http"
import { transition } from "@/lib/jobs/transition"
import type { Work } from "@/lib/jobs/work"
import { auditLedger } from "@/lib/spend/data"
import { createTestDatabase } from "@/lib/testing/database"
import { isToken } from "@/lib/webhooks/callback"

const database = await createTestDatabase()
const vendor = await startFakeVendor()
process.env.SANDBOX_URL = vendor.url
process.env.INTERNAL_URL = "http://127.0.0.1:1"

let presence: Presence
let work: Work
beforeAll(async () => {
  presence = await openPresence(database.url, () => {})
  work = { presence, signal: new AbortController().signal }
})
afterAll(() => presence.close())

const post = "POST /kling/text-to-video"
const accepted = (id: string) => ({ json: { code: 0, message: "", data: { id, status: "submitted" } } })
const refused = (status: number, code: number, headers = {}) => ({
  status,
  headers,
  json: { code, message: "no", request_id: "r" },
})
const rowOf = (id: string) => db().generation.findUniqueOrThrow({ where: { id } })
const jobsOf = async (id: string) =>
  (
    await db().$queryRaw<{ task: string; seconds: number }[]>`
      select task_identifier as task, extract(epoch from run_at - now())::float8 as seconds from graphile_worker.jobs where key like ${`%:${id}`}`
  ).filter(({ task, seconds }) => task !== "submit" || seconds > 0.1)
const sentFor = (id: string) => vendor.requests.filter(({ body }) => body.includes(id))

test("an accepted submit runs, with its reference, its next look, and a callback that only its token opens", async () => {
  const { id } = await aGeneration()
  vendor.handlers[post] = () => accepted("k1")
  // However often the job runs and in however many workers, the vendor is asked once.
  await Promise.all([submit(id, work), submit(id, work), submit(id, work)])
  await submit(id, work)
  const row = await rowOf(id)
  expect(row).toMatchObject({
    status: "running",
    jobRef: { id: "k1" },
    vendorJobId: "k1",
    hasCallback: true,
    submitAttempts: 1,
  })
  expect(await jobsOf(id)).toMatchObject([{ task: "check" }])
  expect(sentFor(id)).toHaveLength(1)
  const body = JSON.parse(sentFor(id)[0]?.body.toString() ?? "")
  expect(body.options.external_task_id).toBe(id)
  const callback = new URL(body.options.callback_url)
  expect(callback.pathname).toBe("/api/webhooks/kling")
  expect(callback.searchParams.get("generation")).toBe(id)
  const token = callback.searchParams.get("token") ?? ""
  expect(isToken(token, row.callbackTokenHash)).toBe(true)
  expect(isToken(`${token}x`, row.callbackTokenHash)).toBe(false)
  expect(isToken("", "")).toBe(false)
})

test("a busy vendor is asked again later, as it says, and its refusal costs nothing", async () => {
  const { id, access } = await aGeneration()
  vendor.handlers[post] = () => refused(429, 1303, { "retry-after": "7" })
  await submit(id, work)
  expect(await rowOf(id)).toMatchObject({ status: "queued", submitAttempts: 1 })
  const [again] = await jobsOf(id)
  expect(again?.seconds).toBeGreaterThan(6)
  await submit(id, work)
  expect(sentFor(id)).toHaveLength(1)
  await db().lane.updateMany({ data: { pausedUntil: new Date(0) } })
  await db().generation.update({ where: { id }, data: { submitAttempts: 30 } })
  await submit(id, work)
  expect(await rowOf(id)).toMatchObject({
    status: "failed",
    failure: { kind: "rate_limited", charged: false },
    priceActualMicros: 0n,
  })
  expect(await auditLedger(access.teamId)).toEqual([])
})

test.each([
  [401, 1002, "failed", "auth"],
  [429, 1102, "failed", "credit"],
  [400, 1201, "failed", "invalid_request"],
  [400, 1301, "refused", "prompt_refused"],
])(
  "a definite refusal (HTTP %i, code %i) ends it as %s, %s, not charged, and is not repeated",
  async (status, code, end, kind) => {
    const { id, access } = await aGeneration()
    vendor.handlers[post] = () => refused(status, code)
    await submit(id, work)
    expect(await rowOf(id)).toMatchObject({ status: end, failure: { kind, charged: false }, priceActualMicros: 0n })
    expect(await jobsOf(id)).toEqual([])
    expect(sentFor(id)).toHaveLength(1)
    expect(await auditLedger(access.teamId)).toEqual([])
  },
)

test("a submit that was cut off is unknown, is never sent again, and is found by our own key", async () => {
  const { id } = await aGeneration()
  vendor.handlers[post] = () => "cut"
  await submit(id, work)
  expect(await rowOf(id)).toMatchObject({ status: "unknown", jobRef: null })
  expect(await jobsOf(id)).toMatchObject([{ task: "reconcile" }])
  await submit(id, work)
  expect(sentFor(id)).toHaveLength(1)
  vendor.handlers["GET /kling/tasks"] = ({ query }) => ({
    json: { code: 0, data: [{ id: "k2", status: "processing", external_id: query.get("external_task_ids") }] },
  })
  await reconcile(id, work)
  expect(await rowOf(id)).toMatchObject({ status: "running", jobRef: { id: "k2" } })
})

test("a submit whose worker was killed is unknown; a vendor that surely has none lets it end, not charged", async () => {
  const { id, access } = await aGeneration()
  await transition({ generationId: id, to: "submitting", via: "submit" })
  await submit(id, work)
  expect(sentFor(id)).toHaveLength(0)
  expect((await rowOf(id)).status).toBe("unknown")
  vendor.handlers["GET /kling/tasks"] = () => ({ json: { code: 0, data: [] } })
  await reconcile(id, work)
  // It may still be on its way.
  expect((await rowOf(id)).status).toBe("unknown")
  await db().generation.update({ where: { id }, data: { unknownAt: new Date(Date.now() - 60_000) } })
  await reconcile(id, work)
  expect(await rowOf(id)).toMatchObject({ status: "failed", failure: { kind: "not_sent", charged: false } })
  expect(await auditLedger(access.teamId)).toEqual([])
})

test("a vendor that cannot be asked stays unknown until its time, and then waits for the person", async () => {
  const { id } = await aGeneration({
    modelId: "runway/gen4.5",
    request: aRequest({ model: "runway/gen4.5", durationSeconds: 5 }),
  })
  vendor.handlers["POST /runway"] = () => "cut"
  await submit(id, work)
  const { unknownUntil } = await rowOf(id)
  expect((unknownUntil?.getTime() ?? 0) - Date.now()).toBeGreaterThan(500_000)
  await reconcile(id, work)
  const [last] = await jobsOf(id)
  expect(last?.seconds).toBeGreaterThan(500)
  await db().generation.update({ where: { id }, data: { unknownUntil: new Date(Date.now() - 1000) } })
  await reconcile(id, work)
  expect((await rowOf(id)).status).toBe("unknown")
  expect(vendor.count("POST /runway")).toBe(1)
})

test("a team whose key was removed sends nothing, and what was made for the sandbox never goes to a live vendor", async () => {
  const { id } = await aGeneration({ mode: "live" })
  await submit(id, work)
  expect(await rowOf(id)).toMatchObject({ status: "failed", failure: { kind: "auth" } })
  expect(sentFor(id)).toHaveLength(0)
})

test("a request whose picture is gone ends before anything is sent", async () => {
  const firstFrame = {
    clipId: "0198c0de-0000-7000-8000-000000000000",
    sha256: "",
    mime: "image/png",
    width: 1,
    height: 1,
    bytes: 1,
  }
  const { id } = await aGeneration({ request: aRequest({ firstFrame }) })
  await submit(id, work)
  expect(await rowOf(id)).toMatchObject({
    status: "failed",
    submitAttempts: 0,
    failure: { kind: "invalid_request", charged: false },
  })
})
