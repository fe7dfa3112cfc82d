import { randomUUIDv7 } from "node:crypto"
import { beforeEach, expect, test } from "vitest"
import { db } from "@/lib/db"
import type { BallotOutcome } from "@/lib/generated/prisma/client"
import { createBatch } from "@/lib/generations/mutations"
import { aBatch, aShot } from "@/lib/jobs/testing"
import { policyFacts } from "@/lib/policies/data"
import { resolveAuto } from "@/lib/policies/resolve"
import type { TeamBestId } from "@/lib/policies/schema"
import { standingsKept } from "@/lib/policies/team-standings"
import { toShotAsk } from "@/lib/shots/ask"
import { batchItems } from "@/lib/shots/batch"
import { shotDraft } from "@/lib/shots/schema"
import type { ShotTag } from "@/lib/shots/tags"
import { aTake } from "@/lib/takes/testing"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()
process.env.SANDBOX_URL = "http://127.0.0.1:1"

const draft = shotDraft.parse({ text: "A lamp falls." })
let team: Awaited<ReturnType<typeof aShot>>
/** Three that can do the shot, the cheapest first. */
let models: [cheap: string, fair: string, dear: string]

beforeEach(async () => {
  team = await aShot()
  const able = await choices("auto:cheapest")
  const prices = [...Map.groupBy(able, ({ checked }) => checked.priceMicros).values()]
  const [cheap, fair, dear] = [prices[0], prices[2], prices.at(-1)].map((alike) => alike?.[0]?.model.id ?? "")
  models = [cheap ?? "", fair ?? "", dear ?? ""]
})

async function choices(tickId: `auto:${TeamBestId | "cheapest"}`) {
  const facts = await policyFacts(team.access.teamId, {}, [tickId])
  return resolveAuto(tickId.slice(5) as TeamBestId, toShotAsk(draft, []), [], facts).ranked
}

/** A press with this policy alone: the model that it went to, as stored, and why. */
async function press(policy: TeamBestId = "team_best"): Promise<{ model: string; why: string }> {
  const tickId = `auto:${policy}` as const
  const policies = await policyFacts(team.access.teamId, {}, [tickId])
  const modelId = (await choices(tickId))[0]?.model.id
  const shown = { [tickId]: { mode: "sandbox" as const, micros: 0, modelId } }
  const asked = { ...draft, modelIds: [tickId] }
  const items = batchItems({ draft: asked, frames: [], modes: {}, shown, policies })
  const { generationIds } = await createBatch(team.access, aBatch(team.shotId, { items }))
  const { model, auto } = await db().generation.findUniqueOrThrow({ where: { id: generationIds[0] ?? "" } })
  return { model, why: (auto as { why: string }).why }
}

type Round = Awaited<ReturnType<typeof aRound>>

/** A round of blind judging with one sandbox take of each model, on a shot of its own. */
async function aRound({ tags = [], mode = "sandbox" }: { tags?: ShotTag[]; mode?: "sandbox" | "live" } = {}) {
  const { access, projectId } = team
  const { teamId, user } = access
  const { _max } = await db().shot.aggregate({ where: { projectId }, _max: { number: true } })
  const shot = await db().shot.create({
    data: { teamId, projectId, number: (_max.number ?? 0) + 1, tags, draft: {}, createdById: user.id },
  })
  const version = { number: 1, text: "A lamp", settings: {}, frames: [], contentHash: "x", createdById: user.id }
  await db().promptVersion.create({ data: { teamId, shotId: shot.id, ...version } })
  const session = await db().judgingSession.create({
    data: { teamId, projectId, name: "Round", questions: ["Motion"], status: "open", seed: "x", createdById: user.id },
  })
  const takes = new Map<string, string>()
  for (const model of models) {
    const of = { teamId, team: access.team.slug, userId: user.id, projectId, shotId: shot.id }
    const { takeId } = await aTake(of, { model, provider: model.split("/")[0] ?? "", mode })
    takes.set(model, takeId)
    await db().sessionTake.create({ data: { sessionId: session.id, takeId, teamId, shotId: shot.id, model } })
  }
  return { teamId, sessionId: session.id, shotId: shot.id, takes, judgeId: user.id, count: { ballots: 0 } }
}

/** So many votes for the one and against the other, on alternating sides. */
async function vote(round: Round, winner: string, loser: string, times: number, judgeId = round.judgeId) {
  const { teamId, sessionId, shotId, takes } = round
  const rows = Array.from({ length: times }, (_, index) => {
    const isLeft = index % 2 === 0
    const sides = [takes.get(winner) ?? "", takes.get(loser) ?? ""]
    const [leftTakeId = "", rightTakeId = ""] = isLeft ? sides : sides.toReversed()
    const outcome: BallotOutcome = isLeft ? "left" : "right"
    return { id: randomUUIDv7(), ordinal: round.count.ballots++, leftTakeId, rightTakeId, outcome }
  })
  await db().showing.createMany({
    data: rows.map(({ outcome: _, ...row }) => ({ ...row, teamId, sessionId, shotId, judgeId, probability: 0.5 })),
  })
  await db().ballot.createMany({
    data: rows.map(({ id, ordinal: _, ...row }) => ({
      ...row,
      ...{ teamId, sessionId, showingId: id, judgeId, question: "Motion", probability: 0.5, votedAfterSeconds: 3 },
    })),
  })
}

/** The one wins most of its meetings with both others. */
async function favour(round: Round, best: string, times = 24, judgeId = round.judgeId) {
  for (const other of models.filter((model) => model !== best)) {
    await vote(round, best, other, times, judgeId)
    await vote(round, other, best, Math.ceil(times / 8), judgeId)
  }
}

async function aJudge(): Promise<string> {
  const user = await db().user.create({ data: { name: "Bea", email: `${randomUUIDv7()}@example.com` } })
  return user.id
}

test("ballots decide the model, and other ballots another one", async () => {
  const [, fair, dear] = models
  const round = await aRound()
  await favour(round, dear)
  const before = await press()
  expect(before.model).toBe(dear)
  expect(before.why).toMatch(
    /^Best that can do 5 s at 720p by your team’s 54 ballots on shots from words alone, in the sandbox: lower/,
  )
  await favour(round, fair, 96)
  expect((await press()).model).toBe(fair)
})

test("of those that share the first place the cheapest is taken", async () => {
  const [cheap, fair, dear] = models
  const round = await aRound()
  await vote(round, dear, cheap, 12)
  await vote(round, cheap, dear, 10)
  await vote(round, cheap, fair, 20)
  await vote(round, fair, cheap, 3)
  await vote(round, dear, fair, 20)
  await vote(round, fair, dear, 3)
  const { model, why } = await press()
  expect(model).toBe(cheap)
  expect(why).toContain("of 2 that share the first place the cheapest")
})

test("without enough ballots the cheapest is taken, and it says so", async () => {
  const [cheap, , dear] = models
  expect(await press()).toMatchObject({
    model: cheap,
    why: expect.stringMatching(/^Your team has not judged enough on sandbox takes, so/),
  })
  await vote(await aRound(), dear, cheap, 4)
  expect((await press()).why).toContain("(at least 6 more ballots a question)")
})

test("the ballots of a judge who is left out do not count, until they do again", async () => {
  const [cheap, , dear] = models
  const round = await aRound()
  await favour(round, dear)
  expect((await press()).model).toBe(dear)
  const judge = await aJudge()
  await favour(round, cheap, 48, judge)
  expect((await press()).model).toBe(cheap)
  const { teamId, sessionId, judgeId } = round
  const leftOut = { sessionId, judgeId: judge, teamId, reason: "careless", excludedById: judgeId }
  await db().raterExclusion.create({ data: leftOut })
  expect((await press()).model).toBe(dear)
  await db().raterExclusion.delete({ where: { sessionId_judgeId: { sessionId, judgeId: judge } } })
  expect((await press()).model).toBe(cheap)
})

test("a tag's policy goes by the shots that have the tag now", async () => {
  const [cheap, fair, dear] = models
  await favour(await aRound(), dear, 48)
  expect((await press("team_best")).model).toBe(dear)
  const physics = await aRound({ tags: ["physics"] })
  await favour(physics, fair)
  expect((await press("team_best:physics")).model).toBe(fair)
  expect(await press("team_best:people")).toMatchObject({ model: cheap, why: expect.stringContaining("shots tagged People") })
  await db().shot.update({ where: { id: physics.shotId }, data: { tags: ["people"] } })
  expect((await press("team_best:people")).model).toBe(fair)
  expect((await press("team_best:physics")).model).toBe(cheap)
})

test("another team's ballots never count, nor those on real takes for the sandbox's models", async () => {
  const [cheap, , dear] = models
  await favour(await aRound({ mode: "live" }), dear)
  expect((await press()).model).toBe(cheap)
  await favour(await aRound(), dear)
  expect((await press()).model).toBe(dear)
  team = await aShot()
  expect((await press()).model).toBe(cheap)
})

test("a press is refused when ballots have changed the choice since the button was shown", async () => {
  const [cheap, , dear] = models
  const tickId = "auto:team_best"
  const shown = { [tickId]: { mode: "sandbox" as const, micros: 0, modelId: cheap } }
  await favour(await aRound(), dear)
  const policies = await policyFacts(team.access.teamId, {}, [tickId])
  const asked = { ...draft, modelIds: [tickId] }
  expect(() => batchItems({ draft: asked, frames: [], modes: {}, shown, policies })).toThrow(
    /Auto chooses .* now\. Nothing was sent/,
  )
})

test("who does not tick it never waits: ballots are counted behind, and the last count stands until then", async () => {
  team = await aShot()
  const { teamId } = team.access
  expect(await standingsKept(teamId)).toBeNull()
  const counted = (await policyFacts(teamId, {}, ["auto:team_best"])).standings
  expect(counted).toEqual({})
  expect(await standingsKept(teamId)).toEqual({})
  await favour(await aRound(), models[2])
  expect((await policyFacts(teamId, {}, ["auto:cheapest"])).standings).toEqual({})
  await expect
    .poll(async () => Object.keys((await standingsKept(teamId)) ?? {}), { timeout: 10_000 })
    .toContain("sandbox all any")
})
