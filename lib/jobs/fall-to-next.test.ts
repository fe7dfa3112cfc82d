import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { db } from "@/lib/db"
import { createBatch } from "@/lib/generations/mutations"
import type { AutoChoice } from "@/lib/generations/schema"
import { sendWaitingOn } from "@/lib/jobs/fall-to-next"
import { openPresence, type Presence } from "@/lib/jobs/presence"
import { submit } from "@/lib/jobs/submit"
import { submitAgain } from "@/lib/jobs/submit-again"
import { aBatch, anItem, aRequest, aShot } from "@/lib/jobs/testing"
import { startFakeVendor } from "@/lib/jobs/testing-http"
import { freePort } from "@/lib/jobs/testing-process"
import type { Work } from "@/lib/jobs/work"
import { failuresUntilDown } from "@/lib/lanes/rules"
import { policyFacts } from "@/lib/policies/data"
import { requireVendor } from "@/lib/providers/vendors"
import { auditLedger, balance } from "@/lib/spend/data"
import { createTestDatabase } from "@/lib/testing/database"

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
const refused = (status: number, code: number) => ({
  status,
  headers: { "retry-after": "1" },
  json: { code, message: "no", request_id: "r" },
})
const noCredit = () => refused(429, 1102)
beforeEach(() => {
  vendor.handlers[post] = noCredit
})

const next = anItem({ modelId: "runway/gen4.5", priceMicros: 250_000, request: aRequest({ model: "runway/gen4.5" }) })
const last = anItem({ modelId: "fal/veo-3.1", priceMicros: 600_000, request: aRequest({ model: "fal/veo-3.1" }) })
const auto: AutoChoice = { policy: "cheapest", why: "Cheapest that can do it: $0.42.", rest: [next, last] }

/** A generation at Kling that a policy chose, and how to find what it fell to. */
async function chosen(choice: AutoChoice | null = auto, budget: { monthlyBudgetMicros?: bigint } = {}, takesPerModel = 1) {
  const { access, shotId } = await aShot(budget)
  const item = choice ? anItem({ auto: choice }) : anItem()
  const { generationIds, batchId } = await createBatch(access, aBatch(shotId, { items: [item], takesPerModel }))
  const id = generationIds[0] ?? ""
  const rowOf = () => db().generation.findUniqueOrThrow({ where: { id } })
  const nextOf = () => db().generation.findUnique({ where: { retryOfId: id }, include: { take: true } })
  return { access, id, batchId, rowOf, nextOf }
}

test("without credit it goes on at the next model: held, numbered, in the same batch, and both takes say so", async () => {
  const { access, id, batchId, rowOf, nextOf } = await chosen()
  await submit(id, work)
  expect(await rowOf()).toMatchObject({
    status: "failed",
    failure: {
      kind: "credit",
      charged: false,
      message: "Kling had no credit. Sent to Gen-4.5 instead.",
      sentTo: "Gen-4.5",
    },
  })
  const made = await nextOf()
  expect(made).toMatchObject({
    batchId,
    status: "queued",
    provider: "runway",
    model: "runway/gen4.5",
    mode: "sandbox",
    priceEstimateMicros: 250_000n,
    request: { model: "runway/gen4.5", prompt: "A lamp falls." },
    auto: { policy: "cheapest", why: "Kling had no credit, sent to Gen-4.5." },
    autoRest: [{ modelId: "fal/veo-3.1" }],
    take: { number: 2 },
  })
  expect(made?.requestHash).toMatch(/^[0-9a-f]{64}$/)
  expect(await auditLedger(access.teamId)).toEqual([])
  expect((await balance(access.teamId, "sandbox")).heldMicros).toBe(250_000)
  const jobs = await db().$queryRaw`select 1 from graphile_worker.jobs where key = ${`submit:${made?.id}`}`
  expect(jobs).toHaveLength(1)
})

test("however often the same end is worked, there is one next generation, and asking again by hand finds that one", async () => {
  const { access, id, nextOf } = await chosen()
  await Promise.all([submit(id, work), submit(id, work)])
  await submit(id, work)
  const made = await nextOf()
  expect(await db().generation.count({ where: { teamId: access.teamId } })).toBe(2)
  expect(await submitAgain(access.teamId, id, access.user.id)).toMatchObject({ generationId: made?.id, isNew: false })
})

test.each([
  [401, 1002, "Kling did not accept the key. Sent to Gen-4.5 instead."],
  [429, 1303, "Kling took no more work. Sent to Gen-4.5 instead."],
])(
  "HTTP %i is the vendor's trouble, and the next one is asked once it is not tried any more",
  async (status, code, message) => {
    const { id, rowOf, nextOf } = await chosen()
    vendor.handlers[post] = () => refused(status, code)
    await db().generation.update({ where: { id }, data: { submitAttempts: 30 } })
    await submit(id, work)
    expect(await rowOf()).toMatchObject({ status: "failed", failure: { message } })
    expect(await nextOf()).not.toBeNull()
  },
)

test("a vendor that is down is not waited for: the next one is asked at once, where there is one", async () => {
  const kling = requireVendor("kling")
  const { sandboxUrls } = kling
  // Nobody listens there: the connection is refused, so it surely was not taken.
  const port = await freePort()
  kling.sandboxUrls = () => ({ api: `http://127.0.0.1:${port}` })
  const withNext = await chosen(auto, {}, 3)
  const byHand = await chosen(null, {}, 2)
  for (const { access, id } of [withNext, byHand]) {
    const lane = { teamId: access.teamId, provider: "kling", mode: "sandbox", model: "" } as const
    await db().lane.create({ data: { ...lane, failuresInRow: failuresUntilDown - 1 } })
    await submit(id, work)
  }
  kling.sandboxUrls = sandboxUrls
  expect(await withNext.rowOf()).toMatchObject({
    status: "failed",
    failure: { message: "Kling could not be reached. Sent to Gen-4.5 instead." },
  })
  const rowsOf = ({ access: { teamId } }: typeof withNext) =>
    db().generation.groupBy({ by: ["provider", "status"], where: { teamId }, _count: true, orderBy: { provider: "asc" } })
  // Those that had not been sent yet too.
  expect(await rowsOf(withNext)).toEqual([
    { provider: "kling", status: "failed", _count: 3 },
    { provider: "runway", status: "queued", _count: 3 },
  ])
  expect(await rowsOf(byHand)).toEqual([{ provider: "kling", status: "queued", _count: 2 }])
  expect(await auditLedger(withNext.access.teamId)).toEqual([])
  // From now on policies pass it over.
  expect((await policyFacts(withNext.access.teamId, {}, [])).down).toEqual(["kling"])
})

test.each([
  [400, 1301, "refused"],
  [400, 1201, "failed"],
])("HTTP 400 (code %i) is about the request: it ends there", async (status, code, end) => {
  const { id, rowOf, nextOf } = await chosen()
  vendor.handlers[post] = () => refused(status, code)
  await submit(id, work)
  expect(await rowOf()).toMatchObject({ status: end })
  expect(await nextOf()).toBeNull()
})

test("a submit that was cut off is never sent on: the vendor may have taken it", async () => {
  const { id, rowOf, nextOf } = await chosen()
  vendor.handlers[post] = () => "cut"
  await submit(id, work)
  expect(await rowOf()).toMatchObject({ status: "unknown" })
  expect(await nextOf()).toBeNull()
})

test("what a person ticked, what a person cancels, and the last of a list end where they are", async () => {
  const byHand = await chosen(null)
  const asked = await chosen()
  await db().generation.update({ where: { id: asked.id }, data: { cancelRequestedAt: new Date() } })
  const atEnd = await chosen({ ...auto, rest: [] })
  for (const { id, rowOf, nextOf } of [byHand, asked, atEnd]) {
    await submit(id, work)
    expect(await rowOf()).toMatchObject({ status: "failed", failure: { kind: "credit" } })
    expect(await nextOf()).toBeNull()
  }
})

test("a next model that would go over the month's budget is not asked, and the take says so", async () => {
  const dear = { ...next, mode: "live" as const, priceMicros: 900_000 }
  const { access, id, rowOf, nextOf } = await chosen({ ...auto, rest: [dear] }, { monthlyBudgetMicros: 500_000n })
  await db().vendorCredential.create({ data: { teamId: access.teamId, provider: "runway", mode: "live" } })
  await submit(id, work)
  expect((await rowOf()).failure).toMatchObject({
    message: expect.stringMatching(/no credit left.*over this month’s budget\.$/),
  })
  expect(await nextOf()).toBeNull()
  expect(await auditLedger(access.teamId)).toEqual([])
})

test("a vendor that was switched to the sandbox since the press is passed over, and nothing is paid there", async () => {
  const paid = { ...last, modelId: "fal/veo3.1", mode: "live" as const }
  const { id, nextOf } = await chosen({ ...auto, rest: [paid, next] })
  await submit(id, work)
  expect(await nextOf()).toMatchObject({ model: "runway/gen4.5", mode: "sandbox" })
})

test("what waits in line at a vendor that goes down goes on, but not the rest of a press that a person is asked about", async () => {
  const { access, id, batchId, rowOf, nextOf } = await chosen()
  const { shotId } = await rowOf()
  const hold = { batchId, provider: "kling", kind: "credit", teamId: access.teamId, shotId }
  await db().batchHold.create({ data: hold })
  await sendWaitingOn({ teamId: access.teamId, provider: "kling", mode: "sandbox" })
  expect((await rowOf()).status).toBe("queued")
  await db().batchHold.updateMany({ where: { batchId }, data: { decidedAt: new Date(), decision: "send" } })
  await sendWaitingOn({ teamId: access.teamId, provider: "kling", mode: "sandbox" })
  expect((await rowOf()).status).toBe("failed")
  expect(await nextOf()).toMatchObject({ model: "runway/gen4.5", retryOfId: id })
})
