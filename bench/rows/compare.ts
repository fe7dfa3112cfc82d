import { appendFileSync, copyFileSync } from "node:fs"
import { join } from "node:path"
import type { Browser, Page } from "playwright"
import { openPage } from "@/bench/browser"
import type { BenchContext } from "@/bench/context"
import { storeFiles, storeVideo } from "@/bench/files"
import { makeGallery } from "@/bench/fixtures"
import type { Finding, Row } from "@/bench/row"
import { median, percentile } from "@/bench/statistics"
import { analyseVideo } from "@/lib/media/analyse"
import { renderTestClip } from "@/lib/media/testing"

const players = 4
const frames = 120
const seconds = 60
const sampleMs = 100

/** Four clips of 5 s of 720p under one transport. Every frame spells its number, so that the pictures themselves are read. */
export const row: Row = {
  name: "compare",
  budget: "drift between four players of 720p ≤ 1 frame over 60 s of looping; beside it free-running <video> elements",
  async measure(context) {
    const browser = await context.browser()
    if (!browser) return [{ what: "drift of four players", notMeasured: "no Chromium here" }]
    const { takeIds, clipIds } = await makeTakes(context)
    const free = await measureFree(context, browser, clipIds)
    return measureOurs(context, browser, takeIds, free)
  },
}

async function makeTakes(context: BenchContext) {
  const pool = await context.database()
  const team = await context.team()
  const [files] = await storeFiles(context)
  if (!files) throw new Error("There are no files.")
  const path = join(context.folder, "numbered.mp4")
  await renderTestClip(path, { width: 1280, height: 720, frames, noise: true })
  const { facts } = await analyseVideo(path)
  const clipIds: string[] = []
  for (let player = 0; player < players; player++) {
    const copy = join(context.folder, `numbered-${player}.mp4`)
    copyFileSync(path, copy)
    // Empty boxes at the end: other bytes, so another clip, but the same pictures.
    for (let box = 0; box <= player; box++) appendFileSync(copy, Buffer.from([0, 0, 0, 8, ...Buffer.from("free")]))
    clipIds.push(await storeVideo(team.access.teamId, copy, facts))
  }
  const projectId = await makeGallery(
    pool,
    team,
    players,
    clipIds.map((clip) => ({ ...files, clip })),
  )
  const { rows } = await pool.query<{ id: string }>(`select id from "Take" where "projectId" = $1 order by number`, [projectId])
  return { takeIds: rows.map(({ id }) => id), clipIds }
}

type Watched = { drifts: number[]; shown: number; playedSeconds: number }

/** The browser's own players, started together. */
async function measureFree(context: BenchContext, browser: Browser, clipIds: readonly string[]): Promise<Watched> {
  const { url } = await context.studio()
  const page = await openPage(browser, url, await context.team())
  try {
    await page.goto(`${url}/api/health`)
    await page.evaluate(async (ids) => {
      document.body.replaceChildren()
      document.body.style.cssText = "display:grid;grid-template-columns:1fr 1fr"
      const videos = ids.map((id) => {
        const video = document.createElement("video")
        Object.assign(video, { src: `/api/clips/${id}`, loop: true, muted: true, preload: "auto", className: "bench-player" })
        video.style.width = "100%"
        return video
      })
      document.body.append(...videos)
      await Promise.all(videos.map((video) => new Promise((resolve) => (video.oncanplaythrough = resolve))))
      await Promise.all(videos.map((video) => video.play()))
    }, clipIds)
    return await page.evaluate(watchPlayers, { selector: ".bench-player", frames, seconds, sampleMs })
  } finally {
    await page.context().close()
  }
}

async function measureOurs(context: BenchContext, browser: Browser, takeIds: string[], free: Watched): Promise<Finding[]> {
  const { url } = await context.studio()
  const team = await context.team()
  const page = await openPage(browser, url, team)
  try {
    await page.goto(`${url}/${team.slug}/takes-${players}/compare?takes=${takeIds.join(",")}`)
    await page.waitForFunction(
      (count) => document.querySelectorAll('[data-player][data-frame="0"]').length === count,
      takeIds.length,
    )
    const steps = await measureSeeks(page, ["ArrowRight"], 40)
    const jumps = await measureSeeks(page, ["End", "Home"], 20)
    await page.keyboard.press("Home")
    await page.keyboard.press("l")
    const kind = await page.evaluate(() => document.querySelector("[data-player] > *")?.tagName.toLowerCase())
    const selector = `[data-player] > ${kind}`
    const ours = await page.evaluate(watchPlayers, { selector, frames, seconds, sampleMs })
    const told = ({ drifts, shown, playedSeconds }: Watched) =>
      `median ${median(drifts)}, ${drifts.length} samples, ${shown} different frames of the first player seen, ${playedSeconds.toFixed(1)} s played in ${seconds} s`
    return [
      {
        what: `drift of four players over ${seconds} s, worst`,
        unit: "frames",
        ours: Math.max(...ours.drifts),
        baseline: { what: "<video>", value: Math.max(...free.drifts) },
        budget: { most: 1, isAbsolute: true },
        note: `read from the pictures (${kind}): ours ${told(ours)}; <video> ${told(free)}`,
      },
      {
        what: "seconds played per second",
        unit: "×",
        ours: ours.playedSeconds / seconds,
        baseline: { what: "<video>", value: free.playedSeconds / seconds },
        budget: { least: 0.98, isAbsolute: true },
        note: "our clock waits for the slowest player; a share below 1 is time spent waiting. No budget of the architecture's",
      },
      {
        what: "a frame on, on all four",
        unit: "ms",
        ours: median(steps),
        budget: { most: 100 },
        note: `p95 ${percentile(steps, 95).toFixed(0)} ms; from end to end of the clip and back: ${median(jumps).toFixed(0)} ms, p95 ${percentile(jumps, 95).toFixed(0)} ms. The bound is ours: what feels at once`,
      },
    ]
  } finally {
    await page.context().close()
  }
}

/** From each key's event until all players show the frame that it asks for, in milliseconds. */
async function measureSeeks(page: Page, keys: readonly string[], count: number): Promise<number[]> {
  const times: number[] = []
  for (let press = 0; press < count; press++) {
    const waiting = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const all = [...document.querySelectorAll<HTMLElement>("[data-player]")]
          const before = all.map(({ dataset }) => dataset.frame)
          let start = 0
          addEventListener("keydown", ({ timeStamp }) => (start = timeStamp), { capture: true, once: true })
          const observer = new MutationObserver(() => {
            if (all.some(({ dataset }, index) => dataset.frame === before[index])) return
            observer.disconnect()
            resolve(performance.now() - start)
          })
          for (const player of all) observer.observe(player, { attributeFilter: ["data-frame"] })
        }),
    )
    await page.waitForTimeout(30)
    await page.keyboard.press(keys[press % keys.length] ?? "")
    times.push(await waiting)
  }
  return times
}

/** Runs in the page: reads the number out of every player's picture at the same moment, again and again. */
async function watchPlayers(asked: { selector: string; frames: number; seconds: number; sampleMs: number }): Promise<Watched> {
  const screens = [...document.querySelectorAll<HTMLCanvasElement | HTMLVideoElement>(asked.selector)]
  const bits = 16
  const reader = document.createElement("canvas")
  reader.width = bits
  reader.height = 1
  const context = reader.getContext("2d", { willReadFrequently: true })
  if (!context || screens.length < 2) throw new Error(`${screens.length} players are there.`)
  const read = (screen: HTMLCanvasElement | HTMLVideoElement) => {
    const [width, height] =
      screen instanceof HTMLVideoElement ? [screen.videoWidth, screen.videoHeight] : [screen.width, screen.height]
    context.drawImage(screen, 0, height * 0.1, width, height * 0.2, 0, 0, bits, 1)
    const { data } = context.getImageData(0, 0, bits, 1)
    let number = 0
    for (let bit = 0; bit < bits; bit++) if ((data[bit * 4] ?? 0) > 127) number |= 1 << bit
    return number
  }
  const apart = (a: number, b: number) => {
    const distance = Math.abs(a - b) % asked.frames
    return Math.min(distance, asked.frames - distance)
  }
  const drifts: number[] = []
  const seen = new Set<number>()
  let played = 0
  let before: number | undefined
  const start = performance.now()
  for (let sampled = 0; performance.now() - start < asked.seconds * 1000; ) {
    const now = await new Promise<number>(requestAnimationFrame)
    if (now - sampled < asked.sampleMs) continue
    sampled = now
    const numbers = screens.map(read)
    const [first = 0] = numbers
    drifts.push(Math.max(...numbers.flatMap((a) => numbers.map((b) => apart(a, b)))))
    seen.add(first)
    if (before !== undefined) played += (first - before + asked.frames) % asked.frames
    before = first
  }
  return { drifts, shown: seen.size, playedSeconds: played / 24 }
}
