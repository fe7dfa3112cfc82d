import { LeaveOut } from "@/components/report/leave-out"
import { FiguresTable, NoFigure } from "@/components/ui/figures-table"
import type { JudgeLine } from "@/lib/report/raters"
import { leftOutWords, suggestedReason } from "@/lib/report/raters"
import { percentWords } from "@/lib/report/words"

type Props = { team: string; sessionId: string; judges: readonly JudgeLine[]; mayManage: boolean }

/** How each judge judged. What is flagged says why; only a person leaves somebody out, and that is said here. */
export function JudgesTable({ team, sessionId, judges, mayManage }: Props) {
  if (judges.length === 0) return <p className="text-ink-2">Nobody has voted yet.</p>
  return (
    <FiguresTable
      label="Judges"
      heads={["Judge", "Ballots", "Chose left", "Half answered in", "Same answer when swapped"]}
      buttons={mayManage && "Leave out"}
    >
      {judges.map((judge) => (
        <tr key={judge.judgeId}>
          <th scope="row" className="min-w-52 whitespace-normal">
            {judge.rater}
            {judge.flags.map(({ kind, reason }) => (
              <span key={kind} className="block max-w-[48ch] font-normal text-12 text-ink-2">
                Flagged: {reason}
              </span>
            ))}
            {judge.leftOut && (
              <span className="block max-w-[48ch] font-normal text-12 text-ink-2">
                {leftOutWords(judge)} By {judge.leftOut.by}.
              </span>
            )}
          </th>
          <td>{judge.ballots}</td>
          <td>{judge.leftShare === undefined ? <NoFigure /> : percentWords(judge.leftShare)}</td>
          <td>{judge.medianSeconds.toFixed(1)} s</td>
          <td>
            {judge.selfAgreement === undefined ? <NoFigure>none came back</NoFigure> : percentWords(judge.selfAgreement)}
            {judge.repeats > 0 && <span className="block text-12 text-ink-3">of {judge.repeats}</span>}
          </td>
          {mayManage && (
            <td className="print:hidden">
              <LeaveOut
                team={team}
                sessionId={sessionId}
                judge={{ id: judge.judgeId, name: judge.rater, isLeftOut: judge.leftOut !== null }}
                suggestion={suggestedReason(judge)}
              />
            </td>
          )}
        </tr>
      ))}
    </FiguresTable>
  )
}
