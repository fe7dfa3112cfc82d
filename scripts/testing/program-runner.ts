import { type ChildProcess, spawn } from "node:child_process"
import { join } from "node:path"

export type ProgramRunner = {
  /** Runs a program of node_modules to its end and gives its exit code; 1 at once after a stop. */
  run(program: string, words: string[], environment?: Record<string, string>): Promise<number>
  isStopped(): boolean
  /** Asks what runs to end, and waits for it. */
  stop(): Promise<void>
}

/** Runs one program after the other with our output; a signal ends the one that runs and lets no further one begin. */
export function programRunner(): ProgramRunner {
  let child: ChildProcess | undefined
  let ended: Promise<unknown> = Promise.resolve()
  let isStopped = false
  const stop = async () => {
    isStopped = true
    child?.kill("SIGINT")
    await ended
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop)
  return {
    isStopped: () => isStopped,
    stop,
    run: async (program, words, environment = {}) => {
      if (isStopped) return 1
      const started = spawn(
        process.execPath,
        ["--disable-warning=ExperimentalWarning", join("node_modules", program), ...words],
        {
          stdio: "inherit",
          env: { ...process.env, ...environment },
        },
      )
      child = started
      const code = new Promise<number>((resolve) => {
        started.once("exit", (exitCode) => resolve(exitCode ?? 1))
        started.once("error", () => resolve(1))
      })
      ended = code
      return code.finally(() => (child = undefined))
    },
  }
}
