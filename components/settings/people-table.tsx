"use client"

import Ellipsis from "lucide-react/icons/ellipsis"
import { useState } from "react"
import { Moment } from "@/components/settings/moment"
import { useAct } from "@/components/settings/use-act"
import { Avatar } from "@/components/ui/avatar"
import { Button } from "@/components/ui/button"
import { AlertDialog } from "@/components/ui/dialog"
import { IconButton } from "@/components/ui/icon-button"
import { Menu } from "@/components/ui/menu"
import { changeRole, removeMember, revokeInvitation } from "@/lib/teams/actions"
import { roleNames } from "@/lib/teams/rules"
import type { InvitationView, MemberView } from "@/lib/teams/schema"

const row =
  "grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 border-line border-t py-2.5 sm:grid-cols-[minmax(0,1fr)_88px_112px_32px]"

/** Who is in the team, as what. Owners change roles and remove people. */
export function MembersList({
  team,
  members,
  mayChange,
}: {
  team: string
  members: readonly MemberView[]
  mayChange: boolean
}) {
  return (
    <ul aria-label="Members" className="max-w-[800px]">
      {members.map((member) => (
        <li key={member.userId} className={row}>
          <span className="flex min-w-0 items-center gap-3">
            <Avatar name={member.name} />
            <span className="min-w-0">
              <span className="block truncate font-medium">
                {member.name}
                {member.isYou && <span className="font-normal text-ink-3"> (you)</span>}
              </span>
              <span className="block truncate text-12 text-ink-3">{member.email}</span>
            </span>
          </span>
          <span className="text-ink-2">{roleNames[member.role]}</span>
          <span className="text-12 text-ink-3 max-sm:hidden">
            since <Moment iso={member.joinedAt} />
          </span>
          <span className="max-sm:col-span-2 max-sm:justify-self-end">
            {mayChange && <MemberMenu team={team} member={member} />}
          </span>
        </li>
      ))}
    </ul>
  )
}

function MemberMenu({ team, member }: { team: string; member: MemberView }) {
  const { act } = useAct()
  const [isAsking, setAsking] = useState(false)
  const { userId, name } = member
  return (
    <>
      <Menu
        label={`${name}, role and membership`}
        align="end"
        trigger={(props) => (
          <IconButton label={`Change ${name}`} size="compact" {...props}>
            <Ellipsis aria-hidden="true" />
          </IconButton>
        )}
        entries={[
          ...(["owner", "member", "reviewer"] as const).map((role) => ({
            kind: "choice" as const,
            label: roleNames[role],
            checked: member.role === role,
            onSelect: () => act("The role was not changed", () => changeRole({ team, userId, role })),
          })),
          { kind: "separator" },
          { label: member.isYou ? "Leave the team" : "Remove from the team", danger: true, onSelect: () => setAsking(true) },
        ]}
      />
      {isAsking && (
        <AlertDialog
          danger
          title={member.isYou ? "Leave the team?" : `Remove ${name}?`}
          confirmLabel={member.isYou ? "Leave" : "Remove"}
          cancelLabel={member.isYou ? "Stay" : "Keep"}
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false)
            act(`${name} was not removed`, () => removeMember({ team, userId }))
          }}
        >
          They see nothing of the team any more. Their shots and takes stay.
        </AlertDialog>
      )}
    </>
  )
}

/** Links that still work. */
export function InvitationsList(props: { team: string; invitations: readonly InvitationView[]; mayChange: boolean }) {
  const { act, isBusy } = useAct()
  return (
    <ul aria-label="Open invitations" className="max-w-[800px]">
      {props.invitations.map(({ id, email, role, invitedBy, expiresAt }) => (
        <li key={id} className={row}>
          <span className="min-w-0">
            <span className="block truncate font-medium">{email}</span>
            <span className="block truncate text-12 text-ink-3">invited by {invitedBy}</span>
          </span>
          <span className="text-ink-2">{roleNames[role]}</span>
          <span className="text-12 text-ink-3 max-sm:hidden">until {expiresAt.slice(0, 10)}</span>
          {props.mayChange && (
            <Button
              variant="quiet"
              size="compact"
              className="justify-self-end max-sm:col-span-2"
              disabled={isBusy}
              aria-label={`Withdraw the invitation of ${email}`}
              onClick={() => act("The invitation still works", () => revokeInvitation({ team: props.team, invitationId: id }))}
            >
              Withdraw
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
