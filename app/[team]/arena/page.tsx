import type { Metadata } from "next"
import { SessionsList } from "@/components/arena/sessions/sessions-list"
import { teamNav } from "@/components/projects/team-nav"
import { PageFrame } from "@/components/shell/page-frame"
import { TopBar } from "@/components/shell/top-bar"
import { sessionsOf } from "@/lib/arena/data"
import { loadTeam } from "@/lib/teams/access"
import { mayActAs } from "@/lib/teams/rules"

export const metadata: Metadata = { title: "Arena" }

type Props = { params: Promise<{ team: string }> }

/** Every blind session of the team. It names no model. */
export default async function ArenaPage({ params }: Props) {
  const { teamId, team, user, role } = await loadTeam((await params).team)
  const crumbs = [{ label: team.name, href: `/${team.slug}` }, { label: "Arena" }]
  return (
    <PageFrame surface="panel" scroll top={<TopBar crumbs={crumbs} nav={teamNav(team.slug, "arena")} viewer={user} />}>
      <SessionsList team={team.slug} initial={await sessionsOf(teamId, user.id)} mayCreate={mayActAs(role, "member")} />
    </PageFrame>
  )
}
