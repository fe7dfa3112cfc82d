import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { ballotsOfTeam } from "@/lib/arena/ballots"
import { matchupsOf, pairsAtMost, progressWords, votesUntilMeaningful } from "@/lib/arena/rules"
import { anArena, anOpenSession, type TestArena } from "@/lib/arena/testing"
import { db } from "@/lib/db"
import type { Prisma } from "@/lib/generated/prisma/client"
import { aTake } from "@/lib/takes/testing"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()
process.env.DATA_DIR = mkdtempSync(join(tmpdir(), "rushes-ballots-"))

/** A pair that was shown and answered, as the votes' mutations leave it. */
async function aVote(
  { shot, access, shotIds }: TestArena,
  sessionId: string,
  [leftTakeId = "", rightTakeId = ""]: string[],
  changes: Partial<Prisma.ShowingUncheckedCreateInput> = {},
): Promise<void> {
  const facts = { teamId: shot.teamId, sessionId, leftTakeId, rightTakeId, judgeId: access.user.id }
  const ordinal = await db().showing.count({ where: { sessionId } })
  const given = { ...facts, ordinal, shotId: shotIds[0] ?? "", probability: 0.5, votedAt: new Date(), ...changes }
  const { id: showingId } = await db().showing.create({ data: given })
  const { probability } = given
  const ballot = { ...facts, showingId, probability, outcome: "left", votedAfterSeconds: 2 } as const
  await db().ballot.createMany({ data: ["Motion", "Look"].map((question) => ({ ...ballot, question })) })
}

test("ballots name models, shots, tags, mode and sound, in the order of showings and questions", async () => {
  const arena = await anArena(1, ["kling/a", "veo/b"])
  const { takeId } = await aTake(arena.shot, { model: "luma/c", request: { firstFrame: { clipId: "x" } } })
  await db().shot.update({ where: { id: arena.shotIds[0] ?? "" }, data: { title: "Harbour", tags: ["camera", "gone"] } })
  const sessionId = await anOpenSession(arena, { takeIds: [...arena.takeIds.flat(), takeId] })
  await db().sessionTake.updateMany({ where: { sessionId, model: "kling/a" }, data: { hasAudio: true } })
  const [first = "", second = ""] = arena.takeIds[0] ?? []
  await aVote(arena, sessionId, [second, first])
  await aVote(arena, sessionId, [first, takeId])
  const ballots = await ballotsOfTeam(arena.shot.teamId)
  expect(ballots.map(({ question, left, right, mode }) => [question, left, right, mode])).toEqual([
    ["Look", "veo/b", "kling/a", "text_to_video"],
    ["Motion", "veo/b", "kling/a", "text_to_video"],
    ["Look", "kling/a", "luma/c", "mixed"],
    ["Motion", "kling/a", "luma/c", "mixed"],
  ])
  expect(ballots[0]).toMatchObject({ shotName: "Harbour", tags: ["camera"], judgeName: "Ada", withAudio: false, weight: 1 })
})

test("a rare pair weighs more, a repeat nothing, and each session's weights average 1", async () => {
  const arena = await anArena(1, ["kling/a", "veo/b"])
  const takes = arena.takeIds[0] ?? []
  const one = await anOpenSession(arena)
  const other = await anOpenSession(arena)
  await aVote(arena, one, takes, { probability: 0.1 })
  await aVote(arena, one, takes, { probability: 0.3 })
  await aVote(arena, one, takes, { probability: 0.3, isRepeat: true })
  await aVote(arena, other, takes, { probability: 0.9 })
  const weights = (await ballotsOfTeam(arena.shot.teamId)).map(({ weight }) => weight)
  expect(weights).toEqual([1.5, 1.5, 0.5, 0.5, 0, 0, 1, 1].map((weight) => expect.closeTo(weight, 10)))
  expect(await ballotsOfTeam(arena.shot.teamId, { sessionId: other })).toHaveLength(2)
  expect(await ballotsOfTeam(arena.shot.teamId, { projectId: arena.shot.projectId })).toHaveLength(8)
  const stranger = await anArena(1, ["kling/a", "veo/b"])
  expect(await ballotsOfTeam(stranger.shot.teamId, { sessionId: one })).toEqual([])
  expect(await ballotsOfTeam(arena.shot.teamId, { projectId: stranger.shot.projectId })).toEqual([])
})

test("two models make a pair in each shot that has both, however many takes they have", () => {
  const take = (shotId: string, model: string, takeId: string) => ({ shotId, model, takeId })
  const takes = [take("2", "b", "x"), take("1", "b", "y"), take("1", "a", "z"), take("1", "a", "w"), take("2", "c", "v")]
  expect(matchupsOf(takes)).toEqual([
    { shot: "1", models: ["a", "b"] },
    { shot: "2", models: ["b", "c"] },
  ])
  expect(matchupsOf(takes.toReversed())).toEqual(matchupsOf(takes))
})

test("ten ballots for every model are the least that means something", () => {
  const pairs = (count: number) => Array.from({ length: count }, () => ["a", "b"] as const)
  expect(votesUntilMeaningful(["a", "b"], [])).toBe(10)
  expect(votesUntilMeaningful(["a", "b"], pairs(9))).toBe(1)
  expect(votesUntilMeaningful(["a", "b"], pairs(10))).toBeNull()
  expect(votesUntilMeaningful(["a", "b", "c"], pairs(10))).toBe(10)
  expect([pairsAtMost(30, 3), pairsAtMost(30, 36)]).toEqual([33, 36])
  expect(progressWords(2, 33, 1)).toBe(
    "2 of about 33 pairs judged. At least 1 more vote, of everybody together, until it means something.",
  )
})
