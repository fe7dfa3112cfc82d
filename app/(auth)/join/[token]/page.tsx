import type { Metadata } from "next"
import Link from "next/link"
import { AuthFrame } from "@/components/auth/auth-frame"
import { AcceptForm, JoinForm } from "@/components/auth/join-form"
import { SignOutButton } from "@/components/auth/sign-out-button"
import { buttonClass } from "@/components/ui/button"
import { currentUser } from "@/lib/teams/access"
import { findInvitation } from "@/lib/teams/invitations"
import { roleNames } from "@/lib/teams/rules"

export const metadata: Metadata = { title: "Join", referrer: "no-referrer" }
export const dynamic = "force-dynamic"

type Props = { params: Promise<{ token: string }> }

export default async function Page({ params }: Props) {
  const { token } = await params
  const [invitation, user] = await Promise.all([findInvitation(token), currentUser()])
  if (!invitation) {
    return (
      <AuthFrame title="This link does not work" lead="It was used, withdrawn or has expired. Ask for a new one.">
        <Link href="/" className={buttonClass("secondary", "main", "w-full")}>
          To the studio
        </Link>
      </AuthFrame>
    )
  }
  const { email, teamName, invitedBy, role, hasAccount } = invitation
  const lead = `${invitedBy} invited ${email} as ${roleNames[role].toLowerCase()}.`
  return (
    <AuthFrame title={`Join ${teamName}`} lead={lead}>
      {user?.email === email ? (
        <AcceptForm token={token} />
      ) : user ? (
        <>
          <p>You are signed in as {user.email}, and this link is for somebody else.</p>
          <SignOutButton next={`/join/${token}`} />
        </>
      ) : hasAccount ? (
        <Link href={`/sign-in?next=/join/${token}`} className={buttonClass("primary", "main", "w-full")}>
          Sign in to join
        </Link>
      ) : (
        <JoinForm token={token} email={email} />
      )}
    </AuthFrame>
  )
}
