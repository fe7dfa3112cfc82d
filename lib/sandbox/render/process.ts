import sharp from "sharp"
import { renderClip } from "@/lib/sandbox/render/render"
import type { RenderReply, RenderRequest } from "@/lib/sandbox/render/studio"

/** The renderer's own process: takes one order at a time over IPC and ends with the server that started it. */
const tell = (reply: RenderReply) => process.send?.(reply)

// Stills are small and each is read once: a cache and more threads would only hold memory.
sharp.cache(false)
sharp.concurrency(1)

let current: { id: number; stop: AbortController } | undefined

process.on("message", async (request: RenderRequest) => {
  if ("abort" in request) {
    if (current?.id === request.abort) current.stop.abort()
    return
  }
  const { id, order, paths } = request
  const stop = new AbortController()
  current = { id, stop }
  try {
    await renderClip(order, paths, (progress) => tell({ id, progress }), stop.signal)
    tell({ id, done: true })
  } catch (error) {
    tell({ id, error: error instanceof Error ? error.message : String(error) })
  }
})
process.on("disconnect", () => process.exit(0))
// The terminal's Ctrl-C reaches the whole group; the server decides when to end.
process.on("SIGINT", () => undefined)
