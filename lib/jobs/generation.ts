import "server-only"
import { db } from "@/lib/db"
import type { Prisma } from "@/lib/generated/prisma/client"
import type { ProviderId, VideoRequest } from "@/lib/providers/provider"
import type { AuthorizedTeamId } from "@/lib/teams/types"

const select = {
  id: true,
  teamId: true,
  provider: true,
  model: true,
  mode: true,
  status: true,
  request: true,
  jobRef: true,
  vendorJobId: true,
  hasCallback: true,
  callbackTokenHash: true,
  remoteVideos: true,
  progress: true,
  submitAttempts: true,
  checkAttempts: true,
  ingestAttempts: true,
  cancelRequestedAt: true,
  priceEstimateMicros: true,
  priceActualMicros: true,
  acceptedAt: true,
  unknownAt: true,
  unknownUntil: true,
} satisfies Prisma.GenerationSelect

type Row = Prisma.GenerationGetPayload<{ select: typeof select }>

/** A generation as the jobs see it. Its row names its team, which is what authorises the job to act for that team. */
export type JobGeneration = Omit<Row, "teamId" | "provider" | "request"> & {
  teamId: AuthorizedTeamId
  provider: ProviderId
  request: VideoRequest
}

/** Null when it is gone (its shot or team was deleted). With `teamId`, also when it is another team's. */
export async function findGeneration(id: string, teamId?: AuthorizedTeamId): Promise<JobGeneration | null> {
  const row = await db().generation.findFirst({ where: { id, ...(teamId !== undefined && { teamId }) }, select })
  return row && toJobGeneration(row)
}

/** The stored request is the frozen `VideoRequest`; JSON drops keys whose value is undefined, which reads back the same. */
function toJobGeneration({ teamId, provider, request, ...row }: Row): JobGeneration {
  return {
    ...row,
    teamId: teamId as AuthorizedTeamId,
    provider: provider as ProviderId,
    request: request as unknown as VideoRequest,
  }
}
