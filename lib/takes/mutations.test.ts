import { randomUUIDv7 } from "node:crypto"
import { expect, test } from "vitest"
import { db } from "@/lib/db"
import { takeViewById } from "@/lib/takes/data"
import { continueFromLastFrame, pickTake, rateTake, restoreTakes, trashTakes, unpickTake } from "@/lib/takes/mutations"
import { aShot, aTake } from "@/lib/takes/testing"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()

const picked = (shotId: string) =>
  db()
    .shot.findUniqueOrThrow({ where: { id: shotId } })
    .then((shot) => shot.pickedTakeId)

test("a picked take takes the place of the one picked before", async () => {
  const shot = await aShot()
  const [first, second] = [await aTake(shot), await aTake(shot)]
  await pickTake(shot.teamId, shot.userId, first.takeId)
  await pickTake(shot.teamId, shot.userId, second.takeId)
  expect(await picked(shot.shotId)).toBe(second.takeId)
  expect((await takeViewById(shot.teamId, first.takeId))?.isPicked).toBe(false)
  await unpickTake(shot.teamId, shot.userId, first.takeId)
  expect(await picked(shot.shotId)).toBe(second.takeId)
  await unpickTake(shot.teamId, shot.userId, second.takeId)
  expect(await picked(shot.shotId)).toBe(null)
})

test("ten picks at once leave one picked take", async () => {
  const shot = await aShot()
  const takes = await Promise.all(Array.from({ length: 10 }, async () => (await aTake(shot)).takeId))
  await Promise.all(takes.map((takeId) => pickTake(shot.teamId, shot.userId, takeId)))
  expect(takes).toContain(await picked(shot.shotId))
})

test.each(["queued", "running", "failed", "cancelled"] as const)("a take that is %s cannot be picked", async (status) => {
  const shot = await aShot()
  const { takeId } = await aTake(shot, { status })
  await expect(pickTake(shot.teamId, shot.userId, takeId)).rejects.toMatchObject({ code: "conflict" })
})

test("a deleted take leaves the cut, is in the trash, and comes back unpicked", async () => {
  const shot = await aShot()
  const { takeId } = await aTake(shot)
  await pickTake(shot.teamId, shot.userId, takeId)
  await trashTakes(shot.teamId, shot.userId, [takeId])
  expect(await picked(shot.shotId)).toBe(null)
  const row = await db().take.findUniqueOrThrow({ where: { id: takeId } })
  expect(row.trashedById).toBe(shot.userId)
  await expect(pickTake(shot.teamId, shot.userId, takeId)).rejects.toMatchObject({ code: "conflict" })
  await restoreTakes(shot.teamId, [takeId])
  expect((await db().take.findUniqueOrThrow({ where: { id: takeId } })).trashedAt).toBe(null)
  expect(await db().auditEvent.count({ where: { teamId: shot.teamId, action: "take.deleted" } })).toBe(1)
})

test.each(["queued", "submitting", "running", "ingesting", "unknown"] as const)(
  "a take that is %s must be cancelled before it is deleted, and then none of the selection is",
  async (status) => {
    const shot = await aShot()
    const [done, busy] = [await aTake(shot), await aTake(shot, { status })]
    await expect(trashTakes(shot.teamId, shot.userId, [done.takeId, busy.takeId])).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Cancel it first"),
    })
    expect(await db().take.count({ where: { shotId: shot.shotId, trashedAt: null } })).toBe(2)
  },
)

test("continuing makes that very last frame the shot's first frame, in place of the old one", async () => {
  const shot = await aShot()
  const [first, second] = [await aTake(shot), await aTake(shot)]
  await continueFromLastFrame(shot.teamId, first.takeId)
  expect(await continueFromLastFrame(shot.teamId, second.takeId)).toEqual({ project: "film", shotNumber: 1 })
  expect(await db().frame.findMany({ where: { shotId: shot.shotId } })).toMatchObject([
    { role: "first", clipId: second.lastFrameClipId, sourceTakeId: second.takeId },
  ])
})

test("a take without a last frame cannot be continued from", async () => {
  const shot = await aShot()
  const { takeId } = await aTake(shot, { status: "failed" })
  await expect(continueFromLastFrame(shot.teamId, takeId)).rejects.toMatchObject({ code: "conflict" })
})

test("a rating is kept and cleared", async () => {
  const shot = await aShot()
  const { takeId } = await aTake(shot)
  await rateTake(shot.teamId, takeId, 4)
  expect((await takeViewById(shot.teamId, takeId))?.rating).toBe(4)
  await rateTake(shot.teamId, takeId, null)
  expect((await takeViewById(shot.teamId, takeId))?.rating).toBe(null)
})

test("another team's take is not found by any of them, and stays as it is", async () => {
  const [ours, theirs] = [await aShot(), await aShot()]
  const { takeId } = await aTake(theirs)
  for (const attempt of [
    () => pickTake(ours.teamId, ours.userId, takeId),
    () => unpickTake(ours.teamId, ours.userId, takeId),
    () => rateTake(ours.teamId, takeId, 5),
    () => trashTakes(ours.teamId, ours.userId, [takeId]),
    () => restoreTakes(ours.teamId, [takeId]),
    () => continueFromLastFrame(ours.teamId, takeId),
    () => pickTake(ours.teamId, ours.userId, randomUUIDv7()),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ code: "not_found" })
  }
  expect(await takeViewById(ours.teamId, takeId)).toBe(null)
  expect(await takeViewById(theirs.teamId, takeId)).toMatchObject({ rating: null, isPicked: false })
  expect(await db().frame.count({ where: { shotId: theirs.shotId } })).toBe(0)
})
