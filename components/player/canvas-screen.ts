import { ClipFrames } from "@/components/player/clip-frames"
import { markShown, type Screen } from "@/components/player/screen"

/** A player that draws decoded frames on a canvas. Null where this browser cannot decode the clip. */
export async function openCanvasScreen(
  url: string,
  player: HTMLElement,
  canvas: HTMLCanvasElement,
  signal: AbortSignal,
): Promise<Screen | null> {
  const clip = await ClipFrames.open(url, signal)
  if (!clip) return null
  canvas.width = clip.width
  canvas.height = clip.height
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
      markShown(player, frame, clip.table.times[frame] ?? 0)
    },
    close: () => clip.close(),
  }
  clip.onFrame = () => screen.onReady()
  return screen
}
