import { cookies } from "next/headers"
import { redirect } from "next/navigation"
import { AuthFrame } from "@/components/auth/auth-frame"
import { SignOutButton } from "@/components/auth/sign-out-button"
import { isFirstRun } from "@/lib/auth/data"
import { lastProjectCookie } from "@/lib/auth/last-project"
import { findLastPlace, mayOpen } from "@/lib/projects/data"
import { currentUser, loadUser } from "@/lib/teams/access"

export const dynamic = "force-dynamic"

/** Leads to where this browser was last, else to the newest work, else to set-up. */
export default async function Page() {
  if (!(await currentUser()) && (await isFirstRun())) redirect("/setup")
  const user = await loadUser()
  const [team, project] = (await cookies()).get(lastProjectCookie)?.value.split("/") ?? []
  if (team && project && (await mayOpen(user.id, team, project))) redirect(`/${team}/${project}`)
  const place = await findLastPlace(user.id)
  if (place) redirect(`/${place}`)
  return (
    <AuthFrame title="No team" lead={`${user.email} belongs to no team any more. Ask an owner for an invitation.`}>
      <SignOutButton />
    </AuthFrame>
  )
}
