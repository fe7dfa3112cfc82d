"use client"

import Copy from "lucide-react/icons/copy"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { FormFailure } from "@/components/auth/form-failure"
import { useSubmit } from "@/components/auth/use-submit"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { inputClass, TextField } from "@/components/ui/field"
import { Segment } from "@/components/ui/segment"
import { toast, toastFailure } from "@/components/ui/toast"
import { invite } from "@/lib/teams/actions"
import { roleNames } from "@/lib/teams/rules"

const roles = ["member", "reviewer", "owner"] as const
const mayWords = {
  owner: "Everything, with keys, people and budget.",
  member: "Writes shots and generates, which costs money.",
  reviewer: "Looks, comments and votes; spends nothing.",
} satisfies Record<(typeof roles)[number], string>

/** Makes a link for one person. It is shown once, to be sent by whatever means the team uses. */
export function InvitePerson({ team }: { team: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>Invite</Button>
      {isOpen && <InviteDialog team={team} onClose={() => setOpen(false)} />}
    </>
  )
}

function InviteDialog({ team, onClose }: { team: string; onClose: () => void }) {
  const router = useRouter()
  const [role, setRole] = useState<(typeof roles)[number]>("member")
  const [made, setMade] = useState<{ email: string; link: string } | null>(null)
  const { onSubmit, isBusy, failure } = useSubmit(
    ({ email = "" }) => invite({ team, email, role }),
    ({ link }, { email = "" }) => {
      setMade({ email, link })
      router.refresh()
      return undefined
    },
  )
  if (made) return <MadeLink {...made} onClose={onClose} />
  return (
    <Dialog title="Invite a person" onClose={onClose}>
      <form method="post" className="grid gap-3" onSubmit={onSubmit} noValidate>
        <TextField label="Email" name="email" type="email" autoComplete="off" data-autofocus error={failure?.fields?.email} />
        <div className="grid gap-1">
          <span className="text-ink-2">Role</span>
          <Segment
            label="Role"
            wide
            value={role}
            options={roles.map((value) => ({ value, label: roleNames[value] }))}
            onChange={setRole}
          />
          <p className="text-12 text-ink-3">{mayWords[role]}</p>
        </div>
        <FormFailure failure={failure} />
        <div className="mt-2 flex justify-end gap-2">
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" disabled={isBusy}>
            Make a link
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function MadeLink({ email, link, onClose }: { email: string; link: string; onClose: () => void }) {
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => toast({ title: "Link copied" }),
      () => toastFailure("The link was not copied", "Select it and copy it by hand."),
    )
  return (
    <Dialog title="Send this link" onClose={onClose}>
      <p className="text-ink-2">
        It lets {email} in once, within 7 days. It is not shown again and we send no mail: hand it over yourself.
      </p>
      <div className="flex gap-2">
        <input
          aria-label="Invitation link"
          readOnly
          value={link}
          className={inputClass}
          onFocus={(event) => event.target.select()}
        />
        <Button variant="primary" data-autofocus onClick={copy}>
          <Copy aria-hidden="true" />
          Copy
        </Button>
      </div>
      <div className="mt-2 flex justify-end">
        <Button variant="quiet" onClick={onClose}>
          Done
        </Button>
      </div>
    </Dialog>
  )
}
