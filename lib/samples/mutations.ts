import "server-only"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { storeClip } from "@/lib/clips/mutations"
import { db } from "@/lib/db"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import { createBatch } from "@/lib/generations/mutations"
import { readStill } from "@/lib/media/still"
import { createProject } from "@/lib/projects/mutations"
import { sampleDraft, sampleProjectName, sampleShotTitle, sampleStillFile } from "@/lib/samples/lamp"
import { batchItems, versionContent } from "@/lib/shots/batch"
import { findShotById } from "@/lib/shots/data"
import { attachFrame, createShot } from "@/lib/shots/mutations"
import type { ShownPrices } from "@/lib/shots/schema"
import type { AuthorizedTeamId, TeamAccess } from "@/lib/teams/types"

const allSandbox = { fal: "sandbox", kling: "sandbox", runway: "sandbox" } as const

/**
 * Makes the team's sample project, or finds it: one shot with a first frame, and one sandbox take of three vendors, made
 * by the very jobs that make every take (so what is seen in the first minute is the product, not a picture of it). Always
 * in the sandbox, so always free, also where a vendor is live. Pressed twice at once it is made once. Returns its address.
 * Throws AppError "unavailable" in a studio without a sandbox.
 */
export async function openSampleProject(access: TeamAccess): Promise<string> {
  if (env().SANDBOX_URL === undefined) {
    throw new AppError("unavailable", "The sample is made by the sandbox, and this studio runs without one.")
  }
  const { teamId, team } = access
  return db().$transaction(
    async (lock) => {
      // Only the lock is this transaction's; each step below commits by itself and is found again after a crash.
      await lock.$executeRaw`select pg_advisory_xact_lock(hashtextextended('sample ' || ${teamId}, 0))`
      const project =
        (await db().project.findFirst({ where: { teamId, isSample: true }, select: { id: true, slug: true } })) ??
        (await createProject(access, { name: sampleProjectName, isSample: true }))
      const shot =
        (await db().shot.findFirst({
          where: { teamId, projectId: project.id },
          orderBy: { number: "asc" },
          select: { id: true, number: true },
        })) ?? (await addSampleShot(access, project.id))
      return `/${team.slug}/${project.slug}/shots/${shot.number}`
    },
    { maxWait: 10_000, timeout: 30_000 },
  )
}

async function addSampleShot(access: TeamAccess, projectId: string): Promise<{ id: string; number: number }> {
  const { teamId, user } = access
  const shot = await createShot(teamId, { projectId, userId: user.id, title: sampleShotTitle, draft: sampleDraft })
  const clipId = await storeSampleStill(teamId)
  await attachFrame(teamId, shot.id, { role: "first", clipId })
  const view = await findShotById(teamId, shot.id)
  if (!view) throw new Error(`the sample's shot ${shot.id} is gone`)
  const shown: ShownPrices = Object.fromEntries(
    sampleDraft.modelIds.map((modelId) => [modelId, { mode: "sandbox" as const, micros: 0 }]),
  )
  await createBatch(access, {
    shotId: shot.id,
    submitKey: `sample:${shot.id}`,
    version: versionContent(sampleDraft, view.frames),
    items: batchItems({ draft: sampleDraft, frames: view.frames, modes: allSandbox, shown }),
    takesPerModel: sampleDraft.takesPerModel,
  })
  return shot
}

async function storeSampleStill(teamId: AuthorizedTeamId): Promise<string> {
  const { bytes, ...facts } = await readStill(await readFile(join(process.cwd(), "public", "samples", sampleStillFile)))
  const { id } = await storeClip(teamId, { kind: "image", ...facts, content: Buffer.from(bytes) })
  return id
}
