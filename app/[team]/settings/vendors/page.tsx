import type { Metadata } from "next"
import { PublicAddress } from "@/components/settings/public-address"
import { SettingsFrame } from "@/components/settings/settings-frame"
import { VendorTable } from "@/components/settings/vendor-table"
import { env } from "@/lib/env"
import { loadTeam } from "@/lib/teams/access"
import { listTeamsOf } from "@/lib/teams/members"
import { mayActAs } from "@/lib/teams/rules"
import { findLastDelivery, listVendors } from "@/lib/vendors/views"

export const metadata: Metadata = { title: "Vendors, Settings" }

type Props = { params: Promise<{ team: string }> }

export default async function Page({ params }: Props) {
  const { teamId, team, user, role } = await loadTeam((await params).team)
  const [vendors, teams, lastDelivery] = await Promise.all([
    listVendors(teamId),
    listTeamsOf(user.id),
    findLastDelivery(teamId),
  ])
  const live = vendors.filter(({ mode }) => mode === "live").length
  const mayChange = mayActAs(role, "owner")
  return (
    <SettingsFrame
      team={team}
      teams={teams}
      viewer={user}
      current="Vendors"
      lead={`${live} live, ${vendors.length - live} in the sandbox. A key makes a vendor live; nothing else changes.`}
      aside={
        <PublicAddress
          team={team.slug}
          address={env().PUBLIC_URL ?? null}
          lastDeliveryAt={lastDelivery?.toISOString() ?? null}
          mayCheck={mayChange}
        />
      }
    >
      <VendorTable team={team.slug} vendors={vendors} mayChange={mayChange} hasSandbox={env().SANDBOX_URL !== undefined} />
      {!mayChange && <p className="mt-4 text-12 text-ink-3">Only an owner may change keys and modes.</p>}
    </SettingsFrame>
  )
}
