import { randomUUIDv7 } from "node:crypto"
import { db } from "@/lib/db"
import type { Prisma } from "@/lib/generated/prisma/client"
import type { AuthorizedTeamId } from "@/lib/teams/types"

export type TestShot = { teamId: AuthorizedTeamId; team: string; userId: string; projectId: string; shotId: string }

/** A team with an owner, a project and its first shot, for tests. */
export async function aShot(text = "A lamp falls in the dark harbour office"): Promise<TestShot> {
  const word = randomUUIDv7()
  const user = await db().user.create({ data: { name: "Ada", email: `${word}@example.com` } })
  const team = await db().team.create({
    data: { slug: word, name: "Harbour", memberships: { create: { userId: user.id, role: "owner" } } },
  })
  const project = await db().project.create({ data: { teamId: team.id, slug: "film", name: "Film", createdById: user.id } })
  const ids = { teamId: team.id as AuthorizedTeamId, team: team.slug, userId: user.id, projectId: project.id }
  return { ...ids, shotId: await anotherShot(ids, 1, text) }
}

/** A further shot of the same project. */
export async function anotherShot(of: Omit<TestShot, "shotId">, number: number, text: string): Promise<string> {
  const { teamId, projectId, userId } = of
  const shot = await db().shot.create({ data: { teamId, projectId, number, draft: { text }, createdById: userId } })
  await db().promptVersion.create({
    data: { teamId, shotId: shot.id, number: 1, text, settings: {}, frames: [], contentHash: text, createdById: userId },
  })
  return shot.id
}

/** A stored file without bytes. */
export async function aClip(teamId: string, facts: Partial<Prisma.ClipUncheckedCreateInput> = {}): Promise<string> {
  const data = { kind: "image", mime: "image/png", bytes: 100n, width: 1280, height: 720, storageKey: "x", ...facts } as const
  const clip = await db().clip.create({ data: { teamId, sha256: randomUUIDv7(), ...data }, select: { id: true } })
  return clip.id
}

/** A finished take with all its files, unless the changes say otherwise. */
export async function aTake(
  of: TestShot,
  generation: Partial<Prisma.GenerationUncheckedCreateInput> = {},
  take: Partial<Prisma.TakeUncheckedCreateInput> = {},
): Promise<{ takeId: string; generationId: string; lastFrameClipId: string | null }> {
  const { teamId, projectId, shotId, userId } = of
  const shot = await db().shot.update({
    where: { id: shotId },
    data: { lastTakeNumber: { increment: 1 } },
    select: { lastTakeNumber: true, versions: { select: { id: true } } },
  })
  const batch = await db().batch.create({ data: { teamId, shotId, submitKey: randomUUIDv7(), createdById: userId } })
  const isDone = (generation.status ?? "succeeded") === "succeeded"
  const made = await db().generation.create({
    data: {
      ...{ teamId, projectId, shotId, batchId: batch.id, promptVersionId: shot.versions[0]?.id ?? "" },
      ...{ submitKey: randomUUIDv7(), provider: "kling", model: "kling/kling-3.0", mode: "live", request: {} },
      ...{ status: "succeeded", callbackTokenHash: "", priceEstimateMicros: 420_000n, createdById: userId },
      ...generation,
    },
    select: { id: true },
  })
  const lastFrameClipId = isDone ? await aClip(teamId) : null
  const files = isDone && {
    clipId: await aClip(teamId, {
      kind: "video",
      mime: "video/mp4",
      durationSeconds: 5,
      fps: 24,
      frameCount: 120,
      hasAudio: false,
    }),
    posterClipId: await aClip(teamId),
    filmstripClipId: await aClip(teamId, { width: 160 * 16, height: 90 }),
    lastFrameClipId,
  }
  const row = await db().take.create({
    data: { teamId, projectId, shotId, generationId: made.id, number: shot.lastTakeNumber, ...files, ...take },
    select: { id: true },
  })
  return { takeId: row.id, generationId: made.id, lastFrameClipId }
}
