"use client"

import { useParams } from "next/navigation"
import { useState } from "react"
import { useBelow } from "@/components/compare/below"
import { BelowPanel } from "@/components/compare/below-panel"
import { letters } from "@/components/compare/letters"
import { Rubric } from "@/components/compare/rubric"
import { useDecision } from "@/components/compare/use-decision"
import { useCommands } from "@/components/shell/commands"
import { Button } from "@/components/ui/button"
import { TextAreaField } from "@/components/ui/field"
import { later } from "@/components/ui/later"
import { Segment } from "@/components/ui/segment"
import { listNames } from "@/lib/format"
import type { TakeView } from "@/lib/takes/schema"

const HistoryDialog = later(() => import("@/components/studio/history-dialog"))

const historyNames = "The history names takes and models. Show the names to read it."

type Props = { team: string; takes: readonly TakeView[]; isHidden: boolean; mayDecide: boolean }

/**
 * Scores, the pick and why. Takes of several shots cannot be decided together, and reviewers do not decide: both are said.
 * Rendered always; it stands while the address says so.
 */
export function DecisionPanel(props: Props) {
  const [isOpen, setOpen] = useBelow("decide")
  if (!isOpen) return null
  return <OpenPanel {...props} onClose={() => setOpen(false)} />
}

function OpenPanel({ team, takes, isHidden, mayDecide, onClose }: Props & { onClose: () => void }) {
  const { project } = useParams<{ project: string }>()
  const [isReading, setReading] = useState(false)
  const [first] = takes
  const shots = [...new Set(takes.map(({ shotNumber }) => shotNumber))].sort((a, b) => a - b)
  const refused =
    shots.length > 1
      ? `A decision belongs to one shot: its pick and its history. These takes are of shots ${listNames(shots.map(String))}. Compare takes of one of them to decide.`
      : mayDecide
        ? null
        : "Reviewers look, comment and vote. Scores and the pick are a member’s."
  return (
    <BelowPanel
      label="Decision"
      title="Decide"
      closeLabel="Close the decision"
      focus="[data-cell][tabindex='0']"
      onClose={onClose}
      actions={
        shots.length === 1 && (
          <Button
            variant="quiet"
            size="compact"
            {...(isHidden && { "aria-disabled": true, "aria-description": historyNames, "data-tip": historyNames })}
            onClick={() => setReading(!isHidden)}
          >
            History
          </Button>
        )
      }
    >
      {refused !== null || !first ? (
        <p className="max-w-160 text-ink-2">{refused}</p>
      ) : (
        <DecisionForm team={team} takes={takes} shotId={first.shotId} isHidden={isHidden} onKept={onClose} />
      )}
      {isReading && first && (
        <HistoryDialog team={team} project={project} shotNumber={first.shotNumber} onClose={() => setReading(false)} />
      )}
    </BelowPanel>
  )
}

type FormProps = { team: string; takes: readonly TakeView[]; shotId: string; isHidden: boolean; onKept: () => void }

function DecisionForm({ team, takes, shotId, isHidden, onKept }: FormProps) {
  const decision = useDecision(team, shotId, takes, onKept)
  const { draft, pickedTakeId, refusal, isBusy } = decision
  useCommands([
    { label: "Keep the decision", group: "Players", keys: "mod+enter", shortcut: "⌘⏎", run: () => void decision.keep() },
  ])
  const isEmpty =
    pickedTakeId === null && draft.note.trim() === "" && Object.values(draft.scores).every((of) => !Object.keys(of).length)
  return (
    <div className="flex flex-wrap items-start gap-x-10 gap-y-4">
      <Rubric takes={takes} decision={decision} isHidden={isHidden} />
      <div className="grid min-w-72 max-w-160 flex-1 gap-3 max-sm:min-w-full">
        <div className="flex flex-wrap items-center gap-3">
          <span className="text-ink-2">Pick</span>
          <Segment
            label="Pick"
            value={pickedTakeId ?? ""}
            onChange={(id) => decision.pick(id || null)}
            options={[
              ...takes.map(({ id, number }, index) => ({
                value: id,
                label: isHidden ? (letters[index] ?? "") : `${letters[index]}, take ${number}`,
              })),
              { value: "", label: "None", tip: "What is picked stays picked" },
            ]}
          />
        </div>
        <TextAreaField
          label="Why"
          placeholder="Picked B because…"
          rows={2}
          hint="Kept in the shot’s history with your name, and not changed afterwards."
          value={draft.note}
          error={refusal ?? undefined}
          onChange={(event) => decision.write(event.target.value)}
        />
        <Button disabled={isEmpty || isBusy} shortcut="⌘⏎" onClick={() => void decision.keep()} className="justify-self-end">
          Keep the decision
        </Button>
      </div>
    </div>
  )
}
