import "server-only"
import { cookies, headers } from "next/headers"
import { notFound, redirect } from "next/navigation"
import { cache } from "react"
import { findSessionUser, type SignedInUser } from "@/lib/auth/data"
import { pathHeader } from "@/lib/auth/path-header"
import { decodeSession, sessionCookieName } from "@/lib/auth/session"
import { AppError } from "@/lib/errors"
import type { Role } from "@/lib/generated/prisma/enums"
import { findAccessById, findAccessBySlug } from "@/lib/teams/data"
import { mayActAs } from "@/lib/teams/rules"
import type { TeamAccess } from "@/lib/teams/types"

/** Who is signed in, or null. Read once per request. */
export const currentUser = cache(async (): Promise<SignedInUser | null> => {
  const session = await decodeSession((await cookies()).get(sessionCookieName)?.value)
  return session && findSessionUser(session)
})

const accessBySlug = cache(async (slug: string) => {
  const user = await requireUser()
  return findAccessBySlug(user, slug)
})

/** The signed-in person. Throws AppError "not_signed_in". For actions and route handlers. */
export async function requireUser(): Promise<SignedInUser> {
  const user = await currentUser()
  if (!user) throw new AppError("not_signed_in", "You are signed out. Sign in and try again.")
  return user
}

/**
 * Proves that the signed-in person belongs to the team with this slug, in `role` or above (default: any role).
 * For actions and route handlers. Throws AppError "not_signed_in", "not_found" (also for another's team) or "not_allowed".
 */
export async function requireTeam(slug: string, role: Role = "reviewer"): Promise<TeamAccess> {
  return withRole(await accessBySlug(slug), role)
}

/** The same for a row that names its team by id. */
export async function requireTeamById(teamId: string, role: Role = "reviewer"): Promise<TeamAccess> {
  return withRole(await findAccessById(await requireUser(), teamId), role)
}

/** The signed-in person, for pages: whoever is not is led to /sign-in, and back afterwards. */
export async function loadUser(): Promise<SignedInUser> {
  const user = await currentUser()
  if (user) return user
  const path = (await headers()).get(pathHeader)
  redirect(path && path !== "/" ? `/sign-in?next=${encodeURIComponent(path)}` : "/sign-in")
}

/** The team of a page's address. Leads to /sign-in, or shows "not found" for a team that is not the person's. Read once per request. */
export async function loadTeam(slug: string): Promise<TeamAccess> {
  await loadUser()
  return (await accessBySlug(slug)) ?? notFound()
}

function withRole(access: TeamAccess | null, role: Role): TeamAccess {
  if (!access) throw new AppError("not_found", "There is nothing here, or it is not yours to see.")
  if (!mayActAs(access.role, role)) {
    throw new AppError(
      "not_allowed",
      role === "owner" ? "Only an owner of the team may do this." : "Reviewers look, comment and vote. Ask an owner for more.",
    )
  }
  return access
}
