import { randomUUID } from "node:crypto"
import { beforeEach, expect, test } from "vitest"
import { commentsOf } from "@/lib/comments/data"
import { addComment, removeComment, setCommentDone } from "@/lib/comments/mutations"
import { newComment } from "@/lib/comments/schema"
import { db } from "@/lib/db"
import { aShot, aTake } from "@/lib/takes/testing"
import type { TeamAccess } from "@/lib/teams/types"
import { createTestDatabase } from "@/lib/testing/database"
import { uuidOfKey } from "@/lib/uuid"

await createTestDatabase()

let owner: TeamAccess
let reviewer: TeamAccess
let takeId: string

beforeEach(async () => {
  const shot = await aShot()
  const ben = await db().user.create({ data: { name: "Ben", email: `${randomUUID()}@example.com` } })
  const { teamId, team: slug } = shot
  const access = (id: string, name: string, role: TeamAccess["role"]): TeamAccess => ({
    ...{ teamId, role, team: { slug, name: "Harbour" }, user: { id, name, email: `${name}@example.com` } },
  })
  owner = access(shot.userId, "Ada", "owner")
  reviewer = access(ben.id, "Ben", "reviewer")
  takeId = (await aTake(shot)).takeId
})

const aKey = () => randomUUID().replaceAll("-", "")
const say = async (access: TeamAccess, frame: number, text: string, commentKey = aKey()) => {
  await addComment(access, { commentKey, takeId, frame, text })
  return uuidOfKey(commentKey)
}

test("what was said stands by frame, then as it was said, with who said it", async () => {
  await say(reviewer, 48, "The lamp flickers.")
  await say(owner, 12, "The hand has six fingers.")
  await say(owner, 48, "Seen.")
  const views = await commentsOf(reviewer, [takeId])
  expect(views.map(({ frame, text, authorName, isMine }) => [frame, text, authorName, isMine])).toEqual([
    [12, "The hand has six fingers.", "Ada", false],
    [48, "The lamp flickers.", "Ben", true],
    [48, "Seen.", "Ada", false],
  ])
})

test("the same press twice, at once, is one comment", async () => {
  const key = aKey()
  await Promise.all([say(owner, 3, "Twice", key), say(owner, 3, "Twice", key)])
  expect(await commentsOf(owner, [takeId])).toHaveLength(1)
})

test("anybody marks a comment as seen to, and opens it again", async () => {
  const id = await say(owner, 0, "Look")
  await setCommentDone(reviewer, id, true)
  expect(await commentsOf(owner, [takeId])).toMatchObject([{ isDone: true }])
  await setCommentDone(owner, id, false)
  expect(await commentsOf(owner, [takeId])).toMatchObject([{ isDone: false }])
})

test("one takes back one's own, an owner anybody's, a reviewer nobody else's", async () => {
  const [first, second] = [await say(owner, 0, "Mine"), await say(reviewer, 1, "His")]
  await expect(removeComment(reviewer, first)).rejects.toMatchObject({ code: "not_allowed" })
  await removeComment(reviewer, second)
  await expect(setCommentDone(owner, second, true)).rejects.toMatchObject({ code: "not_found" })
  await removeComment(owner, await say(reviewer, 1, "Again"))
  expect(await commentsOf(owner, [takeId])).toMatchObject([{ text: "Mine" }])
})

test("a frame that the clip does not have, a take in the trash, and one without a clip are refused", async () => {
  await expect(say(owner, 120, "Behind the end")).rejects.toMatchObject({ code: "invalid_input" })
  await say(owner, 119, "The last one")
  await db().take.update({ where: { id: takeId }, data: { trashedAt: new Date() } })
  await expect(say(owner, 0, "Too late")).rejects.toMatchObject({ code: "conflict" })
  expect(newComment.safeParse({ commentKey: aKey(), takeId, frame: 0, text: "  " }).success).toBe(false)
  expect(newComment.safeParse({ commentKey: aKey(), takeId, frame: 0, text: "x".repeat(2001) }).success).toBe(false)
})

test("another team's take is not found, and its comments neither", async () => {
  const id = await say(owner, 0, "Ours")
  const { teamId } = await aShot()
  const stranger = { ...owner, teamId }
  await expect(addComment(stranger, { commentKey: aKey(), takeId, frame: 0, text: "Theirs" })).rejects.toMatchObject({
    code: "not_found",
  })
  await expect(removeComment(stranger, id)).rejects.toMatchObject({ code: "not_found" })
  expect(await commentsOf(stranger, [takeId])).toEqual([])
})
