import type { Metadata } from "next"
import Link from "next/link"
import { drillCrumbs } from "@/components/drills/crumbs"
import { DrillForm } from "@/components/drills/form/drill-form"
import { teamNav } from "@/components/projects/team-nav"
import { PageFrame } from "@/components/shell/page-frame"
import { TopBar } from "@/components/shell/top-bar"
import { buttonClass } from "@/components/ui/button"
import { drillFormState } from "@/lib/drills/loaders"
import { loadTeam } from "@/lib/teams/access"

export const metadata: Metadata = { title: "New drill" }

type Props = { params: Promise<{ team: string }>; searchParams: Promise<{ project?: string | string[] }> }

export default async function NewDrillPage({ params, searchParams }: Props) {
  const access = await loadTeam((await params).team)
  const { team, user } = access
  const { project } = await searchParams
  const state = await drillFormState(access, typeof project === "string" ? project : undefined)
  return (
    <PageFrame
      surface="panel"
      top={<TopBar crumbs={drillCrumbs(team, "New drill")} nav={teamNav(team.slug, "arena")} viewer={user} />}
    >
      {state ? (
        <DrillForm state={state} />
      ) : (
        <div className="grid flex-1 place-items-center p-8 text-center">
          <div className="max-w-96">
            <h1 className="font-semibold text-16">A drill needs a project</h1>
            <p className="mt-1 mb-4 text-ink-2">Its two shots stand in one, beside your others. Create a project first.</p>
            <Link href={`/${team.slug}`} className={buttonClass()}>
              Go to projects
            </Link>
          </div>
        </div>
      )}
    </PageFrame>
  )
}
