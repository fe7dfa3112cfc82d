import { expect, test } from "vitest"
import { projectPathOf } from "@/lib/auth/last-project"
import { safePath } from "@/lib/auth/path-header"
import { storeClip } from "@/lib/clips/mutations"
import { db } from "@/lib/db"
import { createBatch } from "@/lib/generations/mutations"
import { aBatch, anItem, aShot } from "@/lib/jobs/testing"
import { findLastPlace, listProjects, mayOpen } from "@/lib/projects/data"
import { createProject } from "@/lib/projects/mutations"
import { openSampleProject } from "@/lib/samples/mutations"
import { toSlug } from "@/lib/teams/slug"
import { createTestDatabase } from "@/lib/testing/database"

process.env.SANDBOX_URL = "http://127.0.0.1:3010"
await createTestDatabase()

test.each([
  ["Harbour film", "harbour-film"],
  ["  Größe / Øre — 2 ", "grosse-ore-2"],
  ["Crème brûlée", "creme-brulee"],
  ["夜", ""],
])("%s is %s in an address", (name, slug) => {
  expect(toSlug(name)).toBe(slug)
})

test("projects of one name, made at once, get addresses of their own; our own words are left free", async () => {
  const { access } = await aShot()
  const made = await Promise.all(
    ["Night", "Night", "night!", "Settings", "夜", "夜"].map((name) => createProject(access, { name })),
  )
  expect(made.map(({ slug }) => slug).sort()).toEqual(["night", "night-2", "night-3", "project", "project-2", "settings-2"])
})

test("a project shows what it holds: counts, spend, pictures with the picked one first", async () => {
  const { access, shotId, projectId } = await aShot()
  const { teamId } = access
  const batch = await createBatch(access, aBatch(shotId, { items: [anItem({ mode: "live" })], takesPerModel: 2 }))
  const posters = await Promise.all(
    ["a", "b"].map((text) =>
      storeClip(teamId, { kind: "image", mime: "image/png", width: 1, height: 1, content: Buffer.from(text) }),
    ),
  )
  for (const [index, id] of batch.takeIds.entries()) {
    await db().take.update({ where: { id }, data: { posterClipId: posters[index]?.id ?? "" } })
  }
  await db().generation.updateMany({ where: { teamId }, data: { priceActualMicros: 420_000n } })
  await db().shot.update({ where: { id: shotId }, data: { pickedTakeId: batch.takeIds[0] ?? "" } })
  await createProject(access, { name: "Empty" })
  const projects = await listProjects(teamId)
  expect(projects.map(({ name }) => name)).toEqual(["Empty", "Film"])
  expect(projects[1]).toMatchObject({
    id: projectId,
    shotCount: 1,
    pickedCount: 1,
    takeCount: 2,
    spentMicros: 840_000,
    posterUrls: posters.map(({ id }) => `/api/clips/${id}`),
  })
})

test("the last place is where the newest take is, in one's own teams alone", async () => {
  const { access, shotId } = await aShot()
  await createProject(access, { name: "Later" })
  await createBatch(access, aBatch(shotId))
  const other = await aShot()
  expect(await findLastPlace(access.user.id)).toBe(`${access.team.slug}/film`)
  expect(await mayOpen(access.user.id, access.team.slug, "film")).toBe(true)
  expect(await mayOpen(other.access.user.id, access.team.slug, "film")).toBe(false)
})

test("the sample is made once, in the sandbox, with a first frame and a take of each vendor, also where one is live", async () => {
  const { access } = await aShot()
  const { teamId } = access
  await db().vendorCredential.create({ data: { teamId, provider: "kling", mode: "live", secretCipher: "x" } })
  const paths = await Promise.all([openSampleProject(access), openSampleProject(access), openSampleProject(access)])
  expect(new Set(paths)).toEqual(new Set([`/${access.team.slug}/the-lamp-a-sample/shots/1`]))
  const generations = await db().generation.findMany({ where: { teamId } })
  expect(generations.map(({ provider }) => provider).sort()).toEqual(["fal", "kling", "runway"])
  expect(generations.every(({ mode, request }) => mode === "sandbox" && (request as { firstFrame?: unknown }).firstFrame)).toBe(
    true,
  )
  expect(await db().frame.count({ where: { teamId } })).toBe(1)
})

test("only a path inside a project is remembered, and only a path of this studio is led to", () => {
  expect(projectPathOf("/north/film/shots/3")).toBe("north/film")
  expect(["/", "/north", "/north/settings/people", "/join/abc", "/api/clips", "/A/B"].map(projectPathOf)).toEqual(
    Array(6).fill(null),
  )
  expect(["//evil.example", "/\\evil.example", "https://evil.example", "", null].map(safePath)).toEqual(Array(5).fill("/"))
  expect(safePath("/north/film?status=failed")).toBe("/north/film?status=failed")
})
