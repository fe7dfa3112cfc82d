import { existsSync } from "node:fs"
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises"
import path from "node:path"
import { openChild } from "@/lib/native-work/child"
import { type RenderOrder, renderKey } from "@/lib/sandbox/render/order"
import type { RenderPaths } from "@/lib/sandbox/render/render"

/** What the renderer's process is asked for. */
export type RenderWork = { order: RenderOrder; paths: RenderPaths }

export type RenderedClip = { file: string; bytes: number }

export type Studio = {
  /**
   * The clip's (or still's) file in the clips folder, rendered unless an equal order already was. One at a time, oldest first.
   * Throws when it cannot be drawn, or nobody wants it any more.
   */
  render(order: RenderOrder, signal: AbortSignal, onProgress: (part: number) => void): Promise<RenderedClip>
  clipPath(file: string): string
  imagePath(sha256: string): string
  close(): void
}

type Wish = { signal: AbortSignal; onProgress: (part: number) => void }
type Work = { order: RenderOrder; wishes: Wish[]; result: Promise<RenderedClip> }

/**
 * Renders in a process of its own: the server keeps answering in milliseconds, and a crash of native code costs one
 * attempt. `folder` holds `clips/` and `images/`.
 */
export async function openStudio(folder: string): Promise<Studio> {
  const clips = path.join(folder, "clips")
  const images = path.join(folder, "images")
  await Promise.all([mkdir(clips, { recursive: true }), mkdir(images, { recursive: true })])
  for (const directory of [clips, images]) {
    for (const name of await readdir(directory))
      if (name.includes(".part")) await rm(path.join(directory, name), { force: true })
  }
  const renderer = openChild(path.join(import.meta.dirname, "process.ts"))
  const works = new Map<string, Work>()
  let tail: Promise<unknown> = Promise.resolve()

  async function renderNow(file: string, { order, wishes }: Omit<Work, "result">): Promise<RenderedClip> {
    const stop = new AbortController()
    const isUnwanted = () => wishes.every(({ signal }) => signal.aborted)
    const giveUp = () => isUnwanted() && stop.abort()
    giveUp()
    for (const { signal } of wishes) signal.addEventListener("abort", giveUp)
    const part = path.join(clips, `${file}.part${path.extname(file)}`)
    const paths: RenderPaths = { output: part }
    if (order.firstFrame) paths.firstFrame = path.join(images, order.firstFrame)
    if (order.lastFrame) paths.lastFrame = path.join(images, order.lastFrame)
    const onProgress = (part: number) => {
      for (const wish of wishes) wish.onProgress(part)
    }
    await renderer.ask({ order, paths } satisfies RenderWork, { signal: stop.signal, onProgress })
    const target = path.join(clips, file)
    await rename(part, target)
    return { file, bytes: (await stat(target)).size }
  }

  return {
    async render(order, signal, onProgress) {
      const file = `${renderKey(order)}.${order.isStill ? "png" : "mp4"}`
      const finished = path.join(clips, file)
      if (existsSync(finished)) return { file, bytes: (await stat(finished)).size }
      const known = works.get(file)
      if (known && !known.wishes.every((wish) => wish.signal.aborted)) {
        known.wishes.push({ signal, onProgress })
        return known.result
      }
      const wishes = [{ signal, onProgress }]
      const result = tail.then(() => renderNow(file, { order, wishes }))
      const work = { order, wishes, result }
      works.set(file, work)
      tail = result.catch(() => undefined).then(() => works.get(file) === work && works.delete(file))
      return result
    },
    clipPath: (file) => path.join(clips, file),
    imagePath: (sha256) => path.join(images, sha256),
    close: renderer.close,
  }
}
