import { type ChildProcess, spawn } from "node:child_process"
import { createServer } from "node:net"

/** A real process of ours that a test may kill; it is started again as `npm start` would. */
export type TestProcess = {
  readonly name: string
  /** Resolves when it says that it is ready. */
  start(): Promise<void>
  isRunning(): boolean
  /** Resolves with its exit code when it has ended. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

const alive = new Set<ChildProcess>()
process.once("exit", () => {
  for (const child of alive) child.kill("SIGKILL")
})

/** Runs a TypeScript file; `ready` is what it prints when it is. */
export function testProcess(name: string, file: string, environment: Record<string, string>, ready: string): TestProcess {
  let child: ChildProcess | undefined
  const isRunning = () => child !== undefined && child.exitCode === null && child.signalCode === null
  return {
    name,
    isRunning,
    async start() {
      const words = ["--conditions=react-server", "--disable-warning=ExperimentalWarning", "--import", "tsx", file]
      const started = spawn(process.execPath, words, {
        env: { ...process.env, TZ: "UTC", ...environment },
        stdio: ["ignore", "pipe", process.env.TEST_PROCESS_LOG ? "inherit" : "ignore"],
      })
      child = started
      alive.add(started)
      await new Promise<void>((resolve, reject) => {
        started.stdout?.on("data", (data: Buffer) => {
          if (process.env.TEST_PROCESS_LOG) process.stderr.write(data)
          if (data.includes(ready)) resolve()
        })
        started.once("exit", (code, signal) => {
          alive.delete(started)
          reject(new Error(`${name} ended with ${code ?? signal} before it was ready.`))
        })
      })
    },
    async end(signal) {
      const running = child
      if (!running || !isRunning()) return running?.exitCode ?? null
      const ended = new Promise<number | null>((resolve) => running.once("exit", resolve))
      running.kill(signal)
      return ended
    },
  }
}

/** A port that nobody listens on, for a process that is started again at the same address. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === "object" && address ? address.port : 0
}
