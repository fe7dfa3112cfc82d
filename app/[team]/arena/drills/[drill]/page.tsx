import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { drillCrumbs } from "@/components/drills/crumbs"
import { DrillReportPage } from "@/components/drills/report/drill-report-page"
import { teamNav } from "@/components/projects/team-nav"
import { PageFrame } from "@/components/shell/page-frame"
import { TopBar } from "@/components/shell/top-bar"
import { drillState } from "@/lib/drills/loaders"
import { takesOfShot } from "@/lib/takes/data"
import { loadTeam } from "@/lib/teams/access"

export const metadata: Metadata = { title: "Drill" }

type Props = { params: Promise<{ team: string; drill: string }> }

export default async function DrillPage({ params }: Props) {
  const { team: slug, drill } = await params
  const access = await loadTeam(slug)
  const state = (await drillState(access, drill)) ?? notFound()
  const [words, frame] = await Promise.all([
    takesOfShot(access.teamId, state.shots.words.id),
    takesOfShot(access.teamId, state.shots.frame.id),
  ])
  return (
    <PageFrame
      scroll
      surface="panel"
      top={<TopBar crumbs={drillCrumbs(access.team, state.name)} nav={teamNav(slug, "arena")} viewer={access.user} />}
    >
      <DrillReportPage key={state.id} initial={state} initialTakes={{ words, frame }} />
    </PageFrame>
  )
}
