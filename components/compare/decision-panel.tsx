"use client"

import X from "lucide-react/icons/x"
import { useParams } from "next/navigation"
import { useEffect, useRef, useState } from "react"
import { useDecisionOpen } from "@/components/compare/decide-button"
import { letters } from "@/components/compare/letters"
import { Rubric } from "@/components/compare/rubric"
import { useDecision } from "@/components/compare/use-decision"
import { useCommands } from "@/components/shell/commands"
import { Button } from "@/components/ui/button"
import { TextAreaField } from "@/components/ui/field"
import { IconButton } from "@/components/ui/icon-button"
import { later } from "@/components/ui/later"
import { Segment } from "@/components/ui/segment"
import { listNames } from "@/lib/format"
import type { TakeView } from "@/lib/takes/schema"

const HistoryDialog = later(() => import("@/components/studio/history-dialog"))

const historyNames = "The history names takes and models. Show the names to read it."

type Props = { team: string; takes: readonly TakeView[]; isHidden: boolean; mayDecide: boolean }

/**
 * Scores, the pick and why, between the pictures and the transport, over the timeline: the pictures stay in sight and play. Takes of several shots cannot be decided together, and reviewers do not decide: both are said. Rendered always; it
 * stands while the address says so.
 */
export function DecisionPanel(props: Props) {
  const [isOpen, setOpen] = useDecisionOpen()
  const close = () => void setOpen(null)
  if (!isOpen) return null
  return <OpenPanel {...props} onClose={close} />
}

function OpenPanel({ team, takes, isHidden, mayDecide, onClose }: Props & { onClose: () => void }) {
  const { project } = useParams<{ project: string }>()
  const panel = useRef<HTMLElement>(null)
  const [isReading, setReading] = useState(false)
  const [first] = takes
  const shots = [...new Set(takes.map(({ shotNumber }) => shotNumber))].sort((a, b) => a - b)
  useEffect(() => {
    panel.current?.scrollIntoView({ block: "nearest" })
    panel.current?.querySelector<HTMLElement>("[data-cell][tabindex='0']")?.focus({ preventScroll: true })
  }, [])
  useCommands([{ label: "Close the decision", group: "Players", keys: "escape", shortcut: "Esc", run: onClose }])
  const refused =
    shots.length > 1
      ? `A decision belongs to one shot: its pick and its history. These takes are of shots ${listNames(shots.map(String))}. Compare takes of one of them to decide.`
      : mayDecide
        ? null
        : "Reviewers look, comment and vote. Scores and the pick are a member’s."
  return (
    <section
      ref={panel}
      aria-label="Decision"
      className="bottom-16 z-30 flex max-h-[50dvh] flex-none flex-col gap-3 overflow-y-auto border-line border-t bg-panel px-4 pt-3 pb-4 max-sm:max-h-none max-sm:px-3 sm:sticky"
    >
      <header className="flex items-center gap-2">
        <h2 className="flex-1 font-semibold">Decide</h2>
        {shots.length === 1 && (
          <Button
            variant="quiet"
            size="compact"
            {...(isHidden && { "aria-disabled": true, "aria-description": historyNames, "data-tip": historyNames })}
            onClick={() => setReading(!isHidden)}
          >
            History
          </Button>
        )}
        <IconButton label="Close" shortcut="Esc" size="compact" className="-mr-1" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      {refused !== null || !first ? (
        <p className="max-w-160 text-ink-2">{refused}</p>
      ) : (
        <DecisionForm team={team} takes={takes} shotId={first.shotId} isHidden={isHidden} onKept={onClose} />
      )}
      {isReading && first && (
        <HistoryDialog team={team} project={project} shotNumber={first.shotNumber} onClose={() => setReading(false)} />
      )}
    </section>
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
