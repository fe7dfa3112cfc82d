import "server-only"
import { db } from "@/lib/db"
import type { Prisma } from "@/lib/generated/prisma/client"
import { type FrameView, type ShotView, type StripShot, shotDraft, shotSettings, type VersionView } from "@/lib/shots/schema"
import { toShotTags } from "@/lib/shots/tags"
import { shotName } from "@/lib/takes/rules"
import type { AuthorizedTeamId } from "@/lib/teams/types"

const frameSelect = {
  id: true,
  role: true,
  position: true,
  sourceTakeId: true,
  clip: {
    select: { id: true, sha256: true, mime: true, width: true, height: true, bytes: true, durationSeconds: true, fps: true },
  },
} satisfies Prisma.FrameSelect

const shotSelect = {
  id: true,
  number: true,
  title: true,
  tags: true,
  draft: true,
  draftRevision: true,
  lastTakeNumber: true,
  frames: { select: frameSelect, orderBy: [{ role: "asc" }, { position: "asc" }] },
} satisfies Prisma.ShotSelect

type ShotRow = Prisma.ShotGetPayload<{ select: typeof shotSelect }>

/** The shot at an address, with its project; null when the team has no such shot, or it is in the trash. */
export async function findShot(teamId: AuthorizedTeamId, projectSlug: string, number: number) {
  const row = await db().shot.findFirst({
    where: { teamId, number, trashedAt: null, project: { slug: projectSlug } },
    select: { ...shotSelect, project: { select: { id: true, slug: true, name: true } } },
  })
  return row && { project: row.project, shot: await toShotView(teamId, row) }
}

/** The same by id. */
export async function findShotById(teamId: AuthorizedTeamId, shotId: string): Promise<ShotView | null> {
  const row = await db().shot.findFirst({ where: { teamId, id: shotId, trashedAt: null }, select: shotSelect })
  return row && toShotView(teamId, row)
}

async function toShotView(teamId: AuthorizedTeamId, row: ShotRow): Promise<ShotView> {
  const sources = row.frames.flatMap(({ sourceTakeId }) => sourceTakeId ?? [])
  const takes =
    sources.length === 0
      ? []
      : await db().take.findMany({ where: { teamId, id: { in: sources } }, select: { id: true, number: true } })
  const numberOf = new Map(takes.map(({ id, number }) => [id, number]))
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    tags: toShotTags(row.tags),
    // A draft written by an older release may lack keys: the schema's defaults stand in.
    draft: shotDraft.parse(row.draft),
    revision: row.draftRevision,
    lastTakeNumber: row.lastTakeNumber,
    frames: row.frames.map(
      ({ clip, sourceTakeId, ...frame }): FrameView => ({
        id: frame.id,
        role: frame.role,
        position: frame.position,
        clipId: clip.id,
        url: `/api/clips/${clip.id}`,
        sha256: clip.sha256,
        mime: clip.mime,
        width: clip.width,
        height: clip.height,
        bytes: Number(clip.bytes),
        durationSeconds: clip.durationSeconds,
        fps: clip.fps,
        sourceTakeNumber: numberOf.get(sourceTakeId ?? "") ?? null,
      }),
    ),
  }
}

/** Every wording of the shot that was sent, newest first, with how many takes of it are not in the trash. */
export async function listVersions(teamId: AuthorizedTeamId, shotId: string): Promise<VersionView[]> {
  const [rows, counts] = await Promise.all([
    db().promptVersion.findMany({
      where: { teamId, shotId },
      orderBy: { number: "desc" },
      select: {
        id: true,
        number: true,
        text: true,
        negativePrompt: true,
        settings: true,
        frames: true,
        createdAt: true,
        createdById: true,
      },
    }),
    db().generation.groupBy({
      by: ["promptVersionId"],
      where: { teamId, shotId, take: { trashedAt: null } },
      _count: { _all: true },
    }),
  ])
  const authors = await db().user.findMany({
    where: { id: { in: [...new Set(rows.map(({ createdById }) => createdById))] } },
    select: { id: true, name: true },
  })
  const nameOf = new Map(authors.map(({ id, name }) => [id, name]))
  const countOf = new Map(counts.map(({ promptVersionId, _count }) => [promptVersionId, _count._all]))
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    text: row.text,
    negativePrompt: row.negativePrompt,
    settings: shotSettings.parse(row.settings),
    frames: row.frames as VersionView["frames"],
    takeCount: countOf.get(row.id) ?? 0,
    createdAt: row.createdAt.toISOString(),
    authorName: nameOf.get(row.createdById) ?? "",
  }))
}

/** The cut: every shot of the project in order, with the poster of its picked take. */
export async function listStrip(teamId: AuthorizedTeamId, projectId: string): Promise<StripShot[]> {
  const rows = await db().shot.findMany({
    where: { teamId, projectId, trashedAt: null },
    orderBy: { number: "asc" },
    select: { id: true, number: true, title: true, draft: true, pickedTake: { select: { posterClipId: true } } },
  })
  return rows.map(({ id, number, title, draft, pickedTake }) => ({
    id,
    number,
    name: shotName(title, promptOf(draft)),
    posterUrl: pickedTake?.posterClipId ? `/api/clips/${pickedTake.posterClipId}` : null,
  }))
}

function promptOf(draft: Prisma.JsonValue): string {
  const text = draft !== null && typeof draft === "object" && !Array.isArray(draft) ? draft.text : ""
  return typeof text === "string" ? text : ""
}

/** What a press with this key has made already; null when it is the first. */
export async function findPress(teamId: AuthorizedTeamId, submitKey: string) {
  const batch = await db().batch.findUnique({
    where: { teamId_submitKey: { teamId, submitKey } },
    select: { id: true, generations: { select: { take: { select: { id: true } } } } },
  })
  return batch && { batchId: batch.id, takeIds: batch.generations.flatMap(({ take }) => take?.id ?? []) }
}
