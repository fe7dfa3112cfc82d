import type { Metadata } from "next"
import { drillCrumbs } from "@/components/drills/crumbs"
import { DrillList } from "@/components/drills/drill-list"
import { teamNav } from "@/components/projects/team-nav"
import { PageFrame } from "@/components/shell/page-frame"
import { TopBar } from "@/components/shell/top-bar"
import { listDrills } from "@/lib/drills/data"
import { loadTeam } from "@/lib/teams/access"
import { mayActAs } from "@/lib/teams/rules"

export const metadata: Metadata = { title: "Drills, Arena" }

type Props = { params: Promise<{ team: string }> }

export default async function DrillsPage({ params }: Props) {
  const { teamId, team, user, role } = await loadTeam((await params).team)
  const drills = await listDrills(teamId)
  return (
    <PageFrame
      scroll
      surface="panel"
      top={<TopBar crumbs={drillCrumbs(team)} nav={teamNav(team.slug, "arena")} viewer={user} />}
    >
      <DrillList team={team.slug} drills={drills} mayRun={mayActAs(role, "member")} />
    </PageFrame>
  )
}
