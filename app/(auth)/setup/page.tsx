import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { AuthFrame } from "@/components/auth/auth-frame"
import { InstallationFacts } from "@/components/auth/installation-facts"
import { SetUpForm } from "@/components/auth/set-up-form"
import { isFirstRun } from "@/lib/auth/data"
import { checkInstallation } from "@/lib/auth/installation"

export const metadata: Metadata = { title: "Set up" }
export const dynamic = "force-dynamic"

export default async function Page() {
  if (!(await isFirstRun())) redirect("/sign-in")
  const facts = await checkInstallation()
  return (
    <AuthFrame
      title="Set up the studio"
      lead="One owner and one team to begin with. Others are invited later."
      foot={<InstallationFacts facts={facts} />}
    >
      <SetUpForm />
    </AuthFrame>
  )
}
