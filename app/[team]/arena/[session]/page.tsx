import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Session } from "@/components/arena/sessions/session"
import { teamNav } from "@/components/projects/team-nav"
import { PageFrame } from "@/components/shell/page-frame"
import { TopBar } from "@/components/shell/top-bar"
import { loadSession } from "@/lib/arena/loaders"
import { loadTeam } from "@/lib/teams/access"

export const metadata: Metadata = { title: "Session, Arena" }

type Props = { params: Promise<{ team: string; session: string }> }

export default async function SessionPage({ params }: Props) {
  const { team: slug, session: sessionId } = await params
  const { team, user } = await loadTeam(slug)
  const session = (await loadSession(slug, sessionId)) ?? notFound()
  const crumbs = [
    { label: team.name, href: `/${team.slug}` },
    { label: "Arena", href: `/${team.slug}/arena` },
    { label: session.name },
  ]
  return (
    <PageFrame surface="panel" scroll top={<TopBar crumbs={crumbs} nav={teamNav(team.slug, "arena")} viewer={user} />}>
      <Session key={session.id} team={team.slug} initial={session} />
    </PageFrame>
  )
}
