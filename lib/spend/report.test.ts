import { parse } from "csv-parse/sync"
import { beforeAll, expect, test } from "vitest"
import { db } from "@/lib/db"
import { spendReport } from "@/lib/spend/report"
import { spendFile } from "@/lib/spend/report-file"
import { pickTake } from "@/lib/takes/mutations"
import { anotherShot, aShot, aTake, type TestShot } from "@/lib/takes/testing"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()

let shot: TestShot
let keptId: string
const november = new Date("2026-11-05T12:00:00Z")
const october = new Date("2026-10-31T23:59:59Z")

type Given = { chargedMicros?: bigint; at?: Date; status?: "succeeded" | "failed"; model?: string; mode?: "live" | "sandbox" }

async function charged(of: TestShot, given: Given = {}): Promise<string> {
  const { chargedMicros = 420_000n, at = november, status = "succeeded", model = "kling/kling-3.0", mode = "live" } = given
  const provider = model.split("/")[0] ?? ""
  const facts = { status, model, provider, mode, priceActualMicros: chargedMicros, finishedAt: at }
  const { takeId, generationId } = await aTake(of, facts)
  const entry = { teamId: of.teamId, generationId, mode, createdAt: at }
  await db().ledgerEntry.createMany({
    data: [
      { ...entry, kind: "reserve", heldMicros: 420_000n, chargedMicros: 0n },
      { ...entry, kind: chargedMicros > 0n ? "settle" : "release", heldMicros: -420_000n, chargedMicros },
    ],
  })
  return takeId
}

beforeAll(async () => {
  shot = await aShot("A lamp falls")
  keptId = await charged(shot)
  await charged(shot, { status: "failed", chargedMicros: 100_000n })
  await charged(shot, { status: "failed", chargedMicros: 0n })
  await charged(shot, { at: october, model: "runway/gen4.5", chargedMicros: 600_000n })
  await charged(shot, { mode: "sandbox", chargedMicros: 9_000_000n })
  await pickTake(shot.teamId, shot.userId, keptId)
  const second = await db().project.create({
    data: { teamId: shot.teamId, slug: "second", name: "=Second", createdById: shot.userId },
  })
  const other = { ...shot, projectId: second.id }
  await charged({ ...other, shotId: await anotherShot(other, 1, "A door") }, { chargedMicros: 50_000n })
  await charged(await aShot("Another team's"), { chargedMicros: 7_000_000n })
})

const report = (choice: Parameters<typeof spendReport>[2]) => spendReport(shot.teamId, shot.team, choice)

test("live money is told by project and by model, the sandbox's apart, another team's nowhere", async () => {
  const all = await report({})
  expect(all).toMatchObject({ mode: "live", month: null, months: ["2026-11", "2026-10"], hasBothModes: true })
  expect(all.totals).toEqual({ chargedMicros: 1_170_000, inVainMicros: 100_000, ended: 5, takes: 3, kept: 1 })
  expect(all.projects.map(({ name, chargedMicros, kept }) => [name, chargedMicros, kept])).toEqual([
    ["Film", 1_120_000, 1],
    ["=Second", 50_000, 0],
  ])
  expect(all.models.map(({ name, chargedMicros, inVainMicros }) => [name, chargedMicros, inVainMicros])).toEqual([
    ["Gen-4.5, Runway", 600_000, 0],
    ["Kling 3.0, Kling", 570_000, 100_000],
  ])
  expect((await report({ mode: "sandbox" })).totals.chargedMicros).toBe(9_000_000)
})

test("a month is one of UTC, and holds what was settled in it", async () => {
  expect((await report({ month: "2026-10" })).totals).toMatchObject({ chargedMicros: 600_000, ended: 1 })
  expect((await report({ month: "2026-11" })).totals).toMatchObject({ chargedMicros: 570_000, ended: 4 })
  expect((await report({ month: "2026-09" })).totals).toMatchObject({ chargedMicros: 0, ended: 0 })
})

test("a kept take costs what its shot cost, until today, in its own kind of money", async () => {
  const { kept, isKeptCut } = await report({ month: "2026-11" })
  expect(kept).toEqual([
    {
      ...{ takeId: keptId, href: `/${shot.team}/film/shots/1`, name: "1 A lamp falls, take 1", projectName: "Film" },
      ...{ modelName: "Kling 3.0", ownMicros: 420_000, shotMicros: 1_120_000, shotEnded: 4 },
    },
  ])
  expect(isKeptCut).toBe(false)
})

test("the file adds up to the page, one row for each generation, and no cell is a formula", async () => {
  let text = ""
  for await (const part of spendFile(shot.teamId, { mode: "live", month: null })) text += part
  const rows = parse(text, { columns: true }) as Record<string, string>[]
  expect(rows).toHaveLength(5)
  const sum = rows.reduce((total, row) => total + Number(row.charged_usd), 0)
  expect(sum).toBeCloseTo(1.17, 9)
  expect(rows.filter(({ kept }) => kept === "true")).toMatchObject([
    { project: "Film", shot: "1", take: "1", vendor: "Kling", model: "Kling 3.0", outcome: "succeeded", asked_by: "Ada" },
  ])
  expect(rows.map(({ project }) => project)).toContain("'=Second")
})
