import sharp from "sharp"
import { answerOrders } from "@/lib/native-work/answer"
import { renderClip } from "@/lib/sandbox/render/render"
import type { RenderWork } from "@/lib/sandbox/render/studio"

/** The renderer's own process: one order at a time. */

// Stills are small and each is read once: a cache and more threads would only hold memory.
sharp.cache(false)
sharp.concurrency(1)

answerOrders((work, { signal, onProgress }) => {
  const { order, paths } = work as RenderWork
  return renderClip(order, paths, onProgress, signal)
})
