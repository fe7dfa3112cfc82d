import { type ChildProcess, fork } from "node:child_process"
import { existsSync } from "node:fs"
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises"
import path from "node:path"
import { type RenderOrder, renderKey } from "@/lib/sandbox/render/order"
import type { RenderPaths } from "@/lib/sandbox/render/render"

export type RenderRequest = { id: number; order: RenderOrder; paths: RenderPaths }
export type RenderReply = { id: number; progress: number } | { id: number; done: true } | { id: number; error: string }

export type Studio = {
  /** The clip's file name in the clips folder, rendered unless an equal order already was. Throws when it cannot be drawn. */
  render(order: RenderOrder, onProgress?: (part: number) => void): Promise<{ file: string; bytes: number }>
  clipPath(file: string): string
  imagePath(sha256: string): string
  close(): void
}

/**
 * Renders in a process of its own, one clip after another: the server keeps answering in milliseconds, and a crash of
 * native code costs one attempt. `folder` holds `clips/` and `images/`.
 */
export async function openStudio(folder: string): Promise<Studio> {
  const clips = path.join(folder, "clips")
  const images = path.join(folder, "images")
  await Promise.all([mkdir(clips, { recursive: true }), mkdir(images, { recursive: true })])
  for (const name of await readdir(clips)) if (name.includes(".part")) await rm(path.join(clips, name), { force: true })

  const running = new Map<string, { result: Promise<{ file: string; bytes: number }>; listeners: ((part: number) => void)[] }>()
  const pending = new Map<number, (reply: RenderReply) => void>()
  let tail: Promise<unknown> = Promise.resolve()
  let child: ChildProcess | undefined
  let nextId = 1
  let isClosed = false

  function worker(): ChildProcess {
    if (child) return child
    const started = fork(path.join(import.meta.dirname, "process.ts"), {
      execArgv: ["--disable-warning=ExperimentalWarning", "--import", import.meta.resolve("tsx")],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    })
    started.on("message", (reply: RenderReply) => pending.get(reply.id)?.(reply))
    started.on("exit", (code, signal) => {
      if (child === started) child = undefined
      for (const [id, settle] of pending) settle({ id, error: `the renderer stopped (${signal ?? code})` })
    })
    started.unref()
    started.channel?.unref()
    child = started
    return started
  }

  function ask(order: RenderOrder, paths: RenderPaths, onProgress: (part: number) => void): Promise<void> {
    const id = nextId++
    return new Promise((resolve, reject) => {
      pending.set(id, (reply) => {
        if ("progress" in reply) return onProgress(reply.progress)
        pending.delete(id)
        if ("error" in reply) reject(new Error(reply.error))
        else resolve()
      })
      worker().send({ id, order, paths } satisfies RenderRequest)
    })
  }

  async function renderNow(
    order: RenderOrder,
    file: string,
    onProgress: (part: number) => void,
  ): Promise<{ file: string; bytes: number }> {
    const target = path.join(clips, file)
    const part = path.join(clips, `${file}.part.mp4`)
    const paths: RenderPaths = { output: part }
    if (order.firstFrame) paths.firstFrame = path.join(images, order.firstFrame)
    if (order.lastFrame) paths.lastFrame = path.join(images, order.lastFrame)
    try {
      await ask(order, paths, onProgress)
    } catch (error) {
      if (isClosed || child) throw error
      await ask(order, paths, onProgress)
    }
    await rename(part, target)
    return { file, bytes: (await stat(target)).size }
  }

  return {
    async render(order, onProgress) {
      const file = `${renderKey(order)}.mp4`
      const known = running.get(file)
      if (known) {
        if (onProgress) known.listeners.push(onProgress)
        return known.result
      }
      const finished = path.join(clips, file)
      if (existsSync(finished)) return { file, bytes: (await stat(finished)).size }
      const listeners = onProgress ? [onProgress] : []
      const result = tail.then(() => renderNow(order, file, (part) => listeners.forEach((listener) => void listener(part))))
      tail = result.catch(() => undefined)
      running.set(file, { result, listeners })
      void tail.finally(() => running.delete(file))
      return result
    },
    clipPath: (file) => path.join(clips, file),
    imagePath: (sha256) => path.join(images, sha256),
    close() {
      isClosed = true
      child?.kill("SIGKILL")
    },
  }
}
