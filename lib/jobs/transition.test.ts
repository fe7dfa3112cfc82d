import { globSync, readFileSync } from "node:fs"
import fc from "fast-check"
import { expect, test } from "vitest"
import { db } from "@/lib/db"
import { GenerationStatus } from "@/lib/generated/prisma/enums"
import { allowedFrom, isTerminal } from "@/lib/generations/rules"
import { aGeneration } from "@/lib/jobs/testing"
import { type Move, transition } from "@/lib/jobs/transition"
import { auditLedger, balance } from "@/lib/spend/data"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()

const statusOf = async (id: string) =>
  (await db().generation.findUniqueOrThrow({ where: { id }, select: { status: true } })).status

test("a move books money, files, job, delivery and times together, and only once", async () => {
  const { id, access } = await aGeneration({ priceMicros: 300_000 })
  const begin: Move = { generationId: id, to: "submitting", via: "submit", facts: { callbackTokenHash: "abc" } }
  expect(await Promise.all([transition(begin), transition(begin), transition(begin)])).toEqual(
    expect.arrayContaining([true, false, false]),
  )
  const runAt = new Date(Date.now() + 60_000)
  const delivery = { provider: "kling", deliveryId: "d1" }
  expect(
    await transition({
      generationId: id,
      to: "running",
      facts: { jobRef: { task: "t1" }, vendorJobId: "t1", progress: 0 },
      next: { task: "check", runAt },
      delivery,
      via: "submit",
    }),
  ).toBe(true)
  const row = await db().generation.findUniqueOrThrow({ where: { id } })
  expect(row).toMatchObject({ status: "running", jobRef: { task: "t1" }, vendorJobId: "t1", progress: 0, submitAttempts: 1 })
  expect(row.acceptedAt).toEqual(row.runningAt)
  const jobs = await db()
    .$queryRaw`select task_identifier as task, key, run_at as "runAt" from graphile_worker.jobs where task_identifier = 'check'`
  expect(jobs).toEqual([{ task: "check", key: `check:${id}`, runAt }])
  expect(await db().webhookDelivery.findMany({ select: { deliveryId: true, outcome: true, generationId: true } })).toEqual([
    { deliveryId: "d1", outcome: "applied", generationId: id },
  ])
  expect(await balance(access.teamId, "sandbox")).toEqual({ heldMicros: 300_000, chargedMicros: 0 })
  expect(await transition({ generationId: id, to: "ingesting", next: { task: "ingest" }, via: "check" })).toBe(true)
  expect(await transition({ generationId: id, to: "succeeded", charge: { micros: 280_000 }, via: "ingest" })).toBe(true)
  expect(await balance(access.teamId, "sandbox")).toEqual({ heldMicros: 0, chargedMicros: 280_000 })
  expect(await transition({ generationId: id, to: "failed", via: "check" })).toBe(false)
  expect(await auditLedger(access.teamId)).toEqual([])
})

test("a delivery that came before undoes the whole move", async () => {
  const { id } = await aGeneration()
  await transition({ generationId: id, to: "submitting", via: "submit" })
  const delivery = { provider: "kling", deliveryId: "twice" }
  await transition({ generationId: id, to: "running", delivery, via: "webhook" })
  await expect(transition({ generationId: id, to: "failed", delivery, via: "webhook" })).rejects.toThrow()
  expect(await statusOf(id)).toBe("running")
})

test("a late result of an expired generation is held again and settled", async () => {
  const { id, access } = await aGeneration({ priceMicros: 500_000 })
  await transition({ generationId: id, to: "running", via: "submit" })
  await transition({ generationId: id, to: "expired", via: "check" })
  expect(await balance(access.teamId, "sandbox")).toEqual({ heldMicros: 0, chargedMicros: 0 })
  await transition({ generationId: id, to: "ingesting", via: "webhook" })
  expect(await balance(access.teamId, "sandbox")).toEqual({ heldMicros: 500_000, chargedMicros: 0 })
  expect(await auditLedger(access.teamId)).toEqual([])
  await transition({ generationId: id, to: "succeeded", via: "ingest" })
  expect(await balance(access.teamId, "sandbox")).toEqual({ heldMicros: 0, chargedMicros: 500_000 })
  expect(await auditLedger(access.teamId)).toEqual([])
})

test("contradictory moves at the same time have one outcome, and the ledger agrees with it", async () => {
  const statuses = Object.values(GenerationStatus)
  const charges = [undefined, "nothing", "estimate", { micros: 7 }] as const
  const move = fc.record({ to: fc.constantFrom(...statuses), charge: fc.constantFrom(...charges) })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(move, { minLength: 2, maxLength: 8 }), { minLength: 1, maxLength: 4 }),
      async (rounds) => {
        const { id, access } = await aGeneration({ priceMicros: 100 })
        for (const moves of rounds) {
          const before = await statusOf(id)
          const results = await Promise.all(
            moves.map(({ to, charge }) => transition({ generationId: id, to, ...(charge && { charge }), via: "check" })),
          )
          const after = await statusOf(id)
          const made = moves.filter((_, index) => results[index]).map(({ to }) => to)
          // Every move that says it was made can be put in an order in which each was allowed, ending where we are.
          expect(isPath(before, made, after)).toBe(true)
          if (isTerminal(before) && before !== "expired") expect(made).toEqual([])
        }
        expect(await auditLedger(access.teamId)).toEqual([])
      },
    ),
    { numRuns: 60 },
  )
}, 60_000)

function isPath(from: GenerationStatus, steps: readonly GenerationStatus[], end: GenerationStatus): boolean {
  if (steps.length === 0) return from === end
  return steps.some(
    (to, index) =>
      (allowedFrom[to] as readonly string[]).includes(from) &&
      isPath(
        to,
        steps.filter((_, at) => at !== index),
        end,
      ),
  )
}

test("nothing else writes a generation's status", () => {
  const files = globSync("{app,components,lib,scripts}/**/*.{ts,tsx}").filter(
    (file) => !file.includes(".test.") && file !== "lib/jobs/transition.ts" && !/^lib\/(generated|testing)\//.test(file),
  )
  const sql = /update\s+"Generation"(?:(?!\bwhere\b)[^`])*?\bstatus\b"?\s*=/
  const prisma = /generation\.(?:update|updateMany|upsert)\w*\(\{[^`]*?data:\s*\{[^}]*\bstatus\b/
  const writes = new RegExp(`${sql.source}|${prisma.source}`)
  expect(writes.test('update "Generation" set progress = 1, status = 2 where id = 3')).toBe(true)
  expect(writes.test("db().generation.updateMany({ where: { id }, data: { status } })")).toBe(true)
  expect(writes.test(`update "Generation" set progress = 1 where status = 2`)).toBe(false)
  const offenders = files.filter((file) => writes.test(readFileSync(file, "utf8")))
  expect(files.length).toBeGreaterThan(50)
  expect(offenders).toEqual([])
})
