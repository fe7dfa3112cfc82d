import "server-only"
import { db } from "@/lib/db"
import { isTerminal } from "@/lib/generations/rules"
import { generationFailure } from "@/lib/generations/schema"
import type { FrameJobView } from "@/lib/made-frames/schema"
import { findFrameModel } from "@/lib/providers/models"
import type { FrameRequest } from "@/lib/providers/provider"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** The latest requests for stills of a shot, newest first, with the stills that have come of them. */
export async function listMadeFrames(teamId: AuthorizedTeamId, shotId: string): Promise<FrameJobView[]> {
  const rows = await db().generation.findMany({
    where: { teamId, shotId, kind: "frame" },
    orderBy: { id: "desc" },
    take: 24,
    select: {
      id: true,
      model: true,
      mode: true,
      status: true,
      request: true,
      failure: true,
      priceEstimateMicros: true,
      priceActualMicros: true,
      createdAt: true,
      madeFrames: { select: { clip: { select: { id: true, width: true, height: true } } }, orderBy: { position: "asc" } },
    },
  })
  return rows.map(({ id, request, failure, madeFrames, ...row }) => {
    const { prompt, count } = request as unknown as Pick<FrameRequest, "prompt" | "count">
    const micros = isTerminal(row.status) ? row.priceActualMicros : row.priceEstimateMicros
    return {
      generationId: id,
      prompt,
      modelName: findFrameModel(row.model)?.name ?? row.model,
      count,
      state: stateOf(row.status),
      failure: generationFailure.safeParse(failure).data?.message ?? null,
      micros: row.mode === "sandbox" ? null : Number(micros ?? 0),
      frames: madeFrames.map(({ clip }) => ({
        clipId: clip.id,
        url: `/api/clips/${clip.id}`,
        width: clip.width,
        height: clip.height,
      })),
      createdAt: row.createdAt.toISOString(),
    }
  })
}

function stateOf(status: Parameters<typeof isTerminal>[0]): FrameJobView["state"] {
  if (status === "succeeded") return "made"
  if (status === "unknown") return "unknown"
  return isTerminal(status) ? "failed" : "making"
}
