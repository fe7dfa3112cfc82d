import type { Page } from "playwright"
import { readPictures } from "@/e2e/painted"

/** What is known of a player's clip: the numbers that its pictures spell go from 0 to `frames` − 1. */
export type Numbered = { fps: number; frames: number }

/** How far players stood apart while they played, read from their pictures. */
export type Watched = {
  /** One per sample, in seconds: see `apart`. */
  gaps: number[]
  /** Seconds that the longest clip went on, of those that were watched. */
  playedSeconds: number
  /** Different frames of the fastest clip that were seen. */
  shown: number
}

declare global {
  interface Window {
    /** Milliseconds until the players' pictures spell these numbers, after the slider was set to `value`. */
    seekPainted(asked: { selector: string; value: number; numbers: number[] }): Promise<number>
    watchPainted(asked: { selector: string; clips: Numbered[]; seconds: number; sampleMs: number }): Promise<Watched>
    /** Set when players were started anew: samples right after it say nothing about running. */
    ignoreUntil: number
  }
}

/** Gives a page, from its next load, the functions that seek and watch by the numbers in the pictures. */
export async function watchPictures(page: Page): Promise<void> {
  await readPictures(page)
  await page.addInitScript(install)
}

/** Runs in the page. */
function install() {
  window.ignoreUntil = 0

  window.seekPainted = async ({ selector, value, numbers }) => {
    const slider = document.querySelector<HTMLInputElement>('input[type="range"][aria-label="Position"]')
    if (!slider) throw new Error("There is no slider.")
    // As React listens: through the element's own setter.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(slider, String(value))
    const start = performance.now()
    slider.dispatchEvent(new Event("input", { bubbles: true }))
    for (;;) {
      await new Promise(requestAnimationFrame)
      const now = performance.now() - start
      const painted = window.readPainted(selector)
      if (painted.length === numbers.length && painted.every((number, index) => number === numbers[index])) return now
      if (now > 10_000) throw new Error(`Asked for frames ${numbers}, ${painted} are shown.`)
    }
  }

  window.watchPainted = async ({ selector, clips, seconds, sampleMs }) => {
    const longest = clips.reduce(
      (a, b, index) => (b.frames / b.fps > (clips[a]?.frames ?? 0) / (clips[a]?.fps ?? 1) ? index : a),
      0,
    )
    const fastest = clips.reduce((a, b, index) => (b.fps > (clips[a]?.fps ?? 0) ? index : a), 0)
    const gaps: number[] = []
    const seen = new Set<number>()
    let playedSeconds = 0
    let before: number | undefined
    let sampled = 0
    for (let now = performance.now(), end = now + seconds * 1000; now < end; ) {
      now = await new Promise<number>(requestAnimationFrame)
      if (now - sampled < sampleMs) continue
      sampled = now
      const numbers = window.readPainted(selector)
      seen.add(numbers[fastest] ?? 0)
      const { fps = 1, frames = 1 } = clips[longest] ?? {}
      const at = numbers[longest] ?? 0
      if (before !== undefined) playedSeconds += ((at - before + frames) % frames) / fps
      before = at
      if (now < window.ignoreUntil) continue
      // A picture stands from its own time until the next one's; the last one, for good. Where no moment is common to all
      // pictures, they stand apart by what is missing.
      const begin = clips.map((clip, index) => (numbers[index] ?? 0) / clip.fps)
      const until = clips.map((clip, index) =>
        (numbers[index] ?? 0) >= clip.frames - 1 ? Number.POSITIVE_INFINITY : ((numbers[index] ?? 0) + 1) / clip.fps,
      )
      gaps.push(Math.max(0, Math.max(...begin) - Math.min(...until)))
    }
    return { gaps, playedSeconds, shown: seen.size }
  }
}
