import "server-only"
import { db } from "@/lib/db"
import { Prisma } from "@/lib/generated/prisma/client"
import type { VendorMode } from "@/lib/generated/prisma/enums"
import { type ScalarMeasures, scalarMeasures } from "@/lib/report/measured"
import type { ReportScope } from "@/lib/report/schema"
import { inScope } from "@/lib/report/scope"
import { shotName } from "@/lib/takes/rules"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** A take that stood in a blind session, as the report and its metrics tell it. `model` is the catalogue's id. */
export type JudgedTake = {
  id: string
  number: number
  shot: { id: string; number: number; name: string; tags: string[] }
  project: { name: string; slug: string }
  model: string
  provider: string
  vendorMode: VendorMode
  hasFirstFrame: boolean
  versionNumber: number | null
  isPicked: boolean
  clip: { width: number; height: number; durationSeconds: number; fps: number; hasAudio: boolean } | null
  posterKey: string | null
  costMicros: number | null
  secondsToFinish: number | null
  measureVersion: number | null
  measures: ScalarMeasures | null
  notMeasured: string | null
}

type Row = Omit<JudgedTake, "shot" | "project" | "clip" | "costMicros" | "measures" | "notMeasured"> & {
  shotId: string
  shotNumber: number
  title: string
  prompt: string
  tags: string[]
  projectName: string
  projectSlug: string
  width: number | null
  height: number | null
  durationSeconds: number | null
  fps: number | null
  hasAudio: boolean | null
  costMicros: bigint | null
  measures: unknown
  failure: string | null
}

/** The takes of one session, or of all of the team's sessions in scope; each once, by project, shot and number. */
export async function judgedTakes(teamId: AuthorizedTeamId, scope: ReportScope): Promise<JudgedTake[]> {
  const ofSession = scope.sessionId === undefined ? Prisma.empty : Prisma.sql`and "sessionId" = ${scope.sessionId}::uuid`
  const rows = await db().$queryRaw<Row[]>(Prisma.sql`
    select take.id::text, take.number, generation.model, generation.provider, generation.mode::text as "vendorMode",
      shot.id::text as "shotId", shot.number as "shotNumber", shot.title, shot.tags, coalesce(version.text, '') as prompt,
      project.name as "projectName", project.slug as "projectSlug", version.number as "versionNumber",
      coalesce(jsonb_typeof(generation.request->'firstFrame') = 'object', false) as "hasFirstFrame",
      coalesce(shot."pickedTakeId" = take.id, false) as "isPicked",
      clip.width, clip.height, clip."durationSeconds", clip.fps, clip."hasAudio", poster."storageKey" as "posterKey",
      generation."priceActualMicros" as "costMicros",
      extract(epoch from generation."finishedAt" - generation."createdAt")::float8 as "secondsToFinish",
      measured.version as "measureVersion", measured.failure,
      case when jsonb_typeof(measured.measures) = 'object' then measured.measures - 'perSecond' - 'tool' end as measures
    from "Take" as take
    join "Generation" as generation on generation.id = take."generationId"
    join "Shot" as shot on shot.id = take."shotId"
    join "Project" as project on project.id = take."projectId"
    left join "PromptVersion" as version on version.id = generation."promptVersionId"
    left join "Clip" as clip on clip.id = take."clipId"
    left join "Clip" as poster on poster.id = take."posterClipId"
    left join "TakeMeasures" as measured on measured."takeId" = take.id and measured."teamId" = ${teamId}::uuid
    where take."teamId" = ${teamId}::uuid
      and take.id in (select "takeId" from "SessionTake" where "teamId" = ${teamId}::uuid ${ofSession})
      and ${inScope(teamId, scope)}
    order by project.name, shot.number, take.number, take.id`)
  return rows.map(toJudgedTake)
}

function toJudgedTake(row: Row): JudgedTake {
  const { shotId, shotNumber, title, prompt, tags, projectName, projectSlug, measures, failure, ...rest } = row
  const { width, height, durationSeconds, fps, hasAudio, costMicros, ...facts } = rest
  const read = measures === null ? undefined : scalarMeasures.safeParse(measures)
  return {
    ...facts,
    shot: { id: shotId, number: shotNumber, name: shotName(title, prompt), tags },
    project: { name: projectName, slug: projectSlug },
    clip:
      width !== null && height !== null
        ? { width, height, durationSeconds: durationSeconds ?? 0, fps: fps ?? 0, hasAudio: hasAudio ?? false }
        : null,
    costMicros: costMicros === null ? null : Number(costMicros),
    measures: read?.data ?? null,
    // Numbers of an older shape are measured anew, as lib/takes/measures-data.ts has it.
    notMeasured: read?.data ? null : (failure ?? "Not measured yet."),
  }
}
