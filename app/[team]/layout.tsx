import type { ReactNode } from "react"
import { LiveUpdates } from "@/components/live/live-updates"
import { TeamCommands } from "@/components/shell/team-commands"
import { loadTeam } from "@/lib/teams/access"

type Props = { params: Promise<{ team: string }>; children: ReactNode }

/** Whatever belongs to a team: its membership is proven here too, and its screens are kept true. */
export default async function TeamLayout({ params, children }: Props) {
  const { team } = await loadTeam((await params).team)
  return (
    <>
      <LiveUpdates team={team.slug} />
      <TeamCommands team={team.slug} />
      {children}
    </>
  )
}
