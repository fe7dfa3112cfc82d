import "server-only"
import { db } from "@/lib/db"
import { requestHash } from "@/lib/generations/request-hash"
import { policyFacts } from "@/lib/policies/data"
import { resolveAutos } from "@/lib/policies/resolve"
import { isAuto } from "@/lib/policies/schema"
import { findModel } from "@/lib/providers/models"
import { preflight } from "@/lib/providers/preflight"
import { toShotAsk } from "@/lib/shots/ask"
import { frameKeys } from "@/lib/shots/batch"
import { findShot } from "@/lib/shots/data"
import type { Reuse, ReuseOffer, ShotView } from "@/lib/shots/schema"
import { shotName } from "@/lib/takes/rules"
import type { AuthorizedTeamId } from "@/lib/teams/types"
import { vendorModes, vendorsElsewhere } from "@/lib/vendors/data"
import { modeOf, revives } from "@/lib/vendors/modes"

/**
 * For each model that is ticked in the shot's saved form: the team's newest finished take of the very same request, in
 * whichever shot, unless it is in the trash. Null when the team has no such shot.
 */
export async function findReuse(teamId: AuthorizedTeamId, projectSlug: string, shotNumber: number): Promise<Reuse | null> {
  const found = await findShot(teamId, projectSlug, shotNumber)
  if (!found) return null
  const { shot } = found
  const hashes = await requestHashes(teamId, shot)
  const takes = await newestTakes(teamId, [...hashes.values()])
  const offers: Record<string, ReuseOffer> = {}
  for (const [tickId, hash] of hashes) {
    const take = takes.get(hash)
    if (take) offers[tickId] = take
  }
  return { revision: shot.revision, frames: frameKeys(shot.frames), offers }
}

/** What a press would ask of each ticked model, as hashes; models that cannot do the shot are left out. */
async function requestHashes(teamId: AuthorizedTeamId, { draft, frames }: ShotView): Promise<Map<string, string>> {
  const [modes, elsewhere] = await Promise.all([vendorModes(teamId), vendorsElsewhere(teamId)])
  const ask = toShotAsk(draft, frames)
  const hashes = new Map<string, string>()
  for (const modelId of draft.modelIds) {
    const model = findModel(modelId)
    if (!model) continue
    const mode = modeOf(modes, model.provider)
    const checked = preflight(ask, model, { isFree: mode === "sandbox", revives: revives(mode, elsewhere, model.provider) })
    if (checked.blocked === null) hashes.set(modelId, requestHash(mode, checked.request))
  }
  if (draft.modelIds.some(isAuto)) {
    for (const { id, ranking } of resolveAutos(draft.modelIds, ask, await policyFacts(teamId, modes, draft.modelIds))) {
      const [chosen] = ranking.ranked
      if (chosen?.checked.blocked === null) hashes.set(id, requestHash(chosen.mode, chosen.checked.request))
    }
  }
  return hashes
}

async function newestTakes(teamId: AuthorizedTeamId, hashes: string[]): Promise<Map<string, ReuseOffer>> {
  if (hashes.length === 0) return new Map()
  const rows = await db().generation.findMany({
    where: {
      teamId,
      requestHash: { in: hashes },
      status: "succeeded",
      take: { trashedAt: null, clipId: { not: null }, shot: { trashedAt: null } },
    },
    // An id is in the order of making.
    orderBy: [{ requestHash: "asc" }, { id: "desc" }],
    distinct: ["requestHash"],
    select: {
      requestHash: true,
      model: true,
      take: { select: { id: true, number: true } },
      shot: { select: { id: true, number: true, title: true, project: { select: { slug: true, name: true } } } },
      promptVersion: { select: { text: true } },
    },
  })
  return new Map(
    rows.flatMap(({ requestHash: hash, model, take, shot, promptVersion }): [string, ReuseOffer][] =>
      hash !== null && take
        ? [
            [
              hash,
              {
                takeId: take.id,
                takeNumber: take.number,
                modelId: model,
                shotId: shot.id,
                shotNumber: shot.number,
                shotName: shotName(shot.title, promptVersion?.text ?? ""),
                project: shot.project,
              },
            ],
          ]
        : [],
    ),
  )
}
