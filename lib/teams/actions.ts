"use server"

import { headers } from "next/headers"
import { teamAction } from "@/lib/action"
import { env } from "@/lib/env"
import { createInvitation, revokeInvitation as revoke } from "@/lib/teams/invitations"
import * as members from "@/lib/teams/members"
import { invitationInput, inviteInput, memberInput, memberRoleInput, teamSettingsInput } from "@/lib/teams/schema"

const ownersOnly = { role: "owner" } as const

/** Makes an invitation link, which is shown this once. */
export const invite = teamAction(
  inviteInput,
  async (input, access) => {
    const { token } = await createInvitation(access, input)
    return { link: `${await ownAddress()}/join/${token}` }
  },
  ownersOnly,
)

export const revokeInvitation = teamAction(
  invitationInput,
  ({ invitationId }, access) => revoke(access, invitationId),
  ownersOnly,
)

export const changeRole = teamAction(
  memberRoleInput,
  ({ userId, role }, access) => members.changeRole(access, userId, role),
  ownersOnly,
)

export const removeMember = teamAction(memberInput, ({ userId }, access) => members.removeMember(access, userId), ownersOnly)

export const updateTeam = teamAction(
  teamSettingsInput,
  ({ name, monthlyBudget }, access) => members.updateTeam(access, { name, monthlyBudgetMicros: monthlyBudget }),
  ownersOnly,
)

/** Where the person who invites reaches this studio; the Origin was checked to be ours. */
async function ownAddress(): Promise<string> {
  return env().PUBLIC_URL ?? (await headers()).get("origin") ?? ""
}
