import { expect, test } from "vitest"
import { db } from "@/lib/db"
import { aShot } from "@/lib/jobs/testing"
import { findAccessBySlug } from "@/lib/teams/data"
import { changeRole, listPeople, removeMember, updateTeam } from "@/lib/teams/members"
import { mayActAs } from "@/lib/teams/rules"
import { teamSettingsInput } from "@/lib/teams/schema"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()

async function teamOf(...roles: ("owner" | "member" | "reviewer")[]) {
  const { access } = await aShot()
  const others = []
  for (const role of roles) {
    const { access: guest } = await aShot()
    await db().membership.create({ data: { teamId: access.teamId, userId: guest.user.id, role } })
    others.push(guest.user)
  }
  return { access, others }
}

test("an owner may all, a member shoots, a reviewer looks", () => {
  expect(["owner", "member", "reviewer"].map((role) => mayActAs(role as "owner", "member"))).toEqual([true, true, false])
  expect(mayActAs("member", "owner")).toBe(false)
})

test("the last owner can neither step down nor leave", async () => {
  const { access } = await teamOf("member")
  await expect(changeRole(access, access.user.id, "member")).rejects.toThrow("at least one owner")
  await expect(removeMember(access, access.user.id)).rejects.toThrow("at least one owner")
})

test("two owners who step down at once do not leave the team without one", async () => {
  const { access, others } = await teamOf("owner")
  const second = others[0]?.id ?? ""
  const results = await Promise.allSettled([
    changeRole(access, access.user.id, "member"),
    removeMember(access, second),
    changeRole(access, second, "reviewer"),
  ])
  expect(results.some(({ status }) => status === "rejected")).toBe(true)
  expect(await db().membership.count({ where: { teamId: access.teamId, role: "owner" } })).toBe(1)
})

test("whoever is removed finds the team no more, and it is noted who did it", async () => {
  const { access, others } = await teamOf("member")
  const [guest] = others
  if (!guest) throw new Error("there is a guest")
  expect((await findAccessBySlug(guest, access.team.slug))?.role).toBe("member")
  await removeMember(access, guest.id)
  expect(await findAccessBySlug(guest, access.team.slug)).toBeNull()
  const noted = await db().auditEvent.findFirstOrThrow({ where: { teamId: access.teamId, action: "member.removed" } })
  expect(noted).toMatchObject({ userId: access.user.id, detail: { userId: guest.id } })
  expect((await listPeople(access)).members).toHaveLength(1)
})

test.each([
  ["250", 250_000_000n],
  ["$1,250.50", 1_250_500_000n],
  ["", null],
])("a budget typed as %j is stored in micro-dollars", async (monthlyBudget, expected) => {
  const { access } = await teamOf()
  const input = teamSettingsInput.parse({ name: " North ", monthlyBudget })
  await updateTeam(access, { name: input.name, monthlyBudgetMicros: input.monthlyBudget })
  expect(await db().team.findUniqueOrThrow({ where: { id: access.teamId } })).toMatchObject({
    name: "North",
    monthlyBudgetMicros: expected,
  })
})

test.each(["-1", "1e9", "twelve", "1.234"])("%s is no budget", (monthlyBudget) => {
  expect(teamSettingsInput.safeParse({ name: "North", monthlyBudget }).success).toBe(false)
})
