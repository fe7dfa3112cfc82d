import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"

const READY_SECONDS = 240

export type Studio = {
  url: string
  sandboxUrl: string
  dataFolder: string
  /** What it printed so far. */
  output(): string
  /** Ctrl-C: all processes end, the database last. */
  stop(): Promise<void>
  /** SIGKILL to `npm start` itself; what it started has to notice by itself. */
  kill(): Promise<void>
  /** The same folder and ports again, after `stop` or `kill`. */
  startAgain(): Promise<void>
  /** Stops it and removes its data. */
  remove(): Promise<void>
}

/** A whole studio as `npm start` runs it, on free ports and a data folder of its own. Ready when it answers. */
export async function startStudio(environment: Record<string, string> = {}): Promise<Studio> {
  const dataFolder = mkdtempSync(join(tmpdir(), "rushes-e2e-"))
  const [port, sandboxPort] = [await freePort(), await freePort()]
  let running = await launch()

  async function launch() {
    const child = spawn("node", ["scripts/run.mjs", "start"], {
      env: {
        ...process.env,
        NODE_ENV: "production",
        NEXT_DIST_DIR: ".next-test",
        DATA_DIR: dataFolder,
        PORT: String(port),
        SANDBOX_PORT: String(sandboxPort),
        ...environment,
      },
      // A process group of its own, so that `kill` can take the launcher and the supervisor at once.
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    })
    const output: string[] = []
    child.stdout.on("data", (chunk) => output.push(String(chunk)))
    child.stderr.on("data", (chunk) => output.push(String(chunk)))
    await ready(child, output)
    return { child, output }
  }

  const studio: Studio = {
    url: `http://127.0.0.1:${port}`,
    sandboxUrl: `http://127.0.0.1:${sandboxPort}`,
    dataFolder,
    output: () => running.output.join(""),
    stop: () => end(running.child, "SIGTERM"),
    kill: () => end(running.child, "SIGKILL"),
    startAgain: async () => {
      running = await launch()
    },
    remove: async () => {
      await end(running.child, "SIGTERM")
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
  return studio
}

/** Waits for the line that tells the address; throws with all output when the process ends before. */
function ready(child: ChildProcess, output: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}\n${output.join("")}`))
    const timer = setTimeout(() => fail(`Not ready after ${READY_SECONDS} s`), READY_SECONDS * 1000)
    const look = () => {
      if (!output.join("").includes("Rushes is ready")) return
      clearTimeout(timer)
      resolve()
    }
    child.stdout?.on("data", look)
    child.once("exit", (code) => {
      clearTimeout(timer)
      fail(`npm start ended with ${code}`)
    })
  })
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once("exit", () => resolve())
    if (signal === "SIGKILL" && child.pid !== undefined) process.kill(-child.pid, signal)
    else child.kill(signal)
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port"))))
    })
  })
}
