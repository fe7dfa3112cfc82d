import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { AuthFrame } from "@/components/auth/auth-frame"
import { SignInForm } from "@/components/auth/sign-in-form"
import { isFirstRun } from "@/lib/auth/data"
import { safePath } from "@/lib/auth/path-header"
import { oauthProviders } from "@/lib/auth/providers"
import { currentUser } from "@/lib/teams/access"

export const metadata: Metadata = { title: "Sign in" }
export const dynamic = "force-dynamic"

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Page({ searchParams }: Props) {
  const { next, callbackUrl, error } = await searchParams
  const path = safePath(pathOf(next ?? callbackUrl))
  if (await currentUser()) redirect(path)
  if (await isFirstRun()) redirect("/setup")
  return (
    <AuthFrame title="Sign in" lead="Whoever has no account yet is invited by an owner of the team.">
      <SignInForm
        next={path}
        doors={oauthProviders().map(({ id, name }) => ({ id, name }))}
        problem={error === undefined ? null : problemWords(String(error))}
      />
    </AuthFrame>
  )
}

/** next-auth hands on whole addresses; only the path counts, so nobody is led off this studio. */
function pathOf(address: string | string[] | undefined): string | null {
  if (typeof address !== "string") return null
  if (!URL.canParse(address)) return address
  const { pathname, search } = new URL(address)
  return pathname + search
}

function problemWords(code: string): string {
  if (code === "not_invited") return "This account's email is not invited here. Ask an owner of the team."
  return "Signing in did not work. Try again."
}
