import "server-only"
import { db } from "@/lib/db"
import type { DrillShot } from "@/lib/drills/schema"
import { contentHash } from "@/lib/generations/content-hash"
import type { VersionContent } from "@/lib/generations/schema"
import { listVersions } from "@/lib/shots/data"
import type { FrameView, VersionView } from "@/lib/shots/schema"
import { measuresOfTakes } from "@/lib/takes/measures-data"
import type { TakesMeasures } from "@/lib/takes/measures-schema"
import { modelName } from "@/lib/takes/model-name"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** What became of one of a drill's shots: its wordings against the drill's own, and how it came to its pick. */
export async function drillShot(teamId: AuthorizedTeamId, shotId: string, own: VersionContent): Promise<DrillShot> {
  const [shot, versions] = await Promise.all([
    db().shot.findFirstOrThrow({
      where: { id: shotId, teamId },
      select: {
        ...{ number: true, lastTakeNumber: true },
        pickedTake: {
          select: {
            number: true,
            generation: { select: { model: true, batchId: true, promptVersion: { select: { number: true } } } },
          },
        },
      },
    }),
    listVersions(teamId, shotId),
  ])
  const hash = wordingHash(own)
  return {
    id: shotId,
    number: shot.number,
    ownVersions: versions.filter((version) => wordingHash(version) === hash).map(({ number }) => number),
    wordings: wordingsAmong(versions),
    takes: shot.lastTakeNumber,
    picked: shot.pickedTake && (await pickedOf(teamId, shotId, shot.pickedTake, versions)),
  }
}

type Picked = { number: number; generation: { model: string; batchId: string; promptVersion: { number: number } | null } }

/** The takes of one press are made together: those beside the picked one count as well. */
async function pickedOf(teamId: AuthorizedTeamId, shotId: string, { number, generation }: Picked, versions: VersionView[]) {
  const { _max: last } = await db().take.aggregate({
    where: { teamId, shotId, generation: { batchId: generation.batchId } },
    _max: { number: true },
  })
  const upTo = generation.promptVersion?.number ?? 0
  return {
    takeNumber: number,
    modelName: modelName(generation.model),
    wordings: wordingsAmong(versions.filter((version) => version.number <= upTo)),
    takes: last.number ?? number,
  }
}

function wordingsAmong(versions: readonly VersionView[]): number {
  return new Set(versions.map(wordingHash)).size
}

/** A version without its seed: the same words drawn again are no new wording. */
function wordingHash({ text, negativePrompt, settings, frames }: VersionContent): string {
  return contentHash({ text, negativePrompt, settings: { ...settings, seed: null }, frames })
}

/** What was measured of the takes of these shots. */
export async function measuresOfShots(teamId: AuthorizedTeamId, shotIds: readonly string[]): Promise<TakesMeasures> {
  const takes = await db().take.findMany({
    where: { teamId, shotId: { in: [...shotIds] }, trashedAt: null },
    select: { id: true },
  })
  return measuresOfTakes(
    teamId,
    takes.map(({ id }) => id),
  )
}

/** A stored still as pre-flight reads it, as a first frame; null when the team has none with this id. */
export async function findStill(teamId: AuthorizedTeamId, clipId: string): Promise<FrameView | null> {
  const clip = await db().clip.findFirst({ where: { id: clipId, teamId, kind: "image" }, select: stillSelect })
  return clip && toFirstFrame(clip)
}

export const stillSelect = { id: true, sha256: true, mime: true, width: true, height: true, bytes: true } as const

export function toFirstFrame(clip: {
  id: string
  sha256: string
  mime: string
  width: number
  height: number
  bytes: bigint
}): FrameView {
  return {
    ...{ id: clip.id, role: "first", position: 0, clipId: clip.id, url: `/api/clips/${clip.id}`, sha256: clip.sha256 },
    ...{ mime: clip.mime, width: clip.width, height: clip.height, bytes: Number(clip.bytes) },
    ...{ durationSeconds: null, fps: null, sourceTakeNumber: null },
  }
}
