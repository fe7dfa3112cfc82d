import { rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { GET as health } from "@/app/api/health/route"
import { GET as ready } from "@/app/api/ready/route"
import { db } from "@/lib/db"
import { env } from "@/lib/env"
import { createTestDatabase } from "@/lib/testing/database"

process.env.DATA_DIR = join(tmpdir(), `rushes-readiness-${process.pid}`)
await createTestDatabase()

test("a process whose database, queue and storage answer is ready", async () => {
  const answer = await ready()
  expect([answer.status, await answer.json()]).toEqual([200, { status: "ready" }])
})

test("a part that does not answer is named with 503, and nothing else is told; health stays 200", async () => {
  const folder = env().DATA_DIR
  await rm(folder, { recursive: true, force: true })
  await writeFile(folder, "a file where the folder should be")
  await db().$executeRaw`alter schema graphile_worker rename to elsewhere`
  try {
    const answer = await ready()
    expect([answer.status, await answer.json()]).toEqual([503, { status: "unready", unready: ["queue", "storage"] }])
    expect(health().status).toBe(200)
  } finally {
    await rm(folder)
  }
})
