import "server-only"
import { direct } from "@/lib/db"
import { type Generation, Prisma } from "@/lib/generated/prisma/client"
import type { ProviderId, VideoRequest } from "@/lib/providers/provider"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** What the jobs read of a generation. */
const columns = [
  "id",
  "teamId",
  "projectId",
  "shotId",
  "kind",
  "provider",
  "model",
  "mode",
  "status",
  "request",
  "jobRef",
  "vendorJobId",
  "hasCallback",
  "callbackTokenHash",
  "remoteFiles",
  "progress",
  "submitAttempts",
  "checkAttempts",
  "cancelRequestedAt",
  "priceEstimateMicros",
  "priceActualMicros",
  "acceptedAt",
  "unknownAt",
  "unknownUntil",
] as const satisfies readonly (keyof Generation)[]

type Row = Pick<Generation, (typeof columns)[number]>

/** A generation as the jobs see it. Its row names its team, which is what authorises the job to act for that team. */
export type JobGeneration = Omit<Row, "teamId" | "provider" | "request"> & {
  teamId: AuthorizedTeamId
  provider: ProviderId
  /** Of kind "frame" it is a `FrameRequest`: see frames.ts. */
  request: VideoRequest
}

const selectSql = Prisma.raw(`select ${columns.map((column) => `"${column}"`).join(", ")} from "Generation"`)

/** Null when it is gone (its shot or team was deleted). With `teamId`, also when it is another team's. */
export async function findGeneration(id: string, teamId?: AuthorizedTeamId): Promise<JobGeneration | null> {
  const ofTeam = teamId === undefined ? Prisma.empty : Prisma.sql`and "teamId" = ${teamId}::uuid`
  const statement = Prisma.sql`${selectSql} where id = ${id}::uuid ${ofTeam}`
  const [row] = await direct().$queryRaw<RawRow[]>(statement)
  return row ? toJobGeneration(row) : null
}

/** The live generation that a vendor knows by this id; null when there is none. */
export async function findByVendorJob(
  teamId: AuthorizedTeamId,
  provider: ProviderId,
  vendorJobId: string,
): Promise<JobGeneration | null> {
  const [row] = await direct().$queryRaw<RawRow[]>(Prisma.sql`${selectSql}
    where "teamId" = ${teamId}::uuid and provider = ${provider} and "vendorJobId" = ${vendorJobId} and mode = 'live'
    order by id desc limit 1`)
  return row ? toJobGeneration(row) : null
}

/** As pg reads it: sums are strings. */
type RawRow = Omit<Row, "priceEstimateMicros" | "priceActualMicros"> & {
  priceEstimateMicros: string
  priceActualMicros: string | null
}

/** The stored request is the frozen `VideoRequest`; JSON drops keys whose value is undefined, which reads back the same. */
function toJobGeneration({ teamId, provider, request, priceEstimateMicros, priceActualMicros, ...row }: RawRow): JobGeneration {
  return {
    ...row,
    teamId: teamId as AuthorizedTeamId,
    provider: provider as ProviderId,
    request: request as unknown as VideoRequest,
    priceEstimateMicros: BigInt(priceEstimateMicros),
    priceActualMicros: priceActualMicros === null ? null : BigInt(priceActualMicros),
  }
}
