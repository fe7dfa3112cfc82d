import "server-only"
import { z } from "zod"
import { db } from "@/lib/db"
import type { DrillLine, Half } from "@/lib/drills/schema"
import { isTerminal } from "@/lib/generations/rules"
import type { VersionContent } from "@/lib/generations/schema"
import { shotSettings } from "@/lib/shots/schema"
import { modelName } from "@/lib/takes/model-name"
import type { AuthorizedTeamId } from "@/lib/teams/types"

const uuid = z.uuid()
const ids = z.array(z.string())

/** Every drill of the team whose shots are not in the trash, newest first. */
export async function listDrills(teamId: AuthorizedTeamId): Promise<DrillLine[]> {
  const shot = { select: { id: true } } as const
  const rows = await db().drill.findMany({
    where: { teamId, textShot: { trashedAt: null }, frameShot: { trashedAt: null } },
    orderBy: { id: "desc" },
    select: {
      ...{ id: true, name: true, modelIds: true, createdAt: true, textShot: shot, frameShot: shot },
      project: { select: { slug: true, name: true } },
      createdBy: { select: { name: true } },
    },
  })
  const shotIds = rows.flatMap(({ textShot, frameShot }) => [textShot.id, frameShot.id])
  const takes = await db().take.findMany({
    where: { teamId, shotId: { in: shotIds }, trashedAt: null },
    orderBy: { number: "asc" },
    select: { shotId: true, posterClipId: true, generation: { select: { status: true } } },
  })
  return rows.map(({ textShot, frameShot, createdBy, createdAt, modelIds, ...row }) => {
    const own = takes.filter(({ shotId }) => shotId === textShot.id || shotId === frameShot.id)
    return {
      ...row,
      modelNames: ids.parse(modelIds).map(modelName),
      ended: own.filter(({ generation }) => isTerminal(generation.status)).length,
      takes: own.length,
      posterUrls: own.flatMap(({ posterClipId }) => (posterClipId ? [`/api/clips/${posterClipId}`] : [])).slice(0, 4),
      createdAt: createdAt.toISOString(),
      authorName: createdBy.name,
    }
  })
}

/** What a drill asked when it was first run, by half, and of whom. */
export type DrillContent = {
  id: string
  name: string
  createdAt: Date
  authorName: string
  project: { id: string; slug: string; name: string }
  modelIds: string[]
  shots: Record<Half, string>
  versions: Record<Half, VersionContent>
}

/** Null when the team has no such drill, or one of its shots is in the trash. */
export async function findDrillContent(teamId: AuthorizedTeamId, drillId: string): Promise<DrillContent | null> {
  if (!uuid.safeParse(drillId).success) return null
  const version = {
    select: {
      id: true,
      versions: {
        where: { number: 1 },
        select: { text: true, negativePrompt: true, settings: true, frames: true },
      },
    },
  } as const
  const row = await db().drill.findFirst({
    where: { id: drillId, teamId, textShot: { trashedAt: null }, frameShot: { trashedAt: null } },
    select: {
      ...{ id: true, name: true, createdAt: true, modelIds: true, textShot: version, frameShot: version },
      project: { select: { id: true, slug: true, name: true } },
      createdBy: { select: { name: true } },
    },
  })
  const [words, frame] = [row?.textShot.versions[0], row?.frameShot.versions[0]]
  if (!row || !words || !frame) return null
  const { id, name, createdAt, project } = row
  return {
    ...{ id, name, createdAt, project, authorName: row.createdBy.name, modelIds: ids.parse(row.modelIds) },
    shots: { words: row.textShot.id, frame: row.frameShot.id },
    versions: { words: contentOf(words), frame: contentOf(frame) },
  }
}

function contentOf(row: { text: string; negativePrompt: string; settings: unknown; frames: unknown }): VersionContent {
  const { text, negativePrompt, settings, frames } = row
  return { text, negativePrompt, settings: shotSettings.parse(settings), frames: frames as VersionContent["frames"] }
}
