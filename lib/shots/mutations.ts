import "server-only"
import { db, type Transaction } from "@/lib/db"
import { AppError } from "@/lib/errors"
import { notify } from "@/lib/events/notify"
import type { Prisma } from "@/lib/generated/prisma/client"
import { type FrameView, type ShotDraft, shotDraft } from "@/lib/shots/schema"
import { type ShotTag, toShotTags } from "@/lib/shots/tags"
import type { AuthorizedTeamId } from "@/lib/teams/types"

const gone = () => new AppError("not_found", "This shot no longer exists.")

/** The most reference images that a draft holds; each model says what it takes of them. */
export const maxReferenceImages = 9

/**
 * A new shot at the end of the project. Its form starts with the settings and the ticked models of the newest shot, so
 * that a scene need not be set up again for every shot; words and frames start empty.
 */
export async function createShot(teamId: AuthorizedTeamId, shot: NewShot): Promise<{ id: string; number: number }> {
  return db().$transaction((tx) => createShotIn(tx, teamId, shot))
}

export type NewShot = { projectId: string; userId: string; title?: string; draft?: ShotDraft }

/** The same as part of a larger transaction. */
export async function createShotIn(
  tx: Transaction,
  teamId: AuthorizedTeamId,
  shot: NewShot,
): Promise<{ id: string; number: number }> {
  const [project] = await tx.$queryRaw<{ number: number }[]>`
      update "Project" set "lastShotNumber" = "lastShotNumber" + 1
      where id = ${shot.projectId}::uuid and "teamId" = ${teamId}::uuid
      returning "lastShotNumber" as number`
  if (!project) throw new AppError("not_found", "This project no longer exists.")
  const created = await tx.shot.create({
    data: {
      teamId,
      projectId: shot.projectId,
      number: project.number,
      title: shot.title ?? "",
      draft: shot.draft ?? (await firstDraft(tx, teamId, shot.projectId)),
      createdById: shot.userId,
    },
    select: { id: true, number: true },
  })
  await notify(tx, { teamId, type: "shot", shotId: created.id, projectId: shot.projectId })
  return created
}

async function firstDraft(tx: Transaction, teamId: AuthorizedTeamId, projectId: string): Promise<ShotDraft> {
  const newest = await tx.shot.findFirst({
    where: { teamId, projectId, trashedAt: null },
    orderBy: { number: "desc" },
    select: { draft: true },
  })
  const { settings, modelIds, takesPerModel } = shotDraft.parse(newest?.draft ?? {})
  return shotDraft.parse({ settings: { ...settings, seed: null, camera: null }, modelIds, takesPerModel })
}

export type SavedDraft = { isSaved: true; revision: number } | { isSaved: false; revision: number; draft: ShotDraft }

/**
 * Saves the form if nobody has saved a newer one since `revision`; otherwise changes nothing and hands back what stands
 * there, so that the person can choose and nothing is lost.
 */
export async function saveDraft(
  teamId: AuthorizedTeamId,
  { shotId, revision, draft }: { shotId: string; revision: number; draft: ShotDraft },
): Promise<SavedDraft> {
  return db().$transaction(async (tx) => {
    const { count } = await tx.shot.updateMany({
      where: { id: shotId, teamId, trashedAt: null, draftRevision: revision },
      data: { draft, draftRevision: { increment: 1 } },
    })
    const shot = await tx.shot.findFirst({
      where: { id: shotId, teamId, trashedAt: null },
      select: { draft: true, draftRevision: true, projectId: true },
    })
    if (!shot) throw gone()
    if (count === 0) return { isSaved: false, revision: shot.draftRevision, draft: shotDraft.parse(shot.draft) }
    await notify(tx, { teamId, type: "shot", shotId, projectId: shot.projectId })
    return { isSaved: true, revision: shot.draftRevision }
  })
}

/** An empty title means: the prompt's first words. */
export async function renameShot(teamId: AuthorizedTeamId, shotId: string, title: string): Promise<void> {
  await changeShot(teamId, shotId, (tx) =>
    tx.shot.update({ where: { id: shotId, teamId }, data: { title }, select: { id: true } }),
  )
}

/** Says that the shot puts something to the test, or does not; its other tags stay, whoever sets them meanwhile. */
export async function tagShot(teamId: AuthorizedTeamId, shotId: string, tag: ShotTag, isSet: boolean): Promise<void> {
  await changeShot(teamId, shotId, async (tx) => {
    const { tags } = await tx.shot.findFirstOrThrow({ where: { id: shotId, teamId }, select: { tags: true } })
    const others = tags.filter((word) => word !== tag)
    const next = toShotTags(isSet ? [...others, tag] : others)
    await tx.shot.update({ where: { id: shotId, teamId }, data: { tags: next }, select: { id: true } })
  })
}

export type NewFrame = { role: FrameView["role"]; clipId: string; sourceTakeId?: string }

/**
 * Puts a stored still (or, as "source", a clip) into the shot's form: it replaces what was there in its role, references
 * are added behind.
 */
export async function attachFrame(teamId: AuthorizedTeamId, shotId: string, frame: NewFrame): Promise<void> {
  await changeShot(teamId, shotId, async (tx, { projectId }) => {
    const kind = frame.role === "source" ? "video" : "image"
    const clip = await tx.clip.findFirst({ where: { id: frame.clipId, teamId, kind }, select: { id: true } })
    if (!clip) throw new AppError("not_found", "This file is not stored here any more. Add it again.")
    await putFrame(tx, teamId, { shotId, projectId }, frame)
  })
}

async function putFrame(
  tx: Transaction,
  teamId: AuthorizedTeamId,
  { shotId, projectId }: { shotId: string; projectId: string },
  { role, clipId, sourceTakeId }: NewFrame,
) {
  let position = 0
  if (role === "reference") {
    const held = await tx.frame.findMany({ where: { teamId, shotId, role }, select: { position: true, clipId: true } })
    if (held.some((frame) => frame.clipId === clipId)) return
    if (held.length >= maxReferenceImages) {
      throw new AppError("invalid_input", `A shot holds ${maxReferenceImages} reference images. Remove one first.`)
    }
    position = Math.max(-1, ...held.map((frame) => frame.position)) + 1
  }
  const data = { clipId, sourceTakeId: sourceTakeId ?? null }
  await tx.frame.upsert({
    where: { shotId_role_position: { shotId, role, position } },
    create: { teamId, projectId, shotId, role, position, ...data },
    update: data,
    select: { id: true },
  })
}

/** Takes a still out of the form. The stored image stays: versions and takes that used it keep it. */
export async function removeFrame(teamId: AuthorizedTeamId, shotId: string, frameId: string): Promise<void> {
  await changeShot(teamId, shotId, (tx) => tx.frame.deleteMany({ where: { id: frameId, shotId, teamId } }))
}

/** First and last change places; one alone changes its role. */
export async function swapFrames(teamId: AuthorizedTeamId, shotId: string): Promise<void> {
  await changeShot(teamId, shotId, async (tx, { projectId }) => {
    const where = { teamId, shotId, role: { in: ["first", "last"] } } satisfies Prisma.FrameWhereInput
    const held = await tx.frame.findMany({ where, select: { role: true, clipId: true, sourceTakeId: true } })
    await tx.frame.deleteMany({ where })
    for (const frame of held) {
      await putFrame(
        tx,
        teamId,
        { shotId, projectId },
        {
          role: frame.role === "first" ? "last" : "first",
          clipId: frame.clipId,
          ...(frame.sourceTakeId !== null && { sourceTakeId: frame.sourceTakeId }),
        },
      )
    }
  })
}

/** Makes the form's frames those of an older version; frames that it did not have are taken out. */
export async function restoreFrames(teamId: AuthorizedTeamId, shotId: string, versionId: string): Promise<void> {
  await changeShot(teamId, shotId, async (tx, { projectId }) => {
    const version = await tx.promptVersion.findFirst({ where: { id: versionId, shotId, teamId }, select: { frames: true } })
    if (!version) throw new AppError("not_found", "This version no longer exists.")
    await tx.frame.deleteMany({ where: { teamId, shotId } })
    for (const frame of version.frames as NewFrame[]) {
      await putFrame(tx, teamId, { shotId, projectId }, { role: frame.role, clipId: frame.clipId })
    }
  })
}

/** Locks the shot, changes something about it, and tells open screens. Throws AppError "not_found". */
async function changeShot(
  teamId: AuthorizedTeamId,
  shotId: string,
  change: (tx: Transaction, shot: { projectId: string }) => Promise<unknown>,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const [shot] = await tx.$queryRaw<{ projectId: string }[]>`
      select "projectId" from "Shot"
      where id = ${shotId}::uuid and "teamId" = ${teamId}::uuid and "trashedAt" is null for update`
    if (!shot) throw gone()
    await change(tx, shot)
    await notify(tx, { teamId, type: "shot", shotId, projectId: shot.projectId })
  })
}
