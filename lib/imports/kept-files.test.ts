import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { db } from "@/lib/db"
import { env } from "@/lib/env"
import { receiveImport } from "@/lib/imports/receive"
import { importFacts } from "@/lib/imports/schema"
import { ingest } from "@/lib/jobs/ingest"
import { openPresence, type Presence } from "@/lib/jobs/presence"
import { aShot } from "@/lib/jobs/testing"
import { storage } from "@/lib/storage/open"
import type { TeamAccess } from "@/lib/teams/types"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()
process.env.DATA_DIR = mkdtempSync(join(tmpdir(), "imports-"))

let presence: Presence
beforeAll(async () => {
  presence = await openPresence(env().DATABASE_URL, () => {})
})
afterAll(() => presence.close())

/** Begins as an mp4 does, and is none. */
const looksLikeAClip = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypisom"), Buffer.alloc(1000, 7)])

async function aProject(access: TeamAccess, slug: string) {
  const data = { teamId: access.teamId, slug, name: slug, createdById: access.user.id }
  return (await db().project.create({ data })).id
}

const bring = (access: TeamAccess, projectId: string) =>
  receiveImport(
    access,
    projectId,
    importFacts.parse({ name: "boat.mp4" }),
    new Request("http://studio.example/api/imports", { method: "POST", body: new Uint8Array(looksLikeAClip) }),
  )

async function waiting(teamId: string) {
  const rows = await db().generation.findMany({ where: { teamId, provider: "imported" }, orderBy: { id: "asc" } })
  return rows.map(({ id, remoteFiles }) => ({ id, key: (remoteFiles as { key: string }[])[0]?.key ?? "" }))
}

test("the same file on its way into two projects waits twice, so that the first to be taken in leaves the other's", async () => {
  const { access } = await aShot()
  const [one, two] = [await aProject(access, "one"), await aProject(access, "two")]
  await Promise.all([bring(access, one), bring(access, two), bring(access, two)])
  const [first, second] = await waiting(access.teamId)
  if (!first || !second) throw new Error("nothing waits")
  for (let attempt = 0; attempt < 4; attempt++) await ingest(first.id, { presence, signal: new AbortController().signal })
  expect((await db().generation.findUniqueOrThrow({ where: { id: first.id } })).status).toBe("failed")
  expect(await storage().head(first.key)).toBeNull()
  expect(await storage().head(second.key)).not.toBeNull()
})

test("what is refused leaves no file behind", async () => {
  const [mine, theirs] = await Promise.all([aShot(), aShot()])
  const kept: string[] = []
  const { putFile } = storage()
  storage().putFile = (key, ...rest) => {
    kept.push(key)
    return putFile(key, ...rest)
  }
  await expect(bring(mine.access, theirs.projectId)).rejects.toMatchObject({ code: "not_found" })
  storage().putFile = putFile
  expect(kept).toHaveLength(1)
  expect(await storage().head(kept[0] ?? "")).toBeNull()
})
