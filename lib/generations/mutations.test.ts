import { expect, test } from "vitest"
import { db } from "@/lib/db"
import { createBatch } from "@/lib/generations/mutations"
import { aBatch, anItem, aShot } from "@/lib/jobs/testing"
import { auditLedger, balance, monthSummary } from "@/lib/spend/data"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()

const threeModels = ["fal/veo-3.1", "kling/kling-3.0", "runway/gen-4.5"].map((modelId) =>
  anItem({ modelId, priceMicros: 250_000 }),
)

test("200 presses, each a double click in two tabs, make 200 batches and hold each estimate once", async () => {
  const { access, shotId } = await aShot()
  const presses = Array.from({ length: 200 }, () => aBatch(shotId, { items: threeModels, takesPerModel: 2 }))
  const answers = await Promise.all(presses.flatMap((press) => Array.from({ length: 4 }, () => createBatch(access, press))))

  expect(answers.filter(({ isNew }) => isNew)).toHaveLength(200)
  expect(new Set(answers.map(({ batchId }) => batchId)).size).toBe(200)
  for (let at = 0; at < answers.length; at += 4) {
    const takes = answers.slice(at, at + 4).map(({ takeIds }) => takeIds)
    expect(new Set(takes.map((ids) => ids.join())).size).toBe(1)
    expect(takes[0]).toHaveLength(6)
  }
  const { teamId } = access
  expect(await db().generation.count({ where: { teamId } })).toBe(1200)
  const numbers = await db().take.findMany({ where: { shotId }, orderBy: { number: "asc" }, select: { number: true } })
  expect(numbers.map(({ number }) => number)).toEqual(Array.from({ length: 1200 }, (_, index) => index + 1))
  expect(await db().promptVersion.count({ where: { shotId } })).toBe(1)
  expect(await db().ledgerEntry.count({ where: { teamId } })).toBe(1200)
  expect(await balance(access.teamId, "sandbox")).toEqual({ heldMicros: 1200 * 250_000, chargedMicros: 0 })
  expect(await auditLedger(access.teamId)).toEqual([])
  const jobs = await db().$queryRaw<
    { count: bigint }[]
  >`select count(*) from graphile_worker.jobs where task_identifier = 'submit'`
  expect(jobs[0]?.count).toBe(1200n)
}, 60_000)

test("a new version is made only when words, settings or frames changed since the newest", async () => {
  const { access, shotId } = await aShot()
  const press = aBatch(shotId)
  const first = await createBatch(access, press)
  const same = await createBatch(access, aBatch(shotId))
  const changed = await createBatch(access, aBatch(shotId, { version: { ...press.version, text: "A lamp rises." } }))
  const settings = { ...press.version.settings, seed: 0 }
  const seeded = await createBatch(access, aBatch(shotId, { version: { ...press.version, settings } }))
  const back = await createBatch(access, aBatch(shotId))
  expect([first, same, changed, seeded, back].map(({ version }) => version.number)).toEqual([1, 1, 2, 3, 4])
})

test("presses at the same time do not go over the month's budget together", async () => {
  const { access, shotId } = await aShot({ monthlyBudgetMicros: 1_000_000n })
  const live = anItem({ mode: "live", priceMicros: 300_000 })
  const answers = await Promise.allSettled(
    Array.from({ length: 8 }, () => createBatch(access, aBatch(shotId, { items: [live] }))),
  )
  const refusals = answers.filter((answer) => answer.status === "rejected").map(({ reason }) => reason)
  expect(refusals).toHaveLength(5)
  expect(refusals[0]).toMatchObject({ code: "over_budget" })
  expect(refusals[0].message).toContain("costs $0.30, and $0.90 of this month's budget of $1.00 is spent or held")
  expect(await monthSummary(access.teamId)).toEqual({ heldMicros: 900_000, chargedMicros: 0, budgetMicros: 1_000_000 })
  await createBatch(access, aBatch(shotId, { takesPerModel: 8 }))
})

test("another team's shot, a trashed one and a reviewer's press make nothing", async () => {
  const { access, shotId } = await aShot()
  const other = await aShot()
  await expect(createBatch(other.access, aBatch(shotId))).rejects.toMatchObject({ code: "not_found" })
  await expect(createBatch({ ...access, role: "reviewer" }, aBatch(shotId))).rejects.toMatchObject({ code: "not_allowed" })
  await db().shot.update({ where: { id: shotId }, data: { trashedAt: new Date() } })
  await expect(createBatch(access, aBatch(shotId))).rejects.toMatchObject({ code: "not_found" })
  expect(await db().batch.count({ where: { teamId: { in: [access.teamId, other.access.teamId] } } })).toBe(0)
})
