"use client"

import { useQuery } from "@tanstack/react-query"
import { InlineName } from "@/components/ui/inline-name"
import { toastFailure } from "@/components/ui/toast"
import { renameShotAction } from "@/lib/shots/actions"
import { studioQuery } from "@/lib/shots/queries"
import type { StudioState } from "@/lib/shots/schema"

/** "12 The lamp falls": press it to give the shot another name. */
export function ShotTitle({ initial }: { initial: StudioState }) {
  const { team, project, shot } = initial
  const query = useQuery({ ...studioQuery(team, project.slug, shot), initialData: initial })
  const { title } = query.data.shot

  async function rename(name: string) {
    const result = await renameShotAction({ team, shotId: shot.id, title: name }).catch(() => null)
    if (!result?.ok) toastFailure("The shot keeps its name", result?.error.message ?? "The studio did not answer. Try again.")
    await query.refetch()
    return result?.ok === true
  }

  return (
    <InlineName
      label="Name of the shot"
      name={title}
      maxLength={120}
      placeholder={`Shot ${shot.number}`}
      disabled={!query.data.mayGenerate}
      onRename={rename}
      className="font-medium"
    >
      {title ? `${shot.number} ${title}` : `Shot ${shot.number}`}
    </InlineName>
  )
}
