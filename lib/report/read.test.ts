import { spawnSync } from "node:child_process"
import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { beforeAll, expect, test } from "vitest"
import { db } from "@/lib/db"
import { ballotsCsv } from "@/lib/report/ballots-csv"
import { pairsLeft } from "@/lib/report/data"
import { metricsCsv } from "@/lib/report/metrics-csv"
import { questionReport, questionsOf } from "@/lib/report/question-report"
import { judgeLines, leftOutWords } from "@/lib/report/raters"
import { readSessionReport, readTeamReport } from "@/lib/report/read"
import { aJudgedSession, type SimulatedSession } from "@/lib/report/testing"
import { anotherShot, aShot, aTake, type TestShot } from "@/lib/takes/testing"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()

const everything = { tag: null, mode: null }
const noFilter = { projectId: null, ...everything }
const prices = { "kling/kling-3.0": 420_000n, "runway/gen4.5": 600_000n, "luma/ray-3.2": 300_000n }
const models = Object.keys(prices)

let team: TestShot
let session: SimulatedSession
let sessionId: string
let mara: string

beforeAll(async () => {
  team = await aShot()
  mara = await aMember('=Mara, the "left" one')
  const shots = [team.shotId]
  for (const number of [2, 3]) shots.push(await anotherShot(team, number, `Shot number ${number}`))
  await db().shot.update({ where: { id: shots[0] ?? "" }, data: { tags: ["physics", "camera"] } })
  const takes = []
  for (const shotId of shots)
    for (const [model, micros] of Object.entries(prices)) {
      const request = shotId === shots[2] ? { firstFrame: { clipId: "x" } } : {}
      const times = { createdAt: new Date("2026-11-20T10:00:00Z"), finishedAt: new Date("2026-11-20T10:01:00Z") }
      const money = { provider: model.split("/")[0] ?? "", priceActualMicros: micros }
      const { takeId } = await aTake({ ...team, shotId }, { model, request, ...money, ...times })
      takes.push({ takeId, shotId, model })
    }
  const picked = takes.find(({ model, shotId }) => model === "kling/kling-3.0" && shotId === shots[0])
  await db().shot.update({ where: { id: shots[0] ?? "" }, data: { pickedTakeId: picked?.takeId ?? null } })
  await aTake(team, { model: "kling/kling-3.0", status: "failed", priceActualMicros: 100_000n }, { clipId: null })
  session = {
    ...{ teamId: team.teamId, projectId: team.projectId, createdById: team.userId, takes, pairsPerJudge: 40, repeatEvery: 6 },
    abilities: { "kling/kling-3.0": 1, "luma/ray-3.2": -1 },
    judges: [{ userId: team.userId }, { userId: await aMember("Ada") }, { userId: mara, leftBias: 0.95, seconds: 0.4 }],
  }
  sessionId = await aJudgedSession(session)
})

async function aMember(name: string): Promise<string> {
  const user = await db().user.create({ data: { name, email: `${name.length}${Math.random()}@example.com` } })
  await db().membership.create({ data: { teamId: team.teamId, userId: user.id, role: "reviewer" } })
  return user.id
}

async function report() {
  const read = await readSessionReport(team.teamId, sessionId)
  if (!read) throw new Error("The team's own session was not found.")
  return read
}

test("another team's session is not found, and its ballots, takes and money are nowhere", async () => {
  const other = await aShot()
  expect(await readSessionReport(other.teamId, sessionId)).toBeNull()
  expect(await readSessionReport(team.teamId, "no-id")).toBeNull()
  expect(await readTeamReport(other.teamId, noFilter)).toMatchObject({ ballots: [], takes: [], costs: [], exclusions: [] })
})

test("the exported ballots give the numbers on the screen, by the script that anybody can run", async () => {
  const { data } = await report()
  const path = join(mkdtempSync(join(tmpdir(), "report-")), "ballots.csv")
  writeFileSync(path, ballotsCsv(data.ballots))
  const command = ["--disable-warning=ExperimentalWarning", "--import", "tsx", "scripts/ratings.ts", path]
  const { stdout, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" })
  expect(stderr).toBe("")
  const shown = questionsOf(data.ballots).map((question) => {
    const { table } = questionReport(data.ballots, question, everything, data.costs)
    return [question, table?.ratings.map((line) => ({ ...line, ...rounded(line) }))]
  })
  expect(JSON.parse(stdout)).toEqual(Object.fromEntries(shown))
  expect(shown).toHaveLength(2)
})

test("no cell of an exported file can be run as a formula", async () => {
  const { data } = await report()
  const judges = data.ballots.map(({ rater }) => rater).filter((rater) => rater.includes("Mara"))
  expect(judges.length).toBeGreaterThan(0)
  expect(new Set(judges)).toEqual(new Set([`'=Mara, the "left" one`]))
  expect(ballotsCsv(data.ballots)).toContain(`,"'=Mara, the ""left"" one",`)
})

test("a judge who is left out changes the numbers, and is named with the reason", async () => {
  const before = await report()
  const reason = "Chose the left side 38 of 40 times."
  await db().raterExclusion.create({
    data: { sessionId, judgeId: mara, teamId: team.teamId, reason, excludedById: team.userId },
  })
  const after = await report()
  const tables = [before, after].map(({ data }) => questionReport(data.ballots, "Motion", everything, data.costs))
  expect(tables.map(({ judges }) => judges)).toEqual([3, 2])
  expect(tables[0]?.table?.ballots).toBe(120)
  expect(tables[1]?.table?.ballots).toBe(80)
  expect(tables[1]?.table?.ratings).not.toEqual(tables[0]?.table?.ratings)
  const line = judgeLines(after.data.ballots, after.data.exclusions).find(({ judgeId }) => judgeId === mara)
  expect(line?.flags.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["left_bias", "too_fast"]))
  expect(line && leftOutWords(line)).toMatch(/Mara.* 92 ballots are left out: chose the left side 38 of 40 times\.$/)
  expect(line?.leftOut?.by).toBe("Ada")
  await db().raterExclusion.deleteMany({ where: { sessionId } })
  const again = await report()
  expect(questionReport(again.data.ballots, "Motion", everything, []).table?.ratings).toEqual(tables[0]?.table?.ratings)
})

test("money is what was charged: by the second delivered, and all of it by the take that was picked", async () => {
  const { data } = await report()
  const [kling, gen, luma] = ["Kling 3.0", "Gen-4.5", "Ray 3.2"].map((name) => data.costs.find(({ model }) => model === name))
  expect(kling).toMatchObject({ perSecondMicros: 84_000, picked: 1, costPerPickMicros: 3 * 420_000 + 100_000, takesPerPick: 3 })
  expect(kling).toMatchObject({ isListPrice: false, time: { halfSeconds: 60, nineOfTenSeconds: 60, takes: 3 } })
  expect(kling?.versions).toEqual({ mean: 1, least: 1, most: 1, shots: 1 })
  expect(gen).toMatchObject({ perSecondMicros: 120_000, costPerPickMicros: null, versions: null })
  expect(data.costs.map(({ model }) => model)).toEqual([luma?.model, kling?.model, gen?.model])
})

test("the leaderboard goes over all sessions, by project, tag and mode", async () => {
  const second = await aJudgedSession({ ...session, name: "A second look", seed: "again", judges: session.judges.slice(0, 1) })
  const all = await readTeamReport(team.teamId, noFilter)
  expect(new Set(all.ballots.map(({ session: name }) => name))).toEqual(new Set(["Harbour look test", "A second look"]))
  expect(all.takes).toHaveLength(9)
  const motion = (filter: Parameters<typeof questionReport>[2]) => questionReport(all.ballots, "Motion", filter, all.costs)
  const [whole, physics, image] = [
    motion(everything),
    motion({ tag: "physics", mode: null }),
    motion({ tag: null, mode: "image" }),
  ]
  expect(whole.pooled).toMatch(/image-to-video \(\d+ ballots\) and text-to-video \(\d+ ballots\)/)
  expect(image.pooled).toBeNull()
  expect(whole.shots).toBe(3)
  expect([physics.shots, image.shots]).toEqual([1, 1])
  const narrowed = await readTeamReport(team.teamId, { projectId: team.projectId, tag: "physics", mode: "text" })
  expect(narrowed.takes.map(({ shot }) => shot.number)).toEqual([1, 1, 1])
  const elsewhere = await readTeamReport(team.teamId, { ...noFilter, projectId: second })
  expect(elsewhere).toMatchObject({ ballots: [], takes: [] })
})

test("the metrics have one line per take, with what was not measured left empty and said", async () => {
  const { data } = await report()
  const [head = "", ...lines] = metricsCsv(data.takes).trimEnd().split("\r\n")
  expect(lines).toHaveLength(9)
  const columns = head.split(",")
  const cells = (lines[0] ?? "").split(",")
  const cell = (name: string) => cells[columns.indexOf(name)]
  expect(cells).toHaveLength(columns.length)
  expect([cell("model_id"), cell("cost_usd"), cell("seconds_to_finish")]).toEqual([models[0], "0.420000", "60"])
  expect([cell("delivered_duration_seconds"), cell("motion_widths_per_second"), cell("not_measured")]).toEqual([
    "5",
    "",
    "Not measured yet.",
  ])
})

test("whoever may still judge an open session is known, and nobody of a closed one", async () => {
  const judge = { userId: team.userId }
  const open = await aJudgedSession({ ...session, status: "open", pairsPerJudge: 0, judges: [judge] })
  expect(await pairsLeft(team.teamId, open, mara)).toBe(9)
  expect(await pairsLeft(team.teamId, sessionId, mara)).toBe(0)
  const other = await aShot()
  expect(await pairsLeft(other.teamId, open, mara)).toBe(0)
  await db().judgingSession.update({ where: { id: open }, data: { isForAll: false } })
  expect(await pairsLeft(team.teamId, open, mara)).toBe(0)
  await db().sessionJudge.create({ data: { sessionId: open, userId: mara, teamId: team.teamId } })
  expect(await pairsLeft(team.teamId, open, mara)).toBe(9)
  const [left, right] = session.takes
  await db().showing.create({
    data: {
      ...{ teamId: team.teamId, sessionId: open, judgeId: mara, ordinal: 0, shotId: team.shotId, probability: 1 },
      ...{ leftTakeId: left?.takeId ?? "", rightTakeId: right?.takeId ?? "", votedAt: new Date() },
    },
  })
  expect(await pairsLeft(team.teamId, open, mara)).toBe(8)
})

function rounded({ rating, low, high }: { rating: number; low: number; high: number }) {
  const round = (value: number) => Math.round(value * 100) / 100
  return { rating: round(rating), low: round(low), high: round(high) }
}
