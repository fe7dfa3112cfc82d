import type { Metadata } from "next"
import { InvitePerson } from "@/components/settings/invite-person"
import { InvitationsList, MembersList } from "@/components/settings/people-table"
import { SettingsFrame } from "@/components/settings/settings-frame"
import { plural } from "@/lib/format"
import { loadTeam } from "@/lib/teams/access"
import { listPeople, listTeamsOf } from "@/lib/teams/members"
import { mayActAs } from "@/lib/teams/rules"

export const metadata: Metadata = { title: "People, Settings" }

type Props = { params: Promise<{ team: string }> }

export default async function Page({ params }: Props) {
  const access = await loadTeam((await params).team)
  const { team, user, role } = access
  const [{ members, invitations }, teams] = await Promise.all([listPeople(access), listTeamsOf(user.id)])
  const mayChange = mayActAs(role, "owner")
  return (
    <SettingsFrame
      team={team}
      teams={teams}
      viewer={user}
      current="People"
      lead={`${plural(members.length, "person", "people")}. ${mayChange ? "An invitation is a link for one email." : "An owner invites others."}`}
      aside={mayChange && <InvitePerson team={team.slug} />}
    >
      <MembersList team={team.slug} members={members} mayChange={mayChange} />
      {invitations.length > 0 && (
        <section className="mt-8">
          <h2 className="mb-2 font-semibold text-14">Open invitations</h2>
          <InvitationsList team={team.slug} invitations={invitations} mayChange={mayChange} />
        </section>
      )}
    </SettingsFrame>
  )
}
