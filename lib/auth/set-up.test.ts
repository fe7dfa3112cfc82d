import { beforeEach, expect, test } from "vitest"
import { findSessionUser, isFirstRun } from "@/lib/auth/data"
import { createFirstOwner, endAllSessions } from "@/lib/auth/mutations"
import { decodeSession, encodeSession, sessionIdleSeconds, sessionLifetimeSeconds } from "@/lib/auth/session"
import { signInWithPassword } from "@/lib/auth/sign-in"
import { db } from "@/lib/db"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()
beforeEach(async () => {
  await db().team.deleteMany()
  await db().auditEvent.deleteMany()
  await db().user.deleteMany()
})

const owner = { name: "Mara Lind", email: "mara@northlight.film", password: "correct-horse-1", teamName: "Northlight" }
const nowSeconds = () => Math.floor(Date.now() / 1000)

test("two set-ups at once create one owner and one team", async () => {
  expect(await isFirstRun()).toBe(true)
  const results = await Promise.allSettled([
    createFirstOwner(owner),
    createFirstOwner({ ...owner, email: "eve@example.com", teamName: "Other" }),
    createFirstOwner({ ...owner, email: "ann@example.com" }),
  ])
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  expect([await db().user.count(), await db().team.count(), await db().membership.count()]).toEqual([1, 1, 1])
  expect(await isFirstRun()).toBe(false)
})

test("a team whose name is one of our own addresses gets another slug", async () => {
  expect(await createFirstOwner({ ...owner, teamName: "Sign in" })).toBe("sign-in-2")
})

test("email and password sign in, in any case of the email; a wrong one says as much as an unknown one", async () => {
  await createFirstOwner(owner)
  const { id } = await db().user.findFirstOrThrow()
  expect(await signInWithPassword({ email: " Mara@Northlight.film ", password: owner.password }, "192.0.2.1")).toEqual({
    id,
    sessionEpoch: 0,
  })
  for (const credentials of [
    { email: owner.email, password: "wrong" },
    { email: "nobody@example.com", password: owner.password },
    { email: "no address", password: "" },
    undefined,
  ]) {
    await expect(signInWithPassword(credentials, "192.0.2.1")).rejects.toThrow("Email or password is wrong.")
  }
})

test("a session ends when the epoch is raised, and when its person is gone", async () => {
  await createFirstOwner(owner)
  const { id } = await db().user.findFirstOrThrow()
  const session = await decodeSession(await encodeSession({ userId: id, epoch: 0, startedAt: nowSeconds(), secure: false }))
  if (!session) throw new Error("the session should be readable")
  expect(await findSessionUser(session)).toEqual({ id, name: owner.name, email: owner.email })
  await endAllSessions(id)
  expect(await findSessionUser(session)).toBeNull()
})

test("a session lasts thirty days at most, and a tampered or foreign token is none", async () => {
  const claims = { userId: "0190a000-0000-7000-8000-000000000000", epoch: 0, secure: true }
  const old = await encodeSession({ ...claims, startedAt: nowSeconds() - sessionLifetimeSeconds })
  expect(await decodeSession(old)).toBeNull()
  const fresh = await encodeSession({ ...claims, startedAt: nowSeconds() })
  expect(await decodeSession(fresh)).toMatchObject(claims)
  expect(await decodeSession(`${fresh.slice(0, -2)}xx`)).toBeNull()
  expect(await decodeSession("")).toBeNull()
  expect(sessionIdleSeconds).toBeLessThan(sessionLifetimeSeconds)
})
