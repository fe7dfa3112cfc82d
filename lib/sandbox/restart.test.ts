import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startSandbox } from "@/lib/sandbox/server"
import { listJobs, openReceiver, until } from "@/lib/sandbox/testing/harness"

let dataDir: string
let child: ChildProcess | undefined
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "sandbox-restart-"))
})
afterAll(async () => {
  child?.kill("SIGKILL")
  await rm(dataDir, { recursive: true, force: true })
})

/** The real process, as `npm run sandbox` starts it. */
async function launch(port: number): Promise<string> {
  const root = path.resolve(import.meta.dirname, "../..")
  const started = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "--import", "tsx", "scripts/sandbox.ts"], {
    cwd: root,
    env: { ...process.env, HOST: "", SANDBOX_URL: "", SANDBOX_PORT: String(port), DATA_DIR: dataDir, SANDBOX_SPEED: "4" },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  })
  child = started
  const [message] = (await once(started, "message")) as [{ url: string }]
  return message.url
}

async function kill(): Promise<void> {
  const victim = child
  if (!victim) return
  const exited = once(victim, "exit")
  victim.kill("SIGKILL")
  await exited
}

const post = (url: string, body: unknown, key = "Bearer sandbox-1") =>
  fetch(url, { method: "POST", headers: { authorization: key, "x-runway-version": "2024-11-06" }, body: JSON.stringify(body) })

describe("a sandbox that is killed at any moment", () => {
  it("forgets nothing it acknowledged, goes on with it and counts nothing twice", { timeout: 120_000 }, async () => {
    const receiver = await openReceiver()
    let url = await launch(0)
    const port = Number(new URL(url).port)
    const acknowledged: string[] = []
    for (let round = 0; round < 3; round++) {
      const fal = await post(
        `${url}/fal/queue/fal-ai/bytedance/seedance/v1.5/pro/text-to-video?fal_webhook=${encodeURIComponent(receiver.url)}`,
        { prompt: "x", duration: "4", resolution: "480p", seed: 1, generate_audio: false },
        "Key sandbox-1",
      )
      acknowledged.push(((await fal.json()) as { request_id: string }).request_id)
      const kling = await post(`${url}/kling/text-to-video/kling-3.0`, {
        prompt: "[[sandbox: fail]]",
        settings: { duration: 3 },
        options: { callback_url: receiver.url, external_task_id: `round-${round}` },
      })
      acknowledged.push(((await kling.json()) as { data: { id: string } }).data.id)
      const runway = await post(`${url}/runway/v1/text_to_video`, {
        model: "seedance2_mini",
        promptText: "x",
        ratio: "864:496",
        duration: 4,
        seed: 1,
      })
      acknowledged.push(((await runway.json()) as { id: string }).id)
      await new Promise((resolve) => setTimeout(resolve, round * 400))
      await kill()
      url = await launch(port)
    }
    const jobs = await until(async () => {
      const list = await listJobs(url)
      const isDone = list.every(
        ({ status, callbacks }) =>
          ["succeeded", "failed"].includes(status) && callbacks.every(({ state }) => state === "delivered"),
      )
      return isDone && list
    }, 90)
    expect(jobs.map(({ id }) => id)).toEqual(acknowledged)
    expect(jobs.map(({ status }) => status)).toEqual([1, 2, 3].flatMap(() => ["succeeded", "failed", "succeeded"]))
    const told = receiver.received.map(({ body }) => JSON.parse(body) as { request_id?: string; id?: string; status: string })
    for (const { id, vendor } of jobs) {
      const mine = told.filter((one) => (one.request_id ?? one.id) === id).map(({ status }) => status)
      if (vendor === "fal") expect(new Set(mine)).toEqual(new Set(["OK"]))
      if (vendor === "kling") expect(new Set(mine)).toEqual(new Set(["submitted", "processing", "failed"]))
    }
    await expect(startSandbox({ port: 0, dataDir: path.join(dataDir, "sandbox") })).rejects.toThrow(/locked/)
    const exited = once(child as ChildProcess, "exit")
    child?.kill("SIGTERM")
    expect((await exited)[0]).toBe(0)
    await receiver.close()
  })

  it("ends with the process that started it", { timeout: 30_000 }, async () => {
    await launch(0)
    const exited = once(child as ChildProcess, "exit")
    child?.disconnect()
    expect((await exited)[0]).toBe(0)
  })
})
