import { randomUUIDv7 } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { db } from "@/lib/db"
import { openPresence, type Presence } from "@/lib/jobs/presence"
import { reconcile } from "@/lib/jobs/reconcile"
import { submit } from "@/lib/jobs/submit"
import { aShot } from "@/lib/jobs/testing"
import { startFakeVendor } from "@/lib/jobs/testing-http"
import type { Work } from "@/lib/jobs/work"
import { listMadeFrames } from "@/lib/made-frames/data"
import { makeFrames } from "@/lib/made-frames/mutations"
import { makeFramesInput } from "@/lib/made-frames/schema"
import { auditLedger } from "@/lib/spend/data"
import { createTestDatabase } from "@/lib/testing/database"

const database = await createTestDatabase()
const vendor = await startFakeVendor()
process.env.SANDBOX_URL = vendor.url

let presence: Presence
let work: Work
beforeAll(async () => {
  presence = await openPresence(database.url, () => {})
  work = { presence, signal: new AbortController().signal }
})
afterAll(() => presence.close())

const ask = (shotId: string, changes: Record<string, unknown> = {}) =>
  makeFramesInput.parse({
    ...{ shotId, submitKey: randomUUIDv7(), modelId: "openai/gpt-image-2", prompt: "A lamp.", aspectRatio: "1:1" },
    ...{ size: "1k", count: 1, withReferences: false, shown: { mode: "sandbox", micros: 0 }, ...changes },
  })

test("one press makes once, however often it arrives", async () => {
  const { access, shotId } = await aShot()
  const input = ask(shotId)
  const answers = await Promise.all([makeFrames(access, input), makeFrames(access, input)])
  expect(await makeFrames(access, input)).toEqual(answers[0])
  expect(answers[1]).toEqual(answers[0])
  expect(await db().generation.count({ where: { shotId } })).toBe(1)
  expect(await auditLedger(access.teamId)).toEqual([])
})

test("another team's shot, and a price that was not shown, make nothing", async () => {
  const [mine, theirs] = await Promise.all([aShot(), aShot()])
  await expect(makeFrames(mine.access, ask(theirs.shotId))).rejects.toMatchObject({ code: "not_found" })
  const dear = ask(mine.shotId, { shown: { mode: "live", micros: 1 } })
  await expect(makeFrames(mine.access, dear)).rejects.toMatchObject({ code: "conflict" })
  expect(await db().generation.count({ where: { shotId: { in: [mine.shotId, theirs.shotId] } } })).toBe(0)
})

test("stills whose answer was lost are not sent again, and at their time what is held for them is let go", async () => {
  const { access, shotId } = await aShot()
  const { generationId: id } = await makeFrames(access, ask(shotId))
  vendor.handlers["POST /openai/v1/images"] = () => "cut"
  await submit(id, work)
  await submit(id, work)
  expect(await listMadeFrames(access.teamId, shotId)).toMatchObject([{ state: "unknown" }])
  await db().generation.update({ where: { id }, data: { unknownUntil: new Date(Date.now() - 1000) } })
  await reconcile(id, work)
  expect(await listMadeFrames(access.teamId, shotId)).toMatchObject([
    { state: "failed", failure: expect.stringContaining("console of OpenAI") },
  ])
  expect(vendor.count("POST /openai/v1/images")).toBe(1)
  expect(await auditLedger(access.teamId)).toEqual([])
  expect(await db().ledgerEntry.aggregate({ where: { generationId: id }, _sum: { heldMicros: true } })).toMatchObject({
    _sum: { heldMicros: 0n },
  })
})
