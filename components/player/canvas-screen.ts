import { ClipFrames } from "@/components/player/clip-frames"
import { markShown, type Screen } from "@/components/player/screen"

/**
 * A player that draws decoded frames on a canvas, of about the clip's size and exactly the shape of `original`, where that is
 * known: a proxy's edges are rounded. The canvas takes its place in the player with its first picture. Null where this browser cannot decode
 * the clip.
 */
export async function openCanvasScreen(
  url: string,
  player: HTMLElement,
  { width, height }: { width?: number; height?: number },
  signal: AbortSignal,
): Promise<Screen | null> {
  const clip = await ClipFrames.open(url, signal)
  if (!clip) return null
  const canvas = document.createElement("canvas")
  canvas.width = clip.width
  canvas.height = width && height ? Math.round((clip.width * height) / width) : clip.height
  const context = canvas.getContext("2d", { alpha: false, desynchronized: false })
  if (!context) return null
  const screen: Screen = {
    table: clip.table,
    kind: "frames",
    onReady: () => {},
    get error() {
      return clip.error
    },
    aim: (aim) => clip.aim(aim),
    isReady: (frame) => clip.get(frame) !== undefined,
    show(frame) {
      const sample = clip.get(frame)
      if (!sample) return
      sample.draw(context, 0, 0, canvas.width, canvas.height)
      if (canvas.parentNode !== player) player.replaceChildren(canvas)
      markShown(player, frame, clip.table.times[frame] ?? 0)
    },
    close: () => clip.close(),
  }
  clip.onFrame = () => screen.onReady()
  return screen
}
