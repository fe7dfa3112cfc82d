import { type ChildProcess, spawn } from "node:child_process"

export type ChildSpec = {
  name: string
  /** The program and its words. */
  command: [string, ...string[]]
  environment: NodeJS.ProcessEnv
  /** How long it may take to end by itself once asked to. */
  graceSeconds: number
}

export type Supervised = {
  readonly name: string
  readonly pid: number | undefined
  /** Asks it to end (SIGTERM), kills it after its grace, and waits until it has ended. */
  stop(): Promise<void>
  kill(): void
}

/** A process that ran this long starts afresh with the shortest delay. */
const HEALTHY_AFTER_MS = 60_000

/** Seconds to wait before start number `attempt` + 1 after a crash: 1, 2, 4 … 30. */
export function backoffSeconds(attempt: number): number {
  return Math.min(2 ** attempt, 30)
}

/**
 * Keeps a process running: when it ends unasked, it is started again after a delay that doubles. One line says so.
 * It is in a process group of its own, so that Ctrl-C in the terminal leaves the order of ending to us.
 */
export function supervise(spec: ChildSpec, say: (line: string) => void, delaySeconds = backoffSeconds): Supervised {
  let child: ChildProcess | undefined
  let timer: NodeJS.Timeout | undefined
  let isStopping = false
  let crashes = 0
  let ended: Promise<void> = Promise.resolve()

  function start() {
    const startedAt = Date.now()
    const [program, ...words] = spec.command
    const started = spawn(program, words, { env: spec.environment, stdio: ["ignore", "inherit", "inherit"], detached: true })
    child = started
    ended = new Promise((resolve) => {
      let hasEnded = false
      const onEnd = (how: string) => {
        if (hasEnded) return
        hasEnded = true
        resolve()
        if (isStopping) return
        if (Date.now() - startedAt > HEALTHY_AFTER_MS) crashes = 0
        const delay = delaySeconds(crashes++)
        say(`The ${spec.name} process ended (${how}); starting it again in ${delay} s.`)
        timer = setTimeout(start, delay * 1000)
      }
      started.once("exit", (code, signal) => onEnd(signal ?? `code ${code}`))
      started.once("error", (error) => onEnd(error.message))
    })
  }

  /** To its whole group: `next dev` has a process of its own below it. */
  function signal(name: NodeJS.Signals) {
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    try {
      process.kill(-child.pid, name)
    } catch {
      child.kill(name)
    }
  }

  start()
  return {
    name: spec.name,
    get pid() {
      return child?.pid
    },
    stop: async () => {
      isStopping = true
      clearTimeout(timer)
      signal("SIGTERM")
      const deadline = setTimeout(() => signal("SIGKILL"), spec.graceSeconds * 1000)
      await ended
      clearTimeout(deadline)
    },
    kill: () => {
      isStopping = true
      clearTimeout(timer)
      signal("SIGKILL")
    },
  }
}
