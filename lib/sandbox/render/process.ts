import { renderClip } from "@/lib/sandbox/render/render"
import type { RenderReply, RenderRequest } from "@/lib/sandbox/render/studio"

/** The renderer's own process: takes one order at a time over IPC and ends with the server that started it. */
const tell = (reply: RenderReply) => process.send?.(reply)

process.on("message", async ({ id, order, paths }: RenderRequest) => {
  try {
    await renderClip(order, paths, (progress) => tell({ id, progress }))
    tell({ id, done: true })
  } catch (error) {
    tell({ id, error: error instanceof Error ? error.message : String(error) })
  }
})
process.on("disconnect", () => process.exit(0))
// The terminal's Ctrl-C reaches the whole group; the server decides when to end.
process.on("SIGINT", () => undefined)
