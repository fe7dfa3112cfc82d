"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { Stepper } from "@/components/ui/stepper"
import { saveTeamPolicy } from "@/lib/policies/actions"
import type { PolicyWeights } from "@/lib/policies/schema"
import { shotKeys } from "@/lib/shots/queries"

const names: Record<keyof PolicyWeights, string> = {
  price: "Low price",
  time: "Short expected time",
  physics: "Physics",
  characterConsistency: "Character consistency",
  style: "Style",
}

type Props = { team: string; shotId: string; weights: PolicyWeights; onSaved: () => void; onClose: () => void }

/** How much each thing counts in the team's own policy. */
export default function PolicyDialog({ team, shotId, weights, onSaved, onClose }: Props) {
  const client = useQueryClient()
  const [draft, setDraft] = useState(weights)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)

  async function save() {
    setBusy(true)
    const result = await saveTeamPolicy({ team, weights: draft }).catch(() => null)
    setBusy(false)
    if (!result?.ok) return setRefusal(result?.error.message ?? "The studio did not answer. Try again.")
    await client.invalidateQueries({ queryKey: shotKeys.studio(team, shotId) })
    onSaved()
    onClose()
  }

  return (
    <Dialog title="The team’s own policy" onClose={onClose}>
      <p className="text-ink-2">
        How much each thing counts when Auto chooses, from 0 to 5, for everybody in the team. Quality is what others have
        published about a model; one without a note gets nothing for it.
      </p>
      <div className="grid">
        {(Object.keys(names) as (keyof PolicyWeights)[]).map((part) => (
          <div key={part} className="flex min-h-9 items-center justify-between gap-3">
            <span className="text-ink-2">{names[part]}</span>
            <Stepper
              label={names[part]}
              value={draft[part]}
              min={0}
              max={5}
              onChange={(value) => setDraft({ ...draft, [part]: value })}
            />
          </div>
        ))}
      </div>
      {refusal && (
        <p role="alert" className="text-stop">
          {refusal}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button variant="quiet" onClick={onClose}>
          Keep it as it was
        </Button>
        <Button disabled={isBusy} onClick={() => void save()}>
          Save
        </Button>
      </div>
    </Dialog>
  )
}
