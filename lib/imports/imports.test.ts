import { mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { db } from "@/lib/db"
import { env } from "@/lib/env"
import { receiveImport } from "@/lib/imports/receive"
import { importFacts } from "@/lib/imports/schema"
import { zipOf } from "@/lib/imports/testing"
import { ingest } from "@/lib/jobs/ingest"
import { openPresence, type Presence } from "@/lib/jobs/presence"
import { aShot } from "@/lib/jobs/testing"
import { renderTestClip } from "@/lib/media/testing"
import { storage } from "@/lib/storage/open"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()
process.env.DATA_DIR = mkdtempSync(join(tmpdir(), "imports-"))

let presence: Presence
beforeAll(async () => {
  presence = await openPresence(env().DATABASE_URL, () => {})
})
afterAll(() => presence.close())
const aWork = () => ({ presence, signal: new AbortController().signal })

const folder = mkdtempSync(join(tmpdir(), "imports-clips-"))

async function aClip(name: string, frames: number): Promise<string> {
  const path = join(folder, name)
  await renderTestClip(path, { frames })
  return path
}

async function aProject() {
  const { access, shotId } = await aShot()
  const { projectId } = await db().shot.findUniqueOrThrow({ where: { id: shotId }, select: { projectId: true } })
  // aShot numbers its shot by hand.
  await db().project.update({ where: { id: projectId }, data: { lastShotNumber: 1 } })
  return { access, projectId }
}

const bring = (place: Awaited<ReturnType<typeof aProject>>, body: Uint8Array, facts: object = {}) =>
  receiveImport(
    place.access,
    place.projectId,
    importFacts.parse({ name: "boat.mp4", ...facts }),
    new Request("http://studio.example/api/imports", { method: "POST", body: new Uint8Array(body) }),
  )

const readTake = (id: string) =>
  db().take.findUniqueOrThrow({
    where: { id },
    include: { generation: true, clip: true, shot: { include: { versions: true } } },
  })

test("a clip becomes a take of vendor imported, with its prompt, its seed and no bill", async () => {
  const place = await aProject()
  const bytes = readFileSync(await aClip("one.mp4", 12))
  const [file] = await bring(place, bytes, { prompt: "A paper boat", model: "Sora 2", seed: "7" })
  if (!file || !("takeId" in file)) throw new Error(JSON.stringify(file))
  const { generation, shot } = await readTake(file.takeId)
  expect(generation).toMatchObject({
    status: "ingesting",
    provider: "imported",
    model: "imported/sora-2",
    priceEstimateMicros: 0n,
  })
  expect(shot.versions).toMatchObject([{ text: "A paper boat", settings: { seed: 7 } }])

  await ingest(generation.id, aWork())
  const done = await readTake(file.takeId)
  expect(done.generation).toMatchObject({ status: "succeeded", priceActualMicros: 0n })
  expect(done.clip).toMatchObject({ width: 320, height: 180, frameCount: 12, bytes: BigInt(bytes.length) })
  const held = await db().ledgerEntry.aggregate({
    where: { generationId: generation.id },
    _sum: { heldMicros: true, chargedMicros: true },
  })
  expect(held._sum).toEqual({ heldMicros: 0n, chargedMicros: 0n })
  const kept = (generation.remoteFiles as { key: string }[])[0]?.key ?? ""
  expect(await storage().head(kept)).toBeNull()
})

test("the same file is one take however often it is brought; clips of one prompt share a shot", async () => {
  const place = await aProject()
  const [one, two] = [readFileSync(await aClip("a.mp4", 6)), readFileSync(await aClip("b.mp4", 8))]
  const made = await Promise.all([bring(place, one, { prompt: "Same" }), bring(place, one, { prompt: "Same" })])
  const takes = made.flat().map((file) => ("takeId" in file ? file.takeId : ""))
  expect(new Set(takes).size).toBe(1)
  expect(made.flat().filter((file) => "isNew" in file && file.isNew)).toHaveLength(1)
  const [other] = await bring(place, two, { prompt: "Same" })
  const shots = await db().take.findMany({
    where: { id: { in: [takes[0] ?? "", other && "takeId" in other ? other.takeId : ""] } },
  })
  expect(new Set(shots.map(({ shotId }) => shotId)).size).toBe(1)
  expect(shots.map(({ number }) => number).sort()).toEqual([1, 2])
})

test("a zip brings its clips with the prompts of the list inside, and says what it refused", async () => {
  const place = await aProject()
  await aClip("boat.mp4", 6)
  await aClip("lamp.mp4", 8)
  writeFileSync(join(folder, "broken.mp4"), "this is no video")
  writeFileSync(join(folder, "prompts.csv"), "file,prompt,model\nboat.mp4,A boat,sora-2\nlamp.mp4,A lamp,sora-2-pro\n")
  const names = ["boat.mp4", "lamp.mp4", "broken.mp4", "prompts.csv"]
  const zip = zipOf(Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))])))
  const files = await bring(place, zip, { name: "export.zip" })
  expect(files.find(({ name }) => name === "broken.mp4")).toMatchObject({ refusal: expect.stringContaining("not a video") })
  const ids = files.flatMap((file) => ("takeId" in file ? [file.takeId] : []))
  const takes = await db().take.findMany({
    where: { id: { in: ids } },
    include: { generation: { include: { promptVersion: true } } },
  })
  expect(takes.map(({ generation }) => [generation.model, generation.promptVersion?.text]).sort()).toEqual([
    ["imported/sora-2", "A boat"],
    ["imported/sora-2-pro", "A lamp"],
  ])
})

test("what is no clip, an empty archive and another team's project are refused, and leave nothing", async () => {
  const [place, other] = [await aProject(), await aProject()]
  expect(await bring(place, new TextEncoder().encode("hello"))).toMatchObject([
    { refusal: expect.stringContaining("not a video") },
  ])
  const zip = zipOf({ "readme.txt": new TextEncoder().encode("nothing here") })
  await expect(bring(place, zip)).rejects.toMatchObject({ code: "invalid_input" })
  const bytes = readFileSync(await aClip("c.mp4", 6))
  await expect(bring({ access: place.access, projectId: other.projectId }, bytes)).rejects.toMatchObject({ code: "not_found" })
  expect(await db().take.count({ where: { projectId: { in: [place.projectId, other.projectId] } } })).toBe(0)
})

test("a file that only looks like a clip fails as a take, in words about a file and without a charge", async () => {
  const place = await aProject()
  const bytes = readFileSync(await aClip("cut.mp4", 24)).subarray(0, 900)
  const [file] = await bring(place, bytes)
  if (!file || !("takeId" in file)) throw new Error(JSON.stringify(file))
  const { generation } = await readTake(file.takeId)
  for (let attempt = 0; attempt < 4; attempt++) await ingest(generation.id, aWork())
  const failed = await readTake(file.takeId)
  expect(failed.generation).toMatchObject({
    status: "failed",
    failure: { charged: false, message: expect.stringContaining("file") },
  })
})
