import { evenFrames, frameAt } from "@/components/player/frame-table"
import { markShown, type Screen } from "@/components/player/screen"

/** Seconds. A playing video this far from the clock is put right at once; closer ones are led back by their speed. */
const farOff = 0.25

/**
 * The fallback where WebCodecs (which browsers keep from pages without https) or the codec is missing: the browser's own
 * player, led by the clock. Standing it is exact to the frame; playing it may be some frames off, which it says truly.
 */
export async function openVideoScreen(
  url: string,
  player: HTMLElement,
  facts: { frameCount: number; fps: number },
  signal: AbortSignal,
): Promise<Screen> {
  const video = document.createElement("video")
  Object.assign(video, { src: url, muted: true, playsInline: true, preload: "auto" })
  await new Promise<void>((resolve, reject) => {
    video.addEventListener("loadeddata", () => resolve(), { once: true, signal })
    video.addEventListener("error", () => reject(new Error("This browser cannot play the clip.")), { once: true, signal })
  })
  const table = evenFrames(facts.frameCount, facts.fps)
  const screen: Screen = {
    table,
    kind: "video",
    onReady: () => {},
    error: undefined,
    aim({ frame }, position, rate) {
      if (rate > 0 && position >= 0 && position < table.durationSeconds) return follow(video, position, rate)
      if (!video.paused) video.pause()
      const middle = (table.times[frame] ?? 0) + 0.5 / facts.fps
      if (!video.seeking && Math.abs(video.currentTime - middle) > 0.25 / facts.fps) video.currentTime = middle
    },
    isReady: (frame) => !video.paused || (!video.seeking && frameAt(table, video.currentTime) === frame),
    show(frame) {
      if (video.parentNode !== player) player.replaceChildren(video)
      if (video.paused) markShown(player, frame, table.times[frame] ?? 0)
    },
    close() {
      video.pause()
      video.removeAttribute("src")
      video.load()
    },
  }
  const presented = (_: number, { mediaTime }: VideoFrameCallbackMetadata) => {
    const frame = frameAt(table, mediaTime)
    markShown(player, frame, table.times[frame] ?? 0)
    video.requestVideoFrameCallback(presented)
  }
  video.requestVideoFrameCallback?.(presented)
  video.addEventListener("seeked", () => screen.onReady(), { signal })
  return screen
}

function follow(video: HTMLVideoElement, position: number, rate: number) {
  const off = video.currentTime - position
  const hasEnded = position >= video.duration
  if (Math.abs(off) > farOff && !hasEnded) video.currentTime = position
  video.playbackRate = Math.max(0.1, Math.min(4, rate * (1 - Math.max(-0.2, Math.min(0.2, off)))))
  if (video.paused && !hasEnded) void video.play().catch(() => {})
}
