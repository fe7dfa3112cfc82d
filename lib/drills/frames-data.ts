import "server-only"
import { db } from "@/lib/db"
import { stillSelect, toFirstFrame } from "@/lib/drills/report-data"
import type { FrameChoice } from "@/lib/drills/schema"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** As many as are looked through by eye; an older still is uploaded again, or taken from its shot. */
const mostOfEach = 24

const shotOf = { select: { number: true } } as const
const alive = { trashedAt: null }

/**
 * The stills of a project that a drill may begin with: frames of its shots, stills that were made, and the first and last
 * frames of its takes, newest first of each. A still that is several of these stands once.
 */
export async function frameChoices(teamId: AuthorizedTeamId, projectId: string): Promise<FrameChoice[]> {
  const newest = { orderBy: { id: "desc" }, take: mostOfEach } as const
  const [frames, made, takes] = await Promise.all([
    db().frame.findMany({
      where: { teamId, projectId, role: { not: "source" }, shot: alive },
      ...newest,
      select: { role: true, clip: { select: stillSelect }, shot: shotOf },
    }),
    db().madeFrame.findMany({
      where: { teamId, projectId },
      ...newest,
      select: { clip: { select: stillSelect }, generation: { select: { shot: shotOf } } },
    }),
    db().take.findMany({
      where: { teamId, projectId, ...alive, shot: alive, clipId: { not: null } },
      ...newest,
      select: { number: true, firstFrameClipId: true, lastFrameClipId: true, shot: shotOf },
    }),
  ])
  const ofTakes = takes.flatMap(({ number, shot, firstFrameClipId, lastFrameClipId }) => [
    { clipId: lastFrameClipId, words: `Shot ${shot.number}, last of take ${number}` },
    { clipId: firstFrameClipId, words: `Shot ${shot.number}, first of take ${number}` },
  ])
  const clips = await db().clip.findMany({
    where: { teamId, kind: "image", id: { in: ofTakes.flatMap(({ clipId }) => clipId ?? []) } },
    select: stillSelect,
  })
  const clipOf = new Map(clips.map((clip) => [clip.id, clip]))
  const all = [
    ...frames.map(({ role, clip, shot }) => ({ clip, words: `Shot ${shot.number}, ${roleWords[role]}` })),
    ...made.map(({ clip, generation }) => ({ clip, words: `Shot ${generation.shot.number}, made` })),
    ...ofTakes.map(({ clipId, words }) => ({ clip: clipOf.get(clipId ?? ""), words })),
  ]
  const once = new Map<string, FrameChoice>()
  for (const { clip, words } of all) {
    if (clip && !once.has(clip.id)) once.set(clip.id, { ...toFirstFrame(clip), words })
  }
  return [...once.values()]
}

const roleWords = { first: "first frame", last: "last frame", reference: "reference", source: "source" } as const
