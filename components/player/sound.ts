import type { Transport } from "@/components/player/transport"

/** Seconds that sound may be away from the picture: up to the first it is left alone, up to the second led back by speed. */
const fine = 0.03
const farOff = 0.2

/** Milliseconds that the picture may wait for a frame before the sound waits too. */
const patienceMs = 150

/** Browsers keep pages silent until somebody has pressed something; so long until it is tried again. */
const retryMs = 500

export type SoundOptions = {
  /** Which of the transport's screens it belongs to: its slip counts. */
  index?: number
  /** By how much it is raised or lowered; null plays it as it is. */
  gainDb?: number | null
}

/**
 * Lets one clip be heard along with the pictures: forwards only, silent while they stand and outside its take. Returns what
 * ends it.
 */
export function followWithSound(
  transport: Transport,
  url: string,
  { index = 0, gainDb = null }: SoundOptions = {},
): () => void {
  const audio = new Audio(url)
  audio.preload = "auto"
  const unplug = gainDb === null ? () => {} : plugIn(audio, gainDb)
  let blockedUntil = 0
  let waiting: ReturnType<typeof setTimeout> | undefined
  const follow = () => {
    const { isPlaying, isWaiting, rate, frame } = transport.getState()
    const { grid, starts } = transport.getLineup()
    const position = (grid.times[frame] ?? 0) - (starts[index] ?? 0)
    if (!isWaiting) {
      clearTimeout(waiting)
      waiting = undefined
    } else waiting ??= setTimeout(() => audio.pause(), patienceMs)
    if (!isPlaying || rate <= 0 || position < 0 || position >= audio.duration) return audio.pause()
    if (isWaiting) return
    const off = audio.currentTime - position
    if (Math.abs(off) > farOff) audio.currentTime = position
    audio.playbackRate = rate * leadingBack(off)
    if (!audio.paused || performance.now() < blockedUntil) return
    audio.play().catch(() => {
      blockedUntil = performance.now() + retryMs
    })
  }
  const stop = transport.subscribe(follow)
  follow()
  return () => {
    stop()
    clearTimeout(waiting)
    audio.pause()
    unplug()
    audio.removeAttribute("src")
  }
}

/** The factor of speed at which sound that is `off` seconds ahead (negative: behind) comes back to the picture. */
function leadingBack(off: number): number {
  if (Math.abs(off) <= fine || Math.abs(off) > farOff) return 1
  return 1 - 0.04 * Math.sign(off)
}

let shared: AudioContext | undefined

/** Sends the element's sound through a gain. Browsers let it sound once the person has pressed something. */
function plugIn(audio: HTMLAudioElement, gainDb: number): () => void {
  shared ??= new AudioContext({ latencyHint: "interactive" })
  const context = shared
  const source = context.createMediaElementSource(audio)
  const gain = context.createGain()
  gain.gain.value = 10 ** (gainDb / 20)
  source.connect(gain).connect(context.destination)
  const resume = () => void context.resume().catch(() => {})
  audio.addEventListener("play", resume)
  return () => {
    audio.removeEventListener("play", resume)
    source.disconnect()
    gain.disconnect()
  }
}
