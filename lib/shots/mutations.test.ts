import { expect, test } from "vitest"
import { db } from "@/lib/db"
import { findShotById, listStrip, listVersions } from "@/lib/shots/data"
import {
  attachFrame,
  createShot,
  maxReferenceImages,
  removeFrame,
  renameShot,
  restoreFrames,
  saveDraft,
  swapFrames,
  tagShot,
} from "@/lib/shots/mutations"
import { shotDraft } from "@/lib/shots/schema"
import { aClip, aShot, aTake } from "@/lib/takes/testing"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()

/** A project that knows of its first shot. */
async function aProject() {
  const shot = await aShot()
  await db().project.update({ where: { id: shot.projectId }, data: { lastShotNumber: 1 } })
  return shot
}

const draftOf = (text: string) => shotDraft.parse({ text })

async function framesOf(shot: Awaited<ReturnType<typeof aShot>>) {
  const view = await findShotById(shot.teamId, shot.shotId)
  return view?.frames.map(({ role, clipId }) => `${role}:${clipId}`) ?? []
}

test("shots made at once get a number each, and none twice", async () => {
  const { teamId, projectId, userId } = await aProject()
  const made = await Promise.all(Array.from({ length: 12 }, () => createShot(teamId, { projectId, userId })))
  expect(made.map(({ number }) => number).sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, index) => index + 2))
})

test("a new shot begins with the models and settings of the newest one, without its words, seed and camera", async () => {
  const { teamId, projectId, userId } = await aProject()
  const settings = {
    aspectRatio: "9:16",
    durationSeconds: 8,
    seed: 0,
    camera: { motion: "handheld", strength: "slow" },
  } as const
  const draft = shotDraft.parse({ text: "Rain", modelIds: ["kling/kling-3.0"], takesPerModel: 3, settings })
  await createShot(teamId, { projectId, userId, draft })
  const { id } = await createShot(teamId, { projectId, userId })
  expect((await findShotById(teamId, id))?.draft).toEqual(
    shotDraft.parse({ modelIds: ["kling/kling-3.0"], takesPerModel: 3, settings: { aspectRatio: "9:16", durationSeconds: 8 } }),
  )
})

test("a draft is saved against its revision, and a newer one is handed back instead of overwritten", async () => {
  const { teamId, shotId } = await aShot()
  const first = await saveDraft(teamId, { shotId, revision: 0, draft: draftOf("mine") })
  expect(first).toEqual({ isSaved: true, revision: 1 })
  const stale = await saveDraft(teamId, { shotId, revision: 0, draft: draftOf("theirs") })
  expect(stale).toMatchObject({ isSaved: false, revision: 1, draft: { text: "mine" } })
  expect((await findShotById(teamId, shotId))?.draft.text).toBe("mine")
})

test("of twenty saves at once from one revision, one is kept", async () => {
  const { teamId, shotId } = await aShot()
  const saves = await Promise.all(
    Array.from({ length: 20 }, (_, index) => saveDraft(teamId, { shotId, revision: 0, draft: draftOf(`words ${index}`) })),
  )
  expect(saves.filter(({ isSaved }) => isSaved)).toHaveLength(1)
})

test("seed 0 is kept as a seed", async () => {
  const { teamId, shotId } = await aShot()
  await saveDraft(teamId, { shotId, revision: 0, draft: shotDraft.parse({ settings: { seed: 0 } }) })
  expect((await findShotById(teamId, shotId))?.draft.settings.seed).toBe(0)
})

test("first and last frame are replaced, references are added behind each other, once each", async () => {
  const shot = await aShot()
  const { teamId, shotId } = shot
  const [a, b, c] = [await aClip(teamId), await aClip(teamId), await aClip(teamId)]
  await attachFrame(teamId, shotId, { role: "first", clipId: a })
  await attachFrame(teamId, shotId, { role: "first", clipId: b })
  for (const clipId of [c, a, c]) await attachFrame(teamId, shotId, { role: "reference", clipId })
  expect(await framesOf(shot)).toEqual([`first:${b}`, `reference:${c}`, `reference:${a}`])
})

test("references dropped at once all find a place", async () => {
  const shot = await aShot()
  const clips = await Promise.all(Array.from({ length: maxReferenceImages }, () => aClip(shot.teamId)))
  await Promise.all(clips.map((clipId) => attachFrame(shot.teamId, shot.shotId, { role: "reference", clipId })))
  expect(await framesOf(shot)).toHaveLength(maxReferenceImages)
  const more = attachFrame(shot.teamId, shot.shotId, { role: "reference", clipId: await aClip(shot.teamId) })
  await expect(more).rejects.toMatchObject({ code: "invalid_input" })
})

test("first and last frame change places, and one alone changes its role", async () => {
  const shot = await aShot()
  const { teamId, shotId } = shot
  const [a, b] = [await aClip(teamId), await aClip(teamId)]
  await attachFrame(teamId, shotId, { role: "first", clipId: a })
  await swapFrames(teamId, shotId)
  expect(await framesOf(shot)).toEqual([`last:${a}`])
  await attachFrame(teamId, shotId, { role: "first", clipId: b })
  await swapFrames(teamId, shotId)
  expect(await framesOf(shot)).toEqual([`first:${a}`, `last:${b}`])
})

test("a version brings its frames back and takes out those it did not have", async () => {
  const shot = await aShot()
  await attachFrame(shot.teamId, shot.shotId, { role: "last", clipId: await aClip(shot.teamId) })
  const [version] = await listVersions(shot.teamId, shot.shotId)
  await restoreFrames(shot.teamId, shot.shotId, version?.id ?? "")
  expect(await framesOf(shot)).toEqual([])
})

test("a video or another team's image is no frame", async () => {
  const [shot, other] = [await aShot(), await aShot()]
  const video = await aClip(shot.teamId, { kind: "video" })
  for (const clipId of [video, await aClip(other.teamId)]) {
    await expect(attachFrame(shot.teamId, shot.shotId, { role: "first", clipId })).rejects.toMatchObject({ code: "not_found" })
  }
})

test("another team changes and sees nothing of a shot", async () => {
  const [shot, other] = [await aShot(), await aShot()]
  const { teamId } = other
  const work = [
    () => saveDraft(teamId, { shotId: shot.shotId, revision: 0, draft: draftOf("stolen") }),
    () => renameShot(teamId, shot.shotId, "stolen"),
    () => removeFrame(teamId, shot.shotId, shot.shotId),
    () => createShot(teamId, { projectId: shot.projectId, userId: other.userId }),
  ]
  for (const attempt of work) await expect(attempt()).rejects.toMatchObject({ code: "not_found" })
  expect(await findShotById(teamId, shot.shotId)).toBeNull()
  expect(await listVersions(teamId, shot.shotId)).toEqual([])
})

test("the strip shows each shot's picked take, and an empty frame without one", async () => {
  const shot = await aShot("A lamp falls")
  const { teamId, projectId, userId } = shot
  expect(await listStrip(teamId, projectId)).toMatchObject([{ number: 1, name: "A lamp falls", posterUrl: null }])
  const { takeId } = await aTake(shot)
  const { pickTake } = await import("@/lib/takes/mutations")
  await pickTake(teamId, userId, takeId)
  const [first] = await listStrip(teamId, projectId)
  expect(first?.posterUrl).toMatch(/^\/api\/clips\//)
})

test("tags are set one by one, so that two people tagging at once both keep theirs", async () => {
  const { teamId, shotId } = await aShot()
  await Promise.all([
    tagShot(teamId, shotId, "style", true),
    tagShot(teamId, shotId, "physics", true),
    tagShot(teamId, shotId, "physics", true),
  ])
  expect((await findShotById(teamId, shotId))?.tags).toEqual(["physics", "style"])
  await tagShot(teamId, shotId, "style", false)
  expect((await findShotById(teamId, shotId))?.tags).toEqual(["physics"])
})

test("another team's shot is not tagged", async () => {
  const [ours, theirs] = [await aShot(), await aShot()]
  await expect(tagShot(ours.teamId, theirs.shotId, "text", true)).rejects.toMatchObject({ code: "not_found" })
  expect((await findShotById(theirs.teamId, theirs.shotId))?.tags).toEqual([])
})
