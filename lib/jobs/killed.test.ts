import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, readFileSync } from "node:fs"
import { readdir } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { db } from "@/lib/db"
import { aGeneration, aRequest, until } from "@/lib/jobs/testing"
import { startFakeVendor } from "@/lib/jobs/testing-http"
import { renderTestClip } from "@/lib/media/testing"
import { auditLedger } from "@/lib/spend/data"
import { createTestDatabase } from "@/lib/testing/database"

const database = await createTestDatabase()
const vendor = await startFakeVendor()
const folder = mkdtempSync(join(tmpdir(), "rushes-killed-"))
Object.assign(process.env, { SANDBOX_URL: vendor.url, DATA_DIR: folder })

const workers = new Set<ChildProcess>()
/** A real worker process, as `npm start` runs it. Resolves when it takes jobs. */
async function startWorkerProcess(): Promise<ChildProcess> {
  const words = ["--conditions=react-server", "--disable-warning=ExperimentalWarning", "--import", "tsx", "scripts/worker.ts"]
  const environment = { ...process.env, DATABASE_URL: database.url, LOG_LEVEL: "info", TZ: "UTC" }
  const worker = spawn(process.execPath, words, { env: environment, stdio: ["ignore", "pipe", "inherit"] })
  workers.add(worker)
  await new Promise<void>((resolve, reject) => {
    worker.stdout?.on("data", (data: Buffer) => data.includes("worker started") && resolve())
    worker.once("exit", (code) => reject(new Error(`The worker ended with ${code}.`)))
  })
  return worker
}
async function kill(worker: ChildProcess, signal: NodeJS.Signals) {
  const ended = new Promise<number | null>((resolve) => worker.once("exit", resolve))
  worker.kill(signal)
  return ended
}

let clip: Buffer
beforeAll(async () => {
  await renderTestClip(join(folder, "clip.mp4"), { width: 320, height: 180, frames: 48, sound: false })
  clip = readFileSync(join(folder, "clip.mp4"))
})
afterAll(() => {
  for (const worker of workers) worker.kill("SIGKILL")
})

const statusOf = async (id: string) =>
  (await db().generation.findUniqueOrThrow({ where: { id }, select: { status: true } })).status
const runway = { modelId: "runway/gen4.5", request: aRequest({ model: "runway/gen4.5", durationSeconds: 2 }) }
const taskOf = (path: string) => path.split("/").at(-1) ?? ""

test("work that was killed in the middle of a submit, a look and a download goes on within seconds, and nothing is sent twice", async () => {
  let isHanging = true
  const hang = <Value>(value: Value) => (isHanging ? undefined : value)
  const tasks = new Map<string, string>()
  const succeeded = (id: string) => ({ json: { id, status: "SUCCEEDED", output: [`${vendor.url}/files/clip.mp4`] } })
  vendor.handlers["POST /kling"] = ({ body }) => {
    const key = JSON.parse(body.toString()).options.external_task_id
    tasks.set(key, `k-${key}`)
    return undefined
  }
  vendor.handlers["GET /kling/tasks"] = ({ query }) => {
    const id = query.get("task_ids") ?? tasks.get(query.get("external_task_ids") ?? "")
    const outputs = [{ type: "video", url: `${vendor.url}/files/clip.mp4` }]
    return { json: { code: 0, data: [{ id, status: "succeeded", external_id: id?.slice(2), outputs }] } }
  }
  vendor.handlers["POST /runway"] = () => ({ json: { id: `r-${vendor.count("POST /runway")}` } })
  vendor.handlers["GET /runway"] = ({ path }) => (taskOf(path) === "r-1" ? hang(succeeded("r-1")) : succeeded(taskOf(path)))
  vendor.handlers["GET /files/clip.mp4"] = () => hang({ bytes: clip })

  const first = await startWorkerProcess()
  const look = await aGeneration(runway)
  await until(async () => vendor.count("GET /runway/v1/tasks/r-1") > 0)
  const download = await aGeneration(runway)
  await until(async () => vendor.count("GET /files/clip.mp4") > 0)
  const submit = await aGeneration()
  await until(async () => vendor.count("POST /kling") > 0)
  expect(await Promise.all([look, download, submit].map(({ id }) => statusOf(id)))).toEqual([
    "running",
    "ingesting",
    "submitting",
  ])

  await kill(first, "SIGKILL")
  isHanging = false
  const killedAt = Date.now()
  const second = await startWorkerProcess()
  for (const { id } of [look, download, submit]) await until(async () => (await statusOf(id)) === "succeeded", 40)
  expect(Date.now() - killedAt).toBeLessThan(30_000)
  expect(vendor.count("POST /kling")).toBe(1)
  expect(vendor.count("POST /runway")).toBe(2)
  for (const { access } of [look, download, submit]) expect(await auditLedger(access.teamId)).toEqual([])
  expect(await readdir(join(folder, "storage", ".temporary"))).toEqual([])
  expect(await kill(second, "SIGTERM")).toBe(0)
  expect(await db().$queryRaw`select from graphile_worker.jobs where locked_by is not null`).toEqual([])
}, 90_000)

test("a worker that lives frees the jobs of one that was killed, without a restart", async () => {
  const [first, second] = await Promise.all([startWorkerProcess(), startWorkerProcess()])
  vendor.handlers["POST /runway"] = () => ({ json: { id: `s-${vendor.count("POST /runway")}` } })
  vendor.handlers["GET /runway"] = () => undefined
  const made = await aGeneration(runway)
  const locked = () =>
    db().$queryRaw<
      { by: string }[]
    >`select locked_by as by from graphile_worker.jobs where key = ${`check:${made.id}`} and locked_by is not null`
  await until(async () => (await locked()).length > 0)
  // Nobody knows which of the two has it, so both are killed in turn: the second when a third has come.
  vendor.handlers["GET /runway"] = ({ path }) => ({
    json: { id: taskOf(path), status: "SUCCEEDED", output: [`${vendor.url}/files/clip.mp4`] },
  })
  await kill(first, "SIGKILL")
  const third = await startWorkerProcess()
  await kill(second, "SIGKILL")
  await until(async () => (await statusOf(made.id)) === "succeeded", 30)
  // One that lost its session, and with it its locks, ends rather than work beside its successor.
  const ended = new Promise((resolve) => third.once("exit", resolve))
  await db().$executeRaw`
    select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'rushes presence' and datname = current_database()`
  expect(await ended).toBe(1)
}, 90_000)
