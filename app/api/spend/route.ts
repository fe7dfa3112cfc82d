import { Readable } from "node:stream"
import { AppError } from "@/lib/errors"
import { teamRoute } from "@/lib/route"
import { spendFile } from "@/lib/spend/report-file"
import { spendChoice } from "@/lib/spend/report-schema"
import { requireTeam } from "@/lib/teams/access"

/** The spend report as a file: `?team=SLUG&mode=live|sandbox`, `&month=2026-11` for one month alone. */
export const GET = teamRoute(async (request) => {
  const search = Object.fromEntries(request.nextUrl.searchParams)
  const { teamId, team } = await requireTeam(search.team ?? "")
  const { mode, month = null } = spendChoice.parse(search)
  if (!mode) throw new AppError("invalid_input", "Say which money is meant: mode=live or mode=sandbox.")
  const name = `spend-${team.slug}-${mode}${month ? `-${month}` : ""}.csv`
  const parts = Readable.toWeb(Readable.from(encoded(spendFile(teamId, { mode, month }))))
  return new Response(parts as ReadableStream<Uint8Array>, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  })
})

async function* encoded(parts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for await (const part of parts) yield encoder.encode(part)
}
