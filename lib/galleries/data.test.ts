import { beforeAll, expect, test } from "vitest"
import { db } from "@/lib/db"
import { galleryFacets, galleryPage, galleryTotals } from "@/lib/galleries/data"
import { type GalleryFilter, galleryFilter } from "@/lib/galleries/schema"
import { pickTake } from "@/lib/takes/mutations"
import { anotherShot, aShot, aTake, type TestShot } from "@/lib/takes/testing"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()

let shot: TestShot
let lamp: TestShot
const ids: Record<string, string> = {}

beforeAll(async () => {
  shot = await aShot("A boat in the fog, 100% silence")
  lamp = { ...shot, shotId: await anotherShot(shot, 2, "The lamp falls") }
  await db().shot.update({ where: { id: lamp.shotId }, data: { tags: ["physics", "camera"] } })
  const colleague = await db().user.create({ data: { name: "Ben", email: "ben@example.com" } })
  const make = async (name: string, ...given: Parameters<typeof aTake>) => {
    ids[name] = (await aTake(...given)).takeId
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  await make("kling", shot)
  await make("fal", shot, { provider: "fal", model: "fal/seedance-2.0" })
  await make("failed", shot, { status: "failed" })
  await make("sending", lamp, { status: "submitting" })
  await make("ben", lamp, { createdById: colleague.id })
  await make("trashed", lamp, {}, { trashedAt: new Date() })
  await pickTake(shot.teamId, shot.userId, ids.fal ?? "")
  ids.benId = colleague.id
  const other = await aShot("A boat in the fog, 100% silence")
  await aTake({ ...other, projectId: other.projectId })
})

async function found(filter: Partial<GalleryFilter>) {
  const asked = galleryFilter.parse(filter)
  const { takes } = await galleryPage(shot.teamId, shot.projectId, asked, null)
  const totals = await galleryTotals(shot.teamId, shot.projectId, asked)
  expect(totals.shown).toBe(takes.length)
  return takes.map((take) => Object.keys(ids).find((name) => ids[name] === take.id))
}

test("without a filter everything but the trash is there, newest first", async () => {
  expect(await found({})).toEqual(["ben", "sending", "failed", "fal", "kling"])
  expect(await galleryTotals(shot.teamId, shot.projectId, galleryFilter.parse({}))).toEqual({ shown: 5, all: 5, trashed: 1 })
})

test.each<[string, () => Partial<GalleryFilter>, string[]]>([
  ["a vendor", () => ({ vendors: ["fal"] }), ["fal"]],
  ["two vendors", () => ({ vendors: ["fal", "kling"] }), ["ben", "sending", "failed", "fal", "kling"]],
  ["a model", () => ({ models: ["fal/seedance-2.0"] }), ["fal"]],
  ["a status", () => ({ statuses: ["failed"] }), ["failed"]],
  ["queued, which being sent is a part of", () => ({ statuses: ["queued"] }), ["sending"]],
  ["a shot's number", () => ({ shots: [2] }), ["ben", "sending"]],
  ["a shot's tag", () => ({ tags: ["physics", "text"] }), ["ben", "sending"]],
  ["a tag of another shot than asked", () => ({ tags: ["physics"], shots: [1] }), []],
  ["an author", () => ({ authors: [ids.benId ?? ""] }), ["ben"]],
  ["the cut", () => ({ picked: true }), ["fal"]],
  ["the trash", () => ({ trash: true }), ["trashed"]],
  ["words of the prompt in any case", () => ({ search: "LAMP" }), ["ben", "sending"]],
  ["a percent sign, taken literally", () => ({ search: "100%" }), ["failed", "fal", "kling"]],
  ["an underscore that nobody wrote", () => ({ search: "_" }), []],
  ["several at once", () => ({ vendors: ["kling"], statuses: ["succeeded"], shots: [1] }), ["kling"]],
])("a filter finds %s", async (_, filter, expected) => {
  expect(await found(filter())).toEqual(expected)
})

test("pages follow each other without a gap or a repeat, also when takes arrive in between", async () => {
  const filter = galleryFilter.parse({ shots: [1, 2] })
  const first = await galleryPage(shot.teamId, shot.projectId, filter, null, 2)
  expect(first.next).not.toBe(null)
  await aTake(lamp)
  const second = await galleryPage(shot.teamId, shot.projectId, filter, first.next, 2)
  const third = await galleryPage(shot.teamId, shot.projectId, filter, second.next, 2)
  const seen = [first, second, third].flatMap(({ takes }) => takes.map(({ id }) => id))
  expect(seen).toEqual(["ben", "sending", "failed", "fal", "kling"].map((name) => ids[name]))
  expect(third.next).toBe(null)
})

test("takes of one millisecond stand by their number", async () => {
  const busy = await aShot()
  const born = "01999999-9999-7"
  const lots = ["c", "a", "b"]
  for (const [index, lot] of lots.entries()) await aTake(busy, { id: `${born}${lot}00-8000-00000000000${index}` })
  const { takes } = await galleryPage(busy.teamId, busy.projectId, galleryFilter.parse({}), null)
  expect(takes.map(({ number }) => number)).toEqual([3, 2, 1])
})

test("another team finds nothing in our project, whatever it asks", async () => {
  const { teamId } = await aShot()
  for (const filter of [{}, { trash: true }, { search: "lamp" }, { picked: true }, { shots: [1] }, { tags: ["physics"] }]) {
    const asked = galleryFilter.parse(filter)
    expect(await galleryPage(teamId, shot.projectId, asked, null)).toEqual({ takes: [], next: null })
    expect(await galleryTotals(teamId, shot.projectId, asked)).toEqual({ shown: 0, all: 0, trashed: 0 })
  }
  const facets = await galleryFacets(teamId, shot.projectId)
  expect(Object.values(facets).flat()).toEqual([])
})

test("the menus offer what the project has, with counts", async () => {
  const facets = await galleryFacets(shot.teamId, shot.projectId)
  expect(facets.models).toContainEqual({ value: "fal/seedance-2.0", label: "Seedance 2.0", count: 1 })
  expect(facets.statuses).toContainEqual({ value: "queued", label: "queued", count: 1 })
  expect(facets.authors).toContainEqual({ value: ids.benId, label: "Ben", count: 1 })
  expect(facets.tags).toContainEqual({ value: "physics", label: "Physics", count: 3 })
  expect(facets.shots.map(({ label }) => label)).toContain("2 The lamp falls")
})
