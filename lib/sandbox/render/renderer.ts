import { type ChildProcess, fork } from "node:child_process"
import path from "node:path"
import type { RenderOrder } from "@/lib/sandbox/render/order"
import type { RenderPaths } from "@/lib/sandbox/render/render"
import type { RenderReply, RenderRequest } from "@/lib/sandbox/render/studio"

export type Renderer = {
  /** Draws one clip; a crash is tried once more. Call it again only when the last one has settled. */
  render(order: RenderOrder, paths: RenderPaths, signal: AbortSignal, onProgress: (part: number) => void): Promise<void>
  close(): void
}

class Crash extends Error {}

/** The renderer's process, started when first needed and again after a crash. It never keeps this process alive. */
export function openRenderer(): Renderer {
  let child: ChildProcess | undefined
  let nextId = 1
  let isClosed = false

  function start(): ChildProcess {
    if (child) return child
    const started = fork(path.join(import.meta.dirname, "process.ts"), {
      execArgv: ["--disable-warning=ExperimentalWarning", "--import", import.meta.resolve("tsx")],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    })
    started.on("exit", () => {
      if (child === started) child = undefined
    })
    started.unref()
    started.channel?.unref()
    child = started
    return started
  }

  function ask(order: RenderOrder, paths: RenderPaths, signal: AbortSignal, onProgress: (part: number) => void): Promise<void> {
    const id = nextId++
    const worker = start()
    return new Promise<void>((resolve, reject) => {
      const done = (settle: () => void) => {
        worker.off("message", hear)
        worker.off("exit", crash)
        signal.removeEventListener("abort", abort)
        settle()
      }
      const hear = (reply: RenderReply) => {
        if (reply.id !== id) return
        if ("progress" in reply) onProgress(reply.progress)
        else if ("error" in reply) done(() => reject(new Error(reply.error)))
        else done(resolve)
      }
      const crash = () => done(() => reject(new Crash("the renderer stopped")))
      const abort = () => worker.send({ abort: id } satisfies RenderRequest)
      worker.on("message", hear)
      worker.on("exit", crash)
      signal.addEventListener("abort", abort)
      worker.send({ id, order, paths } satisfies RenderRequest)
    })
  }

  return {
    async render(order, paths, signal, onProgress) {
      signal.throwIfAborted()
      try {
        await ask(order, paths, signal, onProgress)
      } catch (error) {
        if (!(error instanceof Crash) || isClosed) throw error
        await ask(order, paths, signal, onProgress)
      }
    },
    close() {
      isClosed = true
      child?.kill("SIGKILL")
    },
  }
}
