"use client"

import { useState } from "react"
import { useAct } from "@/components/settings/use-act"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { TextAreaField } from "@/components/ui/field"
import { leaveOutJudge, readmitJudge } from "@/lib/arena/actions"

type Props = {
  team: string
  sessionId: string
  judge: { id: string; name: string; isLeftOut: boolean }
  /** What the checks found, as the reason to begin with. */
  suggestion: string
}

/** Leaves a judge's ballots out of the session's figures with a reason that the report prints, or counts them again. */
export function LeaveOut({ team, sessionId, judge, suggestion }: Props) {
  const { act, isBusy } = useAct()
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState(suggestion)
  const ids = { team, sessionId, judgeId: judge.id }
  if (judge.isLeftOut) {
    return (
      <Button
        variant="quiet"
        size="compact"
        disabled={isBusy}
        aria-label={`Count again ${judge.name}'s ballots`}
        onClick={() => act("The ballots are still left out", () => readmitJudge(ids))}
      >
        Count again
      </Button>
    )
  }
  const leaveOut = () =>
    act(
      "The ballots still count",
      () => leaveOutJudge({ ...ids, reason: reason.trim() }),
      () => setAsking(false),
    )
  return (
    <>
      <Button variant="quiet" size="compact" aria-label={`Leave out ${judge.name}`} onClick={() => setAsking(true)}>
        Leave out
      </Button>
      {isAsking && (
        <Dialog
          title={`Leave ${judge.name}'s ballots out?`}
          className="whitespace-normal text-left"
          onClose={() => setAsking(false)}
        >
          <p className="text-ink-2">
            They stay stored, and count in no figure of this session. The report names {judge.name} and prints your reason.
          </p>
          <TextAreaField
            label="Reason"
            data-autofocus
            value={reason}
            maxLength={200}
            onChange={(event) => setReason(event.target.value)}
          />
          <div className="mt-2 flex justify-end gap-2">
            <Button variant="quiet" onClick={() => setAsking(false)}>
              Keep them
            </Button>
            <Button disabled={isBusy || reason.trim() === ""} onClick={leaveOut}>
              Leave out
            </Button>
          </div>
        </Dialog>
      )}
    </>
  )
}
