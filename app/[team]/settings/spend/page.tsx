import type { Metadata } from "next"
import { SettingsFrame } from "@/components/settings/settings-frame"
import { PeriodChoice } from "@/components/spend/period-choice"
import { SpendTables } from "@/components/spend/spend-tables"
import { spendReport } from "@/lib/spend/report"
import { spendChoice } from "@/lib/spend/report-schema"
import { dollars } from "@/lib/spend/rules"
import { loadTeam } from "@/lib/teams/access"
import { listTeamsOf } from "@/lib/teams/members"

export const metadata: Metadata = { title: "Spend, Settings" }

type Props = { params: Promise<{ team: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Page({ params, searchParams }: Props) {
  const { teamId, team, user } = await loadTeam((await params).team)
  const [report, teams] = await Promise.all([
    spendReport(teamId, team.slug, spendChoice.parse(await searchParams)),
    listTeamsOf(user.id),
  ])
  const { totals, heldMicros, mode } = report
  const charged = `${dollars(totals.chargedMicros)} ${mode === "sandbox" ? "of test money " : ""}charged`
  return (
    <SettingsFrame
      team={team}
      teams={teams}
      viewer={user}
      current="Spend"
      lead={heldMicros > 0 ? `${charged}, ${dollars(heldMicros)} held now for what is under way.` : `${charged}.`}
      aside={<PeriodChoice team={team.slug} report={report} />}
    >
      <SpendTables report={report} />
    </SettingsFrame>
  )
}
