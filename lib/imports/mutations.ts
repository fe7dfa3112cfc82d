import "server-only"
import { randomUUIDv7 } from "node:crypto"
import { db, type Transaction } from "@/lib/db"
import { AppError } from "@/lib/errors"
import { contentHash } from "@/lib/generations/content-hash"
import { patience } from "@/lib/generations/mutations"
import { type ImportFacts, modelSlug } from "@/lib/imports/schema"
import { transition } from "@/lib/jobs/transition"
import { importedProvider } from "@/lib/providers/names"
import { createShotIn } from "@/lib/shots/mutations"
import { shotDraft, shotSettings } from "@/lib/shots/schema"
import { storage } from "@/lib/storage/open"
import type { TeamAccess } from "@/lib/teams/types"

/** A file in the temporary area, whole. */
export type BroughtFile = { path: string; sha256: string; bytes: number; mime: string }

/**
 * Brings an old clip into a project as a take of vendor "imported": clips of one prompt share a shot, whose form holds that
 * prompt. The worker checks and stores it as it does any vendor's clip. The same file in the same project is one take,
 * however often it is brought. Throws AppError "not_found".
 */
export async function importClip(
  access: TeamAccess,
  projectId: string,
  facts: ImportFacts,
  file: BroughtFile,
): Promise<{ takeId: string; isNew: boolean }> {
  const submitKey = `import:${projectId}:${file.sha256}`
  const before = await findImported(db(), access, submitKey)
  if (before) return before
  // Each has a place of its own: the same file may be on its way into another project, which removes it there when it is in.
  const key = `imports/${access.teamId}/${randomUUIDv7()}`
  await storage().putFile(key, file.path, { mime: file.mime })
  try {
    const imported = await insertImported(access, projectId, facts, { ...file, key, submitKey })
    if (!imported.isNew) await storage().delete(key)
    return imported
  } catch (error) {
    // Anything else may have been committed all the same, and then the file is needed.
    if (error instanceof AppError) await storage().delete(key)
    throw error
  }
}

async function findImported(client: Pick<Transaction, "take">, { teamId }: TeamAccess, submitKey: string) {
  const before = await client.take.findFirst({ where: { teamId, generation: { submitKey } }, select: { id: true } })
  return before && { takeId: before.id, isNew: false }
}

function insertImported(
  access: TeamAccess,
  projectId: string,
  facts: ImportFacts,
  { key, bytes, submitKey }: BroughtFile & { key: string; submitKey: string },
): Promise<{ takeId: string; isNew: boolean }> {
  const { teamId, user } = access
  return db().$transaction(async (tx) => {
    const project = await tx.project.findFirst({ where: { id: projectId, teamId }, select: { id: true } })
    if (!project) throw new AppError("not_found", "This project no longer exists. Nothing was imported.")
    // Equal imports at the same moment wait for each other here, and the second finds the first.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`${teamId} ${projectId}`}, 0))`
    const before = await findImported(tx, access, submitKey)
    if (before) return before

    const { shotId, versionId } = await shotOf(tx, access, projectId, facts)
    const batch = await tx.batch.create({ data: { teamId, shotId, submitKey, createdById: user.id }, select: { id: true } })
    const [shot] = await tx.$queryRaw<{ number: number }[]>`
      update "Shot" set "lastTakeNumber" = "lastTakeNumber" + 1 where id = ${shotId}::uuid and "teamId" = ${teamId}::uuid
      returning "lastTakeNumber" as number`
    const model = `${importedProvider}/${modelSlug(facts.model)}`
    const generation = await tx.generation.create({
      data: {
        ...{ teamId, projectId, shotId, promptVersionId: versionId, batchId: batch.id, submitKey, createdById: user.id },
        ...{ provider: importedProvider, model, mode: "live", priceEstimateMicros: 0, callbackTokenHash: "" },
        request: { model, prompt: facts.prompt, ...(facts.seed !== null && { seed: facts.seed }) },
        take: { create: { teamId, projectId, shotId, number: shot?.number ?? 1 } },
      },
      select: { id: true, take: { select: { id: true } } },
    })
    await tx.ledgerEntry.create({
      data: { teamId, generationId: generation.id, mode: "live", kind: "reserve", heldMicros: 0, chargedMicros: 0 },
    })
    const arrived = { remoteFiles: [{ key, bytes }] }
    await transition(
      {
        generationId: generation.id,
        to: "ingesting",
        from: ["queued"],
        facts: arrived,
        next: { task: "ingest" },
        via: "person",
      },
      tx,
    )
    return { takeId: generation.take?.id ?? randomUUIDv7(), isNew: true }
  }, patience)
}

/** The project's shot of this prompt, with the version that says it; both are made when there is none. */
async function shotOf(tx: Transaction, { teamId, user }: TeamAccess, projectId: string, facts: ImportFacts) {
  const settings = shotSettings.parse({ seed: facts.seed })
  const version = { text: facts.prompt, negativePrompt: "", settings, frames: [] }
  const hash = contentHash(version)
  const held = await tx.promptVersion.findFirst({
    where: { teamId, contentHash: hash, shot: { projectId, trashedAt: null } },
    select: { id: true, shotId: true },
  })
  if (held) return { shotId: held.shotId, versionId: held.id }
  const { id: shotId } = await createShotIn(tx, teamId, {
    projectId,
    userId: user.id,
    title: facts.prompt === "" ? "Imported clips" : "",
    draft: shotDraft.parse({ text: facts.prompt, settings }),
  })
  const { text, negativePrompt } = version
  const added = await tx.promptVersion.create({
    data: { teamId, shotId, number: 1, text, negativePrompt, settings, frames: [], contentHash: hash, createdById: user.id },
    select: { id: true },
  })
  await tx.shot.update({ where: { id: shotId }, data: { lastVersionNumber: 1 } })
  return { shotId, versionId: added.id }
}
