import { randomUUIDv7 } from "node:crypto"
import { db } from "@/lib/db"
import { createBatch } from "@/lib/generations/mutations"
import type { BatchItem, NewBatch } from "@/lib/generations/schema"
import type { VideoRequest } from "@/lib/providers/provider"
import { shotSettings } from "@/lib/shots/schema"
import type { AuthorizedTeamId, TeamAccess } from "@/lib/teams/types"

/** A team with an owner, a project and a shot, for tests. */
export async function aShot(
  options: { monthlyBudgetMicros?: bigint } = {},
): Promise<{ access: TeamAccess; shotId: string; projectId: string }> {
  const name = randomUUIDv7()
  const user = await db().user.create({ data: { name: "Ada", email: `${name}@example.com` } })
  const team = await db().team.create({
    data: { slug: name, name: "Harbour", ...options, memberships: { create: { userId: user.id, role: "owner" } } },
  })
  const project = await db().project.create({ data: { teamId: team.id, slug: "film", name: "Film", createdById: user.id } })
  const shot = await db().shot.create({
    data: { teamId: team.id, projectId: project.id, number: 1, draft: {}, createdById: user.id },
  })
  const access: TeamAccess = {
    teamId: team.id as AuthorizedTeamId,
    team: { slug: team.slug, name: team.name },
    user: { id: user.id, name: user.name, email: user.email },
    role: "owner",
  }
  return { access, shotId: shot.id, projectId: project.id }
}

/** A press of Generate for one take of one model; override what the test is about. */
export function aBatch(shotId: string, changes: Partial<NewBatch> = {}): NewBatch {
  return {
    shotId,
    submitKey: randomUUIDv7(),
    version: { text: "A lamp falls.", negativePrompt: "", settings: shotSettings.parse({}), frames: [] },
    items: [anItem()],
    takesPerModel: 1,
    ...changes,
  }
}

export function anItem(changes: Partial<BatchItem> = {}): BatchItem {
  const modelId = changes.modelId ?? "kling/kling-3.0"
  return { modelId, mode: "sandbox", request: aRequest({ model: modelId }), notes: [], priceMicros: 420_000, ...changes }
}

export function aRequest(changes: Partial<VideoRequest> = {}): VideoRequest {
  return {
    model: "kling/kling-3.0",
    prompt: "A lamp falls.",
    negativePrompt: undefined,
    aspectRatio: "16:9",
    resolution: "720p",
    durationSeconds: 3,
    seed: undefined,
    camera: undefined,
    sound: undefined,
    firstFrame: undefined,
    lastFrame: undefined,
    referenceImages: [],
    sourceClip: undefined,
    ...changes,
  }
}

/** One new generation in a shot of its own. */
export async function aGeneration(item: Partial<BatchItem> = {}) {
  const { access, shotId } = await aShot()
  const { generationIds, takeIds } = await createBatch(access, aBatch(shotId, { items: [anItem(item)] }))
  return { access, shotId, id: generationIds[0] ?? "", takeId: takeIds[0] ?? "" }
}

/** Waits until `look` gives something other than undefined, null or false, looking every 20 ms. Throws after `seconds`. */
export async function until<Value>(look: () => Promise<Value | undefined | null | false>, seconds = 10): Promise<Value> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const value = await look()
    if (value !== undefined && value !== null && value !== false) return value
    if (Date.now() > end) throw new Error(`Waited ${seconds} s in vain for: ${look}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
