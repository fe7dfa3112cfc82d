import "server-only"
import { AppError } from "@/lib/errors"
import { ballotsCsv } from "@/lib/report/ballots-csv"
import { chosenGroup } from "@/lib/report/choices"
import { pairsLeft } from "@/lib/report/data"
import { inGroup } from "@/lib/report/groups"
import { reportDocument } from "@/lib/report/html/document"
import { metricsCsv } from "@/lib/report/metrics-csv"
import { type ReportData, readSessionReport, readTeamReport } from "@/lib/report/read"
import type { ReportChoice } from "@/lib/report/schema"
import { stillAddresses } from "@/lib/report/stills"
import type { TeamAccess } from "@/lib/teams/types"

export const reportFiles = ["report.html", "ballots.csv", "metrics.csv"] as const
export type ReportFile = (typeof reportFiles)[number]

/** A file as it is sent: its name says what it is of. */
export type ExportedFile = { name: string; mime: string; text: string }

type Read = { title: string; scope: "session" | "team"; data: ReportData }

/**
 * One of a session's files; of all sessions with `sessionId` "all". Of the choice the tag and mode count, and for all sessions
 * `projectId`. Throws AppError "not_found", or "conflict" for whoever could still judge and did not say that they know.
 */
export async function exportFile(
  access: TeamAccess,
  sessionId: string,
  file: ReportFile,
  { choice, projectId }: { choice: ReportChoice; projectId: string | null },
): Promise<ExportedFile> {
  const group = chosenGroup(choice)
  const { title, scope, data } =
    sessionId === "all"
      ? { title: "Leaderboard", scope: "team" as const, data: await readTeamReport(access.teamId, { projectId, ...group }) }
      : await readOneSession(access, sessionId, choice)
  const named = (ending: string) => `${wordOf(title)}-${ending}`
  switch (file) {
    case "ballots.csv":
      return { name: named("ballots.csv"), mime: "text/csv; charset=utf-8", text: ballotsCsv(inGroup(data.ballots, group)) }
    case "metrics.csv":
      return { name: named("metrics.csv"), mime: "text/csv; charset=utf-8", text: metricsCsv(data.takes) }
    case "report.html": {
      const stills = await stillAddresses(data.takes)
      const report = { team: access.team.name, title, scope, madeAt: new Date().toISOString(), data, group, stills }
      return { name: named("report.html"), mime: "text/html; charset=utf-8", text: await reportDocument(report) }
    }
  }
}

async function readOneSession({ teamId, user }: TeamAccess, sessionId: string, { knowing }: ReportChoice): Promise<Read> {
  const read = await readSessionReport(teamId, sessionId)
  if (!read) throw new AppError("not_found", "There is nothing here, or it is not yours to see.")
  if (knowing !== user.id && (await pairsLeft(teamId, sessionId, user.id)) > 0) {
    throw new AppError(
      "conflict",
      "You still judge this session, and the report tells who made what. Open its page to see it all the same.",
    )
  }
  return { title: read.session.name, scope: "session", data: read.data }
}

/** As a file's name on every system. */
function wordOf(title: string): string {
  const word = title
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
  return word.slice(0, 60) || "session"
}
