import { randomUUIDv7 } from "node:crypto"
import { expect, test } from "vitest"
import { shotHistory } from "@/lib/comparisons/data"
import { decide } from "@/lib/comparisons/mutations"
import { type HistoryEntry, type NewDecision, newDecision } from "@/lib/comparisons/schema"
import { db } from "@/lib/db"
import { pickTake, trashTakes, unpickTake } from "@/lib/takes/mutations"
import { anotherShot, aShot, aTake, type TestShot } from "@/lib/takes/testing"
import type { TeamAccess } from "@/lib/teams/types"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()

const accessOf = ({ teamId, team, userId }: TestShot): TeamAccess => ({
  teamId,
  team: { slug: team, name: "Harbour" },
  user: { id: userId, name: "Ada", email: "ada@example.com" },
  role: "member",
})
const aKey = () => randomUUIDv7().replaceAll("-", "")

function aDecision(takeIds: string[], change: Partial<NewDecision> = {}): NewDecision {
  return newDecision.parse({ decisionKey: aKey(), takeIds, scores: [], note: "", pickedTakeId: takeIds[0], ...change })
}

async function twoTakes() {
  const shot = await aShot()
  return { shot, access: accessOf(shot), a: (await aTake(shot)).takeId, b: (await aTake(shot)).takeId }
}

const pickedOf = async ({ shotId }: TestShot) => (await db().shot.findUniqueOrThrow({ where: { id: shotId } })).pickedTakeId

const decisionsOf = async ({ teamId }: TestShot) =>
  ((await shotHistory(teamId, "film", 1))?.entries ?? []).filter(
    (entry): entry is Extract<HistoryEntry, { kind: "decision" }> => entry.kind === "decision",
  )

test("a decision keeps scores, why and who, and its pick is the shot's selected take", async () => {
  const { shot, access, a, b } = await twoTakes()
  await pickTake(shot.teamId, shot.userId, a)
  const scores = [
    { takeId: b, criterion: "Look" as const, score: 5 },
    { takeId: b, criterion: "Motion" as const, score: 4 },
    { takeId: a, criterion: "Motion" as const, score: 2 },
  ]
  const { changedTakeIds } = await decide(
    access,
    aDecision([b, a], { scores, note: " The lamp falls as it should. ", pickedTakeId: b }),
  )
  expect(changedTakeIds.toSorted()).toEqual([a, b].toSorted())
  expect(await pickedOf(shot)).toBe(b)
  expect(await decisionsOf(shot)).toMatchObject([
    {
      authorName: "Ada",
      note: "The lamp falls as it should.",
      takes: [
        {
          number: 2,
          isPicked: true,
          scores: [
            { criterion: "Motion", score: 4 },
            { criterion: "Look", score: 5 },
          ],
        },
        { number: 1, isPicked: false, scores: [{ criterion: "Motion", score: 2 }] },
      ],
    },
  ])
})

test("without a pick, what was picked stays", async () => {
  const { shot, access, a, b } = await twoTakes()
  await pickTake(shot.teamId, shot.userId, a)
  await decide(access, aDecision([a, b], { pickedTakeId: null, note: "Neither yet." }))
  expect(await pickedOf(shot)).toBe(a)
  expect((await decisionsOf(shot))[0]?.takes.some(({ isPicked }) => isPicked)).toBe(false)
})

test("the same press twice, at once, decides once", async () => {
  const { shot, access, a, b } = await twoTakes()
  const decision = aDecision([a, b])
  const answers = await Promise.all(Array.from({ length: 5 }, () => decide(access, decision)))
  expect(new Set(answers.map(({ comparisonId }) => comparisonId)).size).toBe(1)
  expect(await decisionsOf(shot)).toHaveLength(1)
})

test("ten people deciding at once all keep theirs, and one of their picks stands", async () => {
  const { shot, access, a, b } = await twoTakes()
  await Promise.all(Array.from({ length: 10 }, (_, index) => decide(access, aDecision(index % 2 ? [a, b] : [b, a]))))
  expect(await decisionsOf(shot)).toHaveLength(10)
  expect([a, b]).toContain(await pickedOf(shot))
})

test("a later decision is a row of its own: the earlier one stays as it was", async () => {
  const { shot, access, a, b } = await twoTakes()
  await decide(access, aDecision([a, b], { note: "First." }))
  const [before] = await decisionsOf(shot)
  await decide(access, aDecision([a, b], { note: "Second.", pickedTakeId: b }))
  const after = await decisionsOf(shot)
  expect(after.map(({ note }) => note)).toEqual(["Second.", "First."])
  expect(after[1]).toEqual(before)
})

test("takes of two shots are not decided together, and nothing is stored", async () => {
  const { shot, access, a } = await twoTakes()
  const second = await anotherShot(shot, 2, "Rain")
  const elsewhere = (await aTake({ ...shot, shotId: second })).takeId
  await expect(decide(access, aDecision([a, elsewhere]))).rejects.toMatchObject({
    code: "conflict",
    message: "A decision belongs to one shot, and these takes are of shots 1 and 2.",
  })
  expect(await decisionsOf(shot)).toEqual([])
})

test("a pick that cannot be picked takes the whole decision back", async () => {
  const { shot, access, a } = await twoTakes()
  const failed = (await aTake(shot, { status: "failed" })).takeId
  await expect(decide(access, aDecision([a, failed], { pickedTakeId: failed, note: "x" }))).rejects.toMatchObject({
    code: "conflict",
  })
  expect(await decisionsOf(shot)).toEqual([])
  expect(await pickedOf(shot)).toBeNull()
})

test("a take in the trash is not decided about", async () => {
  const { shot, access, a, b } = await twoTakes()
  await trashTakes(shot.teamId, shot.userId, [b])
  await expect(decide(access, aDecision([a, b]))).rejects.toThrow("Take 2 is in the trash.")
})

test("another team's takes are not found, and its history neither", async () => {
  const [ours, theirs] = [await twoTakes(), await twoTakes()]
  await expect(decide(ours.access, aDecision([theirs.a, theirs.b]))).rejects.toMatchObject({ code: "not_found" })
  await expect(decide(ours.access, aDecision([ours.a, theirs.b]))).rejects.toMatchObject({ code: "not_found" })
  expect(await decisionsOf(theirs.shot)).toEqual([])
  expect(await shotHistory(ours.shot.teamId, "film", 2)).toBeNull()
})

test("an empty decision, a score for nothing, two for one and a sixth star are refused in words", async () => {
  const { a, b } = await twoTakes()
  const parse = (change: object) =>
    newDecision.safeParse({ decisionKey: aKey(), takeIds: [a], scores: [], note: "x", pickedTakeId: null, ...change })
  const score = { takeId: a, criterion: "Motion", score: 5 }
  expect(parse({}).success).toBe(true)
  expect(parse({ note: " " }).error?.issues[0]?.message).toMatch(/nothing to keep yet/)
  expect(parse({ pickedTakeId: b }).error?.issues[0]?.message).toMatch(/Only takes that lie side by side/)
  expect(parse({ scores: [score, score] }).error?.issues[0]?.message).toMatch(/two scores/)
  expect(parse({ scores: [{ ...score, score: 6 }] }).success).toBe(false)
  expect(parse({ note: "x".repeat(2001) }).error?.issues[0]?.message).toBe("A note has at most 2000 characters.")
})

test("the history tells what was sent, when its words were new, what came of it, and what was decided, newest first", async () => {
  const { shot, access, a, b } = await twoTakes()
  await decide(access, aDecision([a, b]))
  await aTake(shot, { status: "refused" })
  await trashTakes(shot.teamId, shot.userId, [b])
  const history = await shotHistory(shot.teamId, "film", 1)
  expect(history?.isCut).toBe(false)
  expect(history?.entries).toMatchObject([
    { kind: "press", version: { number: 1, isNew: false }, takes: [{ number: 3, status: "refused" }] },
    {
      kind: "decision",
      takes: [
        { number: 1, isPicked: true },
        { number: 2, isInTrash: true },
      ],
    },
    { kind: "press", version: { isNew: false }, takes: [{ number: 2, isInTrash: true }] },
    {
      ...{ kind: "press", authorName: "Ada" },
      version: { number: 1, text: "A lamp falls in the dark harbour office", isNew: true },
      takes: [{ number: 1, modelName: "Kling 3.0", status: "succeeded", isInTrash: false }],
    },
  ])
})

test("the history tells who picked a take and who took it out, and a decision's own pick once", async () => {
  const { shot, access, a, b } = await twoTakes()
  const ben = await db().user.create({ data: { name: "Ben", email: `${randomUUIDv7()}@example.com` } })
  await pickTake(shot.teamId, ben.id, a)
  // Again: nothing changes, so there is nothing to tell.
  await pickTake(shot.teamId, shot.userId, a)
  await unpickTake(shot.teamId, shot.userId, b)
  await unpickTake(shot.teamId, shot.userId, a)
  await decide(access, aDecision([a, b]))
  await trashTakes(shot.teamId, shot.userId, [a])
  const entries = (await shotHistory(shot.teamId, "film", 1))?.entries ?? []
  expect(entries.filter(({ kind }) => kind !== "press")).toMatchObject([
    { kind: "pick", authorName: "Ada", isPicked: false, take: { number: 1, isInTrash: true } },
    { kind: "decision", takes: [{ number: 1, isPicked: true }, { number: 2 }] },
    { kind: "pick", authorName: "Ada", isPicked: false, take: { number: 1 } },
    { kind: "pick", authorName: "Ben", isPicked: true, take: { number: 1, modelName: "Kling 3.0" } },
  ])
})

test("picks of another shot, and another team's, are in no other history", async () => {
  const [ours, theirs] = [await twoTakes(), await twoTakes()]
  const second = { ...ours.shot, shotId: await anotherShot(ours.shot, 2, "Rain") }
  await pickTake(second.teamId, second.userId, (await aTake(second)).takeId)
  await pickTake(theirs.shot.teamId, theirs.shot.userId, theirs.a)
  const picksIn = async (number: number) =>
    (await shotHistory(ours.shot.teamId, "film", number))?.entries.filter(({ kind }) => kind === "pick").length
  expect([await picksIn(1), await picksIn(2)]).toEqual([0, 1])
})
