"use server"

import { openAction } from "@/lib/action"
import { createFirstOwner } from "@/lib/auth/mutations"
import { acceptInput, joinInput, setUpInput } from "@/lib/auth/schema"
import { requireUser } from "@/lib/teams/access"
import { joinAsNewPerson, joinAsUser } from "@/lib/teams/invitations"

/** First run: the owner and the team. Refused as soon as anybody exists. The browser signs in next, with what was typed. */
export const setUp = openAction(setUpInput, async (input) => ({ path: `/${await createFirstOwner(input)}` }))

/** A new person accepts an invitation. The token of the link is the proof. */
export const join = openAction(joinInput, async (input) => {
  const { email, teamSlug } = await joinAsNewPerson(input)
  return { email, path: `/${teamSlug}` }
})

/** Whoever is signed in accepts an invitation that was written for their email. */
export const acceptInvitation = openAction(acceptInput, async ({ token }) => {
  const { teamSlug } = await joinAsUser(await requireUser(), token)
  return { path: `/${teamSlug}` }
})
