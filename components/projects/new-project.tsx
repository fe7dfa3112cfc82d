"use client"

import Plus from "lucide-react/icons/plus"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { FormFailure } from "@/components/auth/form-failure"
import { useSubmit } from "@/components/auth/use-submit"
import { Button, type ButtonSize } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { TextField } from "@/components/ui/field"
import { createProject } from "@/lib/projects/actions"

/** The button and its dialog: a name is all a project needs. */
export function NewProject({ team, size = "control" }: { team: string; size?: ButtonSize }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="primary" size={size} onClick={() => setOpen(true)}>
        <Plus aria-hidden="true" />
        New project
      </Button>
      {isOpen && <NewProjectDialog team={team} onClose={() => setOpen(false)} />}
    </>
  )
}

function NewProjectDialog({ team, onClose }: { team: string; onClose: () => void }) {
  const router = useRouter()
  const { onSubmit, isBusy, failure } = useSubmit(
    ({ name = "" }) => createProject({ team, name }),
    ({ path }) => {
      router.push(path)
      return undefined
    },
  )
  return (
    <Dialog title="New project" onClose={onClose}>
      <form method="post" className="grid gap-3" onSubmit={onSubmit} noValidate>
        <TextField
          label="Project name"
          name="name"
          data-autofocus
          autoComplete="off"
          placeholder="Harbour film"
          error={failure?.fields?.name}
        />
        <FormFailure failure={failure} />
        <div className="mt-2 flex justify-end gap-2">
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" disabled={isBusy}>
            Create project
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
