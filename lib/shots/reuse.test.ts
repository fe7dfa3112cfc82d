import { beforeEach, expect, test } from "vitest"
import { db } from "@/lib/db"
import { createBatch } from "@/lib/generations/mutations"
import { aBatch, aShot } from "@/lib/jobs/testing"
import { policyFacts } from "@/lib/policies/data"
import { resolveAuto } from "@/lib/policies/resolve"
import { toShotAsk } from "@/lib/shots/ask"
import { batchItems, versionContent } from "@/lib/shots/batch"
import { findShotById } from "@/lib/shots/data"
import { findReuse } from "@/lib/shots/reuse"
import { type ShotDraft, shotDraft } from "@/lib/shots/schema"
import { aClip } from "@/lib/takes/testing"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()
process.env.SANDBOX_URL = "http://127.0.0.1:1"

const kling = "kling/kling-3.0"
const gen = "runway/gen4.5"
const sandboxed = { mode: "sandbox", micros: 0 } as const

let shot: Awaited<ReturnType<typeof aShot>>
beforeEach(async () => {
  shot = await aShot()
})

const draftOf = (change: Partial<ShotDraft> = {}) => shotDraft.parse({ text: "A lamp falls.", modelIds: [kling], ...change })
const save = (draft: ShotDraft) => db().shot.update({ where: { id: shot.shotId }, data: { draft } })
const look = async () => (await findReuse(shot.access.teamId, "film", 1))?.offers

/** Presses Generate for the draft and finishes what it made; returns the take's id. */
async function made(draft: ShotDraft, status: "succeeded" | "failed" = "succeeded") {
  const { teamId } = shot.access
  const items = batchItems({
    draft,
    frames: [],
    modes: {},
    shown: Object.fromEntries(draft.modelIds.map((id) => [id, sandboxed])),
  })
  const batch = { ...aBatch(shot.shotId), items, version: versionContent(draft, []) }
  const { generationIds, takeIds } = await createBatch(shot.access, batch)
  await db().generation.updateMany({ where: { id: { in: generationIds } }, data: { status } })
  const clipId = await aClip(teamId, { kind: "video", mime: "video/mp4" })
  await db().take.updateMany({ where: { id: { in: takeIds } }, data: { clipId } })
  return takeIds[0] ?? ""
}

test("the newest finished take of the very same request is offered, for that model alone", async () => {
  await made(draftOf())
  const newest = await made(draftOf())
  await save(draftOf({ modelIds: [gen, kling] }))
  expect(await look()).toEqual({
    [kling]: {
      takeId: newest,
      takeNumber: 2,
      modelId: kling,
      shotId: shot.shotId,
      shotNumber: 1,
      shotName: "A lamp falls.",
      project: { slug: "film", name: "Film" },
    },
  })
})

test.each<[string, Partial<ShotDraft>]>([
  ["other words", { text: "A lamp stands." }],
  ["seed 0 instead of none", { settings: { ...draftOf().settings, seed: 0 } }],
  ["another length", { settings: { ...draftOf().settings, durationSeconds: 10 } }],
])("%s make another request", async (_, change) => {
  await made(draftOf({ modelIds: [gen] }))
  await save(draftOf({ modelIds: [gen], ...change }))
  expect(await look()).toEqual({})
})

test("what the model is not sent makes no other request", async () => {
  const takeId = await made(draftOf())
  await save(draftOf({ settings: { ...draftOf().settings, seed: 7 } }))
  expect(await look()).toMatchObject({ [kling]: { takeId } })
})

test("white space around the words makes no other request", async () => {
  const takeId = await made(draftOf())
  await save(draftOf({ text: "  A lamp falls. " }))
  expect(await look()).toMatchObject({ [kling]: { takeId } })
})

test("what failed, lies in the trash or belongs to a deleted shot is not offered", async () => {
  await made(draftOf(), "failed")
  const trashed = await made(draftOf())
  await db().take.update({ where: { id: trashed }, data: { trashedAt: new Date() } })
  await save(draftOf())
  expect(await look()).toEqual({})
})

test("a picture counts by its bytes, wherever it is stored", async () => {
  const { teamId } = shot.access
  const still = (sha256: string) => aClip(teamId, { sha256 })
  const put = async (clipId: string) => {
    await db().frame.deleteMany({ where: { teamId } })
    await db().frame.create({ data: { teamId, projectId: shot.projectId, shotId: shot.shotId, role: "first", clipId } })
  }
  await save(draftOf())
  await put(await still("a".repeat(64)))
  const before = await framesOfShot()
  const items = batchItems({ draft: draftOf(), frames: before, modes: {}, shown: { [kling]: sandboxed } })
  const { generationIds, takeIds } = await createBatch(shot.access, { ...aBatch(shot.shotId), items })
  await db().generation.updateMany({ where: { id: { in: generationIds } }, data: { status: "succeeded" } })
  await db().take.updateMany({ where: { id: { in: takeIds } }, data: { clipId: await aClip(teamId) } })
  expect(await look()).toMatchObject({ [kling]: { takeId: takeIds[0] } })
  await put(await still("b".repeat(64)))
  expect(await look()).toEqual({})
})

test("a sandbox take is none of a live request", async () => {
  await made(draftOf())
  await save(draftOf())
  await db().vendorCredential.create({
    data: { teamId: shot.access.teamId, provider: "kling", mode: "live", secretCipher: "x" },
  })
  expect(await look()).toEqual({})
})

test("Auto is offered a take of the model that it would choose", async () => {
  await save(draftOf({ modelIds: ["auto:cheapest"] }))
  expect(await look()).toEqual({})
  const facts = await policyFacts(shot.access.teamId, {}, [])
  const chosen = resolveAuto("cheapest", toShotAsk(draftOf(), []), [], facts).ranked[0]?.model.id ?? ""
  const takeId = await made(draftOf({ modelIds: [chosen] }))
  expect(await look()).toMatchObject({ "auto:cheapest": { takeId, modelId: chosen } })
})

test("another team's takes are never offered", async () => {
  await made(draftOf())
  shot = await aShot()
  await save(draftOf())
  expect(await look()).toEqual({})
})

async function framesOfShot() {
  return (await findShotById(shot.access.teamId, shot.shotId))?.frames ?? []
}
