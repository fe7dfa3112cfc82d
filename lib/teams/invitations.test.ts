import { beforeEach, expect, test } from "vitest"
import { findOrLinkPerson } from "@/lib/auth/identities"
import { createFirstOwner } from "@/lib/auth/mutations"
import { db } from "@/lib/db"
import { findAccessBySlug } from "@/lib/teams/data"
import { createInvitation, findInvitation, joinAsNewPerson, joinAsUser, revokeInvitation } from "@/lib/teams/invitations"
import type { TeamAccess } from "@/lib/teams/types"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()

let owner: TeamAccess
beforeEach(async () => {
  await db().team.deleteMany()
  await db().auditEvent.deleteMany()
  await db().user.deleteMany()
  const slug = await createFirstOwner({
    name: "Mara",
    email: "mara@example.com",
    password: "correct-horse-1",
    teamName: "North",
  })
  const user = await db().user.findFirstOrThrow({ select: { id: true, name: true, email: true } })
  const access = await findAccessBySlug(user, slug)
  if (!access) throw new Error("the owner belongs to the team")
  owner = access
})

const ivo = { name: "Ivo", password: "correct-horse-2" }

test("a link lets one new person in once, in the invited role", async () => {
  const { token } = await createInvitation(owner, { email: "ivo@example.com", role: "reviewer" })
  expect(await findInvitation(token)).toMatchObject({ email: "ivo@example.com", teamName: "North", hasAccount: false })
  const results = await Promise.allSettled([joinAsNewPerson({ token, ...ivo }), joinAsNewPerson({ token, ...ivo })])
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  const user = await db().user.findUniqueOrThrow({ where: { email: "ivo@example.com" } })
  expect((await findAccessBySlug(user, "north"))?.role).toBe("reviewer")
  expect(await findInvitation(token)).toBeNull()
})

test("the token is kept nowhere", async () => {
  const { token } = await createInvitation(owner, { email: "ivo@example.com", role: "member" })
  const everything = JSON.stringify([await db().invitation.findMany(), await db().auditEvent.findMany()])
  expect(everything).not.toContain(token)
})

test("a withdrawn, an expired and a replaced link let nobody in", async () => {
  const first = await createInvitation(owner, { email: "ivo@example.com", role: "member" })
  const second = await createInvitation(owner, { email: "ivo@example.com", role: "member" })
  await expect(joinAsNewPerson({ token: first.token, ...ivo })).rejects.toThrow("withdrawn")
  const { id } = await db().invitation.findFirstOrThrow({ where: { revokedAt: null } })
  await revokeInvitation(owner, id)
  await expect(joinAsNewPerson({ token: second.token, ...ivo })).rejects.toThrow("withdrawn")
  const third = await createInvitation(owner, { email: "ivo@example.com", role: "member" })
  await db().invitation.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } })
  await expect(joinAsNewPerson({ token: third.token, ...ivo })).rejects.toThrow("expired")
  expect(await db().user.count()).toBe(1)
})

test("a link is for its email: another's session does not use it up", async () => {
  const { token } = await createInvitation(owner, { email: "ivo@example.com", role: "member" })
  const eve = await db().user.create({ data: { name: "Eve", email: "eve@example.com" } })
  await expect(joinAsUser(eve, token)).rejects.toThrow("is for ivo@example.com")
  const invited = await db().user.create({ data: { name: "Ivo", email: "ivo@example.com" } })
  expect(await joinAsUser(invited, token)).toEqual({ teamSlug: "north" })
})

test("a member is not invited again, and another team cannot withdraw", async () => {
  await expect(createInvitation(owner, { email: owner.user.email, role: "member" })).rejects.toThrow("in the team already")
  await createInvitation(owner, { email: "ivo@example.com", role: "member" })
  const { id } = await db().invitation.findFirstOrThrow()
  const other = await db().team.create({ data: { slug: "other", name: "Other" } })
  await expect(revokeInvitation({ ...owner, teamId: other.id as TeamAccess["teamId"] }, id)).rejects.toThrow()
})

test("an outside identity belongs to whoever has its verified email, else to an invitation, else to nobody", async () => {
  const identity = { provider: "oidc", providerAccountId: "7", name: "Ivo" }
  expect(await findOrLinkPerson({ ...identity, email: "ivo@example.com" })).toBeNull()
  expect(await findOrLinkPerson({ ...identity, email: null })).toBeNull()
  await createInvitation(owner, { email: "ivo@example.com", role: "member" })
  const joined = await findOrLinkPerson({ ...identity, email: "Ivo@Example.com" })
  expect(joined).not.toBeNull()
  expect(await findOrLinkPerson({ ...identity, email: null })).toEqual(joined)
  expect((await findOrLinkPerson({ ...identity, providerAccountId: "8", email: owner.user.email }))?.id).toBe(owner.user.id)
})
