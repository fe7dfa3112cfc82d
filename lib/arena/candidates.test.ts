import { randomUUIDv7 } from "node:crypto"
import { expect, test } from "vitest"
import { candidatesOf, projectOfTakes } from "@/lib/arena/candidates"
import { db } from "@/lib/db"
import { anotherShot, aShot, aTake } from "@/lib/takes/testing"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()

const kling = { model: "kling/kling-3.0" }
const runway = { model: "runway/gen4.5", provider: "runway" }

test("rows are shots with takes of two models, and a cell has its newest take first", async () => {
  const one = await aShot()
  const two = { ...one, shotId: await anotherShot(one, 2, "A boat") }
  await aTake(one, kling)
  await aTake(one, runway)
  const newest = await aTake(one, kling)
  await aTake(one, { ...runway, status: "failed" })
  await aTake(two, kling)
  const { shots, models, takes } = await candidatesOf(one.teamId, one.projectId)
  expect(shots.map(({ id }) => id)).toEqual([one.shotId])
  expect(models.map(({ name }) => name)).toEqual(["Kling 3.0", "Gen-4.5"])
  expect(takes.map(({ modelId, number }) => [modelId, number])).toEqual([
    ["kling/kling-3.0", 3],
    ["kling/kling-3.0", 1],
    ["runway/gen4.5", 2],
  ])
  expect(takes[0]?.takeId).toBe(newest.takeId)
})

test("picked takes bring their shots and models alone, whatever their age", async () => {
  const one = await aShot()
  const two = { ...one, shotId: await anotherShot(one, 2, "A boat") }
  const oldest = await aTake(one, kling)
  for (let count = 0; count < 8; count += 1) await aTake(one, kling)
  await aTake(one, runway)
  await aTake(two, kling)
  const { shots, models, takes } = await candidatesOf(one.teamId, one.projectId, [oldest.takeId])
  expect([shots.length, models.length]).toEqual([1, 1])
  expect(takes.map(({ number }) => number)).toEqual([9, 8, 7, 6, 5, 4, 1])
})

test("trash, another project and another team are not chosen from", async () => {
  const [one, other] = [await aShot(), await aShot()]
  for (const shot of [one, other]) {
    await aTake(shot, kling)
    await aTake(shot, runway)
  }
  expect((await candidatesOf(one.teamId, one.projectId)).takes).toHaveLength(2)
  expect((await candidatesOf(one.teamId, other.projectId)).takes).toEqual([])
  expect((await candidatesOf(one.teamId, randomUUIDv7())).takes).toEqual([])
  await db().take.updateMany({ where: { teamId: one.teamId, number: 2 }, data: { trashedAt: new Date() } })
  expect((await candidatesOf(one.teamId, one.projectId)).takes).toEqual([])
})

test("the project of takes is told when all are of one, and are the team's", async () => {
  const [one, other] = [await aShot(), await aShot()]
  const [mine, theirs] = [await aTake(one), await aTake(other)]
  expect(await projectOfTakes(one.teamId, [mine.takeId])).toBe("film")
  expect(await projectOfTakes(one.teamId, [theirs.takeId])).toBeNull()
})
