import type { Transport } from "@/components/player/transport"

/** Seconds that sound may be away from the picture before it is put right. */
const tolerance = 0.12

/** Lets one clip be heard along with the pictures: forwards only, silent while they stand. Returns what ends it. */
export function followWithSound(transport: Transport, url: string): () => void {
  const audio = new Audio(url)
  audio.preload = "auto"
  const follow = () => {
    const { isPlaying, isWaiting, rate, frame } = transport.getState()
    if (!isPlaying || isWaiting || rate <= 0) return audio.pause()
    const position = transport.grid.times[frame] ?? 0
    if (audio.ended && position >= audio.duration - tolerance) return
    if (Math.abs(audio.currentTime - position) > tolerance) audio.currentTime = position
    audio.playbackRate = rate
    if (audio.paused) void audio.play().catch(() => {})
  }
  const stop = transport.subscribe(follow)
  follow()
  return () => {
    stop()
    audio.pause()
    audio.removeAttribute("src")
  }
}
