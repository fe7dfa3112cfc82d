import "server-only"
import { db, type Transaction } from "@/lib/db"
import type { DrillContent } from "@/lib/drills/data"
import type { Half } from "@/lib/drills/schema"
import { AppError } from "@/lib/errors"
import { createBatchIn, patience, requireBudget } from "@/lib/generations/mutations"
import type { BatchItem, VersionContent } from "@/lib/generations/schema"
import { createShotIn } from "@/lib/shots/mutations"
import type { ShotDraft } from "@/lib/shots/schema"
import type { ShotTag } from "@/lib/shots/tags"
import type { AuthorizedTeamId, TeamAccess } from "@/lib/teams/types"

type Items = Record<Half, readonly BatchItem[]>

export type DrillPress = {
  projectId: string
  name: string
  tags: readonly ShotTag[]
  draft: ShotDraft
  frameClipId: string
  submitKey: string
  items: Items
}

/** What the two shots of a drill are called, after its name. */
export const shotTitles: Record<Half, string> = { words: "from words", frame: "from a frame" }

/** The batches of a press, by half. */
const keyOf = (submitKey: string, half: Half) => `${submitKey}:${half}`

/**
 * One press of "Run the drill", in one transaction: two shots, a batch of takes in each with the money held for it, and the
 * drill that names both. Refused in any part, none of it stands and nothing is held. The same `submitKey` again, at once or
 * later, returns the drill that the first press made. Throws AppError "not_found" (project or still), "over_budget",
 * "not_allowed" (reviewers), "invalid_input", "conflict" (the key was used for something else).
 */
export async function createDrill(access: TeamAccess, press: DrillPress): Promise<{ drillId: string; isNew: boolean }> {
  const { teamId, user } = access
  const { projectId, submitKey, draft, frameClipId, items } = press
  return db().$transaction(async (tx) => {
    // Equal presses wait here for the first, and then find what it made.
    const [project] = await tx.$queryRaw<{ id: string }[]>`
      select id from "Project" where id = ${projectId}::uuid and "teamId" = ${teamId}::uuid for no key update`
    if (!project) throw new AppError("not_found", "This project no longer exists. Nothing was sent.")
    const before = await drillOfPress(tx, teamId, submitKey)
    if (before) return { drillId: before, isNew: false }
    const still = await tx.clip.findFirst({ where: { id: frameClipId, teamId, kind: "image" }, select: { id: true } })
    if (!still) throw new AppError("not_found", "The first frame is not stored here any more. Add it again. Nothing was sent.")

    await requireBudgetOfBoth(tx, teamId, items, draft.takesPerModel)
    const shots = { words: await addShot(tx, access, press, "words"), frame: await addShot(tx, access, press, "frame") }
    await tx.frame.create({
      data: { teamId, projectId, shotId: shots.frame, role: "first", position: 0, clipId: frameClipId },
      select: { id: true },
    })
    const { text, negativePrompt, settings } = draft
    await createBatches(tx, access, {
      ...{ shots, submitKey, items, takesPerModel: draft.takesPerModel },
      versions: {
        words: { text, negativePrompt, settings, frames: [] },
        frame: { text, negativePrompt, settings, frames: [{ role: "first", clipId: frameClipId }] },
      },
    })
    const drill = await tx.drill.create({
      data: {
        ...{ teamId, projectId, name: press.name, modelIds: draft.modelIds, createdById: user.id },
        ...{ textShotId: shots.words, frameShotId: shots.frame },
      },
      select: { id: true },
    })
    return { drillId: drill.id, isNew: true }
  }, patience)
}

/**
 * One more round of a drill: one take more of each model in both ways, in the same two shots and under the same wording. In
 * one transaction and once per `submitKey`, as `createDrill`.
 */
export async function repeatDrill(
  access: TeamAccess,
  content: DrillContent,
  press: { submitKey: string; items: Items },
): Promise<void> {
  const { id, shots, versions } = content
  await db().$transaction(async (tx) => {
    const [drill] = await tx.$queryRaw<{ id: string }[]>`
      select id from "Drill" where id = ${id}::uuid and "teamId" = ${access.teamId}::uuid for no key update`
    if (!drill) throw new AppError("not_found", "This drill no longer exists. Nothing was sent.")
    const key = keyOf(press.submitKey, "words")
    const before = await tx.batch.count({ where: { teamId: access.teamId, submitKey: key, shotId: shots.words } })
    if (before > 0) return
    await requireBudgetOfBoth(tx, access.teamId, press.items, 1)
    await createBatches(tx, access, { ...press, shots, versions, takesPerModel: 1 })
  }, patience)
}

/** The drill that a press with this key made; null when it is the first. */
export async function findDrillOfPress(teamId: AuthorizedTeamId, submitKey: string): Promise<string | null> {
  return drillOfPress(db(), teamId, submitKey)
}

async function drillOfPress(client: Pick<Transaction, "batch" | "drill">, teamId: AuthorizedTeamId, submitKey: string) {
  const batch = await client.batch.findUnique({
    where: { teamId_submitKey: { teamId, submitKey: keyOf(submitKey, "words") } },
    select: { shotId: true },
  })
  if (!batch) return null
  const drill = await client.drill.findFirst({ where: { teamId, textShotId: batch.shotId }, select: { id: true } })
  return drill?.id ?? null
}

/** Asked for the whole before either half is: the sum that is told is then that of the button. */
function requireBudgetOfBoth(tx: Transaction, teamId: AuthorizedTeamId, items: Items, takesPerModel: number) {
  const all = [...items.words, ...items.frame]
  return requireBudget(
    tx,
    teamId,
    all.map(({ mode, priceMicros }) => ({ mode, micros: priceMicros * takesPerModel })),
  )
}

async function addShot(tx: Transaction, { teamId, user }: TeamAccess, press: DrillPress, half: Half): Promise<string> {
  const { projectId, name, draft, tags } = press
  const title = `${name}, ${shotTitles[half]}`
  const { id } = await createShotIn(tx, teamId, { projectId, userId: user.id, title, draft })
  await tx.shot.update({ where: { id, teamId }, data: { tags: [...tags] }, select: { id: true } })
  return id
}

type Batches = {
  shots: Record<Half, string>
  versions: Record<Half, VersionContent>
  items: Items
  submitKey: string
  takesPerModel: number
}

async function createBatches(tx: Transaction, access: TeamAccess, batches: Batches) {
  const { shots, versions, items, submitKey, takesPerModel } = batches
  for (const half of ["words", "frame"] as const) {
    const batch = { shotId: shots[half], submitKey: keyOf(submitKey, half), version: versions[half], items: items[half] }
    const { isNew } = await createBatchIn(tx, access, { ...batch, takesPerModel })
    if (!isNew) throw new AppError("conflict", "This press was used for something else. Nothing was sent. Press again.")
  }
}
