import { mkdtempSync } from "node:fs"
import { readdir } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { db } from "@/lib/db"
import type { GenerationStatus } from "@/lib/generated/prisma/enums"
import { createBatch } from "@/lib/generations/mutations"
import { isTerminal } from "@/lib/generations/rules"
import { sweep } from "@/lib/jobs/sweep"
import { aBatch, anItem, aRequest, aShot, until } from "@/lib/jobs/testing"
import { klingSecret } from "@/lib/jobs/testing-http"
import { freePort, type TestProcess, testProcess } from "@/lib/jobs/testing-process"
import { auditLedger, balance } from "@/lib/spend/data"
import { createTestDatabase } from "@/lib/testing/database"

const database = await createTestDatabase()
const [sandboxPort, webPort] = [await freePort(), await freePort()]
const folder = mkdtempSync(join(tmpdir(), "rushes-chaos-"))
const sandboxUrl = `http://127.0.0.1:${sandboxPort}`
const settings = {
  DATABASE_URL: database.url,
  DATA_DIR: folder,
  SANDBOX_URL: sandboxUrl,
  SANDBOX_PORT: String(sandboxPort),
  SANDBOX_SPEED: "4",
  SANDBOX_WEBHOOK_SECRET: klingSecret,
  INTERNAL_URL: `http://127.0.0.1:${webPort}`,
  PORT: String(webPort),
  UNKNOWN_SECONDS: "20",
  LOG_LEVEL: "info",
}
Object.assign(process.env, settings, { LOG_LEVEL: "silent" })

const worker = (name: string) => testProcess(name, "scripts/worker.ts", settings, "worker started")
const processes: TestProcess[] = [
  testProcess("sandbox", "scripts/sandbox.ts", settings, "sandbox at"),
  testProcess("web", "lib/jobs/testing-receiver.ts", settings, "receiver started"),
  worker("worker 1"),
  worker("worker 2"),
]
beforeAll(() => Promise.all(processes.map((each) => each.start())), 60_000)
afterAll(() => Promise.all(processes.map((each) => each.end("SIGKILL"))))

/** More, and for longer, with CHAOS_GENERATIONS=300. */
const count = Number(process.env.CHAOS_GENERATIONS ?? 6)
const kills = Math.max(6, Math.round(count / 5))
const models = [
  { modelId: "fal/seedance-1.5-pro", request: { durationSeconds: 4, resolution: "480p" as const } },
  { modelId: "kling/kling-3.0", request: { durationSeconds: 3, resolution: "720p" as const } },
  { modelId: "runway/gen4.5", request: { durationSeconds: 2, resolution: "720p" as const } },
]

type SandboxJob = { vendor: string; status: string; request: unknown }
async function sandboxJobs(): Promise<SandboxJob[]> {
  const answer = await fetch(`${sandboxUrl}/_sandbox/jobs`)
  return ((await answer.json()) as { jobs: SandboxJob[] }).jobs
}

test(
  `${count} generations while web, workers and sandbox are killed at random: each ends once, and no money hangs`,
  async () => {
    const { access, shotId } = await aShot()
    const { teamId } = access
    const killing = killAtRandom(kills)

    for (let index = 0; index < count; index++) {
      const model = models[index % models.length]
      if (!model) continue
      const prompt = `A lamp falls, number ${index}.`
      const item = anItem({
        modelId: model.modelId,
        request: aRequest({ model: model.modelId, prompt, ...model.request }),
        priceMicros: 250_000,
      })
      const press = aBatch(shotId, { items: [item] })
      await Promise.all([createBatch(access, press), createBatch(access, press)])
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    await killing

    const rows = () =>
      db().generation.findMany({
        where: { teamId },
        select: { id: true, status: true, provider: true, request: true, unknownUntil: true },
      })
    await until(async () => (await rows()).every(hasSettled), 100 + count * 8).catch(async (error) => {
      const open = (await rows())
        .filter((row) => !hasSettled(row))
        .map(({ id, provider, status }) => ({ id, provider, status }))
      throw new Error(`${error.message}: ${JSON.stringify(open)}`)
    })
    const all = await rows()
    expect(all).toHaveLength(count)

    // Exactly once: as the vendor counts, no request was ever taken twice.
    const jobs = await sandboxJobs()
    const jobsOf = (prompt: string) => jobs.filter(({ request }) => JSON.stringify(request).includes(prompt))
    for (const { request, status, provider } of all) {
      const { prompt } = request as { prompt: string }
      expect(jobsOf(prompt).length, prompt).toBeLessThanOrEqual(1)
      if (status === "succeeded") expect(jobsOf(prompt)).toMatchObject([{ status: "succeeded" }])
      // A vendor that can be asked leaves nothing unknown.
      if (provider === "kling") expect(status).not.toBe("unknown")
      // Nothing was rehearsed, so what ended badly never reached the vendor.
      if (status === "failed") expect(jobsOf(prompt)).toHaveLength(0)
    }
    const succeeded = all.filter(({ status }) => status === "succeeded")
    const unknown = all.filter(({ status }) => status === "unknown")
    expect(succeeded.length).toBeGreaterThan(count / 2)
    expect(await db().take.count({ where: { teamId, clipId: { not: null } } })).toBe(succeeded.length)
    expect(await auditLedger(teamId)).toEqual([])
    // What was charged is what each vendor said, which the audit has compared; what is held belongs to the unknown alone.
    expect((await balance(teamId, "sandbox")).heldMicros).toBe(unknown.length * 250_000)
    await sweep()
    expect(await readdir(join(folder, "storage", ".temporary"))).toEqual([])
    console.log(`chaos: ${count} generations, ${kills} kills, ${succeeded.length} succeeded, ${unknown.length} unknown`)
  },
  240_000 + count * 10_000,
)

/** Every process comes back as soon as it was killed, and may be killed again before it has come to itself. */
async function killAtRandom(times: number): Promise<void> {
  const starting = new Map(processes.map((each) => [each, Promise.resolve()]))
  const round: TestProcess[] = []
  for (let kill = 0; kill < times; kill++) {
    await new Promise((resolve) => setTimeout(resolve, 500 + Math.random() * 2500))
    // In every round each dies once, in any order.
    if (round.length === 0) round.push(...processes)
    const [victim] = round.splice(Math.floor(Math.random() * round.length), 1)
    if (!victim) continue
    await victim.end("SIGKILL")
    await starting.get(victim)
    starting.set(
      victim,
      victim.start().catch(() => {}),
    )
  }
  await Promise.all(starting.values())
  for (const each of processes) if (!each.isRunning()) await each.start()
}

/** Ended, or unknown past its time: then the choice is shown to the person. */
function hasSettled({ status, unknownUntil }: { status: GenerationStatus; unknownUntil: Date | null }): boolean {
  return isTerminal(status) || (status === "unknown" && unknownUntil !== null && unknownUntil.getTime() < Date.now())
}
