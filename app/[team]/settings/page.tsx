import type { Metadata } from "next"
import { SettingsFrame } from "@/components/settings/settings-frame"
import { TeamForm } from "@/components/settings/team-form"
import { monthSummary } from "@/lib/spend/data"
import { dollars } from "@/lib/spend/rules"
import { loadTeam } from "@/lib/teams/access"
import { findTeamSettings, listTeamsOf } from "@/lib/teams/members"
import { mayActAs } from "@/lib/teams/rules"

export const metadata: Metadata = { title: "General, Settings" }

type Props = { params: Promise<{ team: string }> }

export default async function Page({ params }: Props) {
  const { teamId, team, user, role } = await loadTeam((await params).team)
  const [settings, month, teams] = await Promise.all([findTeamSettings(teamId), monthSummary(teamId), listTeamsOf(user.id)])
  const spent = `${dollars(month.chargedMicros)} charged this month`
  const lead = month.heldMicros > 0 ? `${spent}, ${dollars(month.heldMicros)} held` : spent
  return (
    <SettingsFrame team={team} teams={teams} viewer={user} current="General" lead={lead}>
      <TeamForm
        team={team.slug}
        name={settings.name}
        monthlyBudgetMicros={settings.monthlyBudgetMicros}
        mayChange={mayActAs(role, "owner")}
      />
    </SettingsFrame>
  )
}
