import { type ChildProcess, fork } from "node:child_process"

/** What goes to the child, and what comes back. `id` tells the answers of one order from those of another. */
export type Order = { id: number; order: unknown } | { abort: number }
export type Answer = { id: number } & ({ progress: number } | { value: unknown } | { error: string })

export type Asking = { signal: AbortSignal; onProgress?: ((part: number) => void) | undefined }

export type Child = {
  /**
   * Has one order done; call it again only when the last one has settled. Orders and answers are plain data and bytes.
   * A crash is tried once more; throws Crash after the second, what the child threw by its message, the signal's reason, and
   * the system's error when no process can be started.
   */
  ask(order: unknown, asking: Asking): Promise<unknown>
  close(): void
}

/** The process ended in the middle of its work. */
export class Crash extends Error {}

/** One that does not hear that it should stop is killed after so long. */
const graceMs = 5000

/**
 * A process for native code over bytes that are not ours: what they do to it costs one attempt and not the server. Started
 * when first needed and again after a crash; it never keeps this process alive. `entry` is a script that calls `answerOrders`.
 */
export function openChild(entry: string): Child {
  let child: ChildProcess | undefined
  let nextId = 1
  let isClosed = false

  function start(): ChildProcess {
    if (child) return child
    const started = fork(entry, {
      execArgv: ["--disable-warning=ExperimentalWarning", "--import", import.meta.resolve("tsx")],
      env: harmless(process.env),
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    })
    const forget = () => {
      if (child === started) child = undefined
    }
    started.on("exit", forget)
    // One that could not be started (no memory, no process left, no file) has no end to hear.
    started.on("error", forget)
    started.unref()
    started.channel?.unref()
    child = started
    return started
  }

  function askOnce(order: unknown, { signal, onProgress }: Asking): Promise<unknown> {
    const id = nextId++
    const worker = start()
    return new Promise((resolve, reject) => {
      let grace: NodeJS.Timeout | undefined
      const done = (settle: () => void) => {
        clearTimeout(grace)
        worker.off("message", hear)
        worker.off("exit", crash)
        worker.off("error", fail)
        signal.removeEventListener("abort", abort)
        settle()
      }
      const hear = (answer: Answer) => {
        if (answer.id !== id) return
        if ("progress" in answer) onProgress?.(answer.progress)
        else if ("error" in answer) done(() => reject(signal.aborted ? signal.reason : new Error(answer.error)))
        else done(() => resolve(answer.value))
      }
      const crash = (code: number | null, killedBy: string | null) =>
        done(() => reject(signal.aborted ? signal.reason : new Crash(`ended with ${killedBy ?? `code ${code}`}`)))
      const fail = (error: Error) => done(() => reject(error))
      const abort = () => {
        worker.send({ abort: id } satisfies Order, () => undefined)
        grace = setTimeout(() => worker.kill("SIGKILL"), graceMs)
      }
      worker.on("message", hear)
      worker.on("exit", crash)
      worker.on("error", fail)
      signal.addEventListener("abort", abort)
      // One that ends this very moment cannot be sent to; its end is heard.
      worker.send({ id, order } satisfies Order, () => undefined)
    })
  }

  return {
    async ask(order, asking) {
      asking.signal.throwIfAborted()
      try {
        return await askOnce(order, asking)
      } catch (error) {
        if (!(error instanceof Crash) || isClosed) throw error
        return await askOnce(order, asking)
      }
    },
    close() {
      isClosed = true
      child?.kill("SIGKILL")
    },
  }
}

/** What a process over bytes that are not ours may know: where programs and temporary files are, and no secret of ours. */
function harmless(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = ["PATH", "HOME", "TMPDIR", "TMP", "TEMP", "TZ", "LANG", "NODE_ENV"] as const
  return Object.fromEntries(names.map((name) => [name, environment[name]])) as NodeJS.ProcessEnv
}
