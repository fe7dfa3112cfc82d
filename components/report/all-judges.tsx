import Link from "next/link"
import { plural } from "@/lib/format"
import type { LeftOutJudge } from "@/lib/report/raters"
import { leftOutWords } from "@/lib/report/raters"

type Props = { judges: number; sessions: number; leftOut: readonly LeftOutJudge[]; arena: string }

/** How many judged, and who was left out where: the checks themselves stand in each session's report. */
export function AllJudges({ judges, sessions, leftOut, arena }: Props) {
  return (
    <>
      <p className="text-ink-2">
        {plural(judges, "person", "people")} in {plural(sessions, "session")}. Checks of each judge stand in the sessions'
        reports.
      </p>
      {leftOut.length > 0 && (
        <ul className="mt-2 grid gap-1 text-ink-2">
          {leftOut.map((line) => (
            <li key={`${line.sessionId} ${line.judgeId}`}>
              {leftOutWords(line)}{" "}
              <Link href={`${arena}/${line.sessionId}/report`} className="text-ink underline underline-offset-2">
                {line.session}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
