import { AppError } from "@/lib/errors"
import { findProject } from "@/lib/projects/data"
import { exportFile, reportFiles } from "@/lib/report/files"
import { reportChoice } from "@/lib/report/schema"
import { teamRoute } from "@/lib/route"
import { requireTeam } from "@/lib/teams/access"

type Context = { params: Promise<{ session: string; file: string }> }

/** The report names no address and runs nothing; a browser is told so as well. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

/**
 * The files of a report: `report.html`, `ballots.csv`, `metrics.csv`; of one session, or of "all" with `?project=SLUG`.
 * `?team=SLUG` is needed, `?tag=` and `?mode=` narrow what is told.
 */
export const GET = teamRoute<Context>(async (request, { params }) => {
  const { session, file } = await params
  const search = Object.fromEntries(request.nextUrl.searchParams)
  const access = await requireTeam(search.team ?? "")
  const choice = reportChoice.parse(search)
  const asked = reportFiles.find((name) => name === file)
  const project = choice.project === undefined ? null : await findProject(access.teamId, choice.project)
  if (!asked || (choice.project !== undefined && !project)) {
    throw new AppError("not_found", "There is nothing here, or it is not yours to see.")
  }
  const { name, mime, text } = await exportFile(access, session, asked, { choice, projectId: project?.id ?? null })
  // The report opens in the browser, so that it can be printed; `download` on a link saves it.
  const place = asked === "report.html" ? "inline" : "attachment"
  const disposition = `${place}; filename="${name}"`
  return new Response(text, {
    headers: {
      ...{ "content-type": mime, "content-disposition": disposition, "cache-control": "no-store" },
      ...(asked === "report.html" && { "content-security-policy": policy }),
    },
  })
})
