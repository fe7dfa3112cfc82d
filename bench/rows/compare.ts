import type { Browser, Page } from "playwright"
import { openPage } from "@/bench/browser"
import { type ComparedTakes, compareTakes } from "@/bench/compare-takes"
import type { BenchContext } from "@/bench/context"
import { type Watched, watchPictures } from "@/bench/painted"
import type { Figure, Finding, Row } from "@/bench/row"
import { median, percentile } from "@/bench/statistics"

const seconds = 60
const sampleMs = 100
const seeks = 60

/** Four takes of four rates, lengths and shapes under one transport: the pictures themselves are read, by their numbers. */
export const row: Row = {
  name: "compare",
  budget:
    "four 720p takes of mixed rates, lengths and shapes: drift ≤ 1 frame of the fastest over 60 s of looping, beside free-running <video> elements; after a seek ≤ 200 ms until all show the right frame",
  async measure(context) {
    const browser = await context.browser()
    if (!browser) return [{ what: "drift and seeks of four players", notMeasured: "no Chromium here" }]
    const compared = await compareTakes(context)
    const free = await measureFree(context, browser, compared)
    return measureOurs(context, browser, compared, free)
  },
}

/** The browser's own players, started together, and again together when the longest clip has ended. */
async function measureFree(context: BenchContext, browser: Browser, { takes }: ComparedTakes): Promise<Watched> {
  const { url } = await context.studio()
  const page = await openPage(browser, url, await context.team())
  try {
    await watchPictures(page)
    await page.goto(`${url}/api/health`)
    await page.evaluate(
      async ({ ids, longest }) => {
        document.body.replaceChildren()
        document.body.style.cssText = "display:grid;grid-template-columns:1fr 1fr"
        const videos = ids.map((id) => {
          const video = document.createElement("video")
          Object.assign(video, { src: `/api/clips/${id}`, muted: true, preload: "auto", className: "bench-player" })
          video.style.width = "50%"
          return video
        })
        document.body.append(...videos)
        await Promise.all(videos.map((video) => new Promise((resolve) => (video.oncanplaythrough = resolve))))
        const start = () => {
          for (const video of videos) video.currentTime = 0
          window.ignoreUntil = performance.now() + 500
          return Promise.all(videos.map((video) => video.play()))
        }
        videos[longest]?.addEventListener("ended", () => void start())
        await start()
      },
      { ids: takes.map(({ clipId }) => clipId), longest: longestOf(takes) },
    )
    return await watch(page, ".bench-player", takes)
  } finally {
    await page.context().close()
  }
}

async function measureOurs(
  context: BenchContext,
  browser: Browser,
  { path, takes }: ComparedTakes,
  free: Watched,
): Promise<Finding[]> {
  const { url } = await context.studio()
  const page = await openPage(browser, url, await context.team())
  try {
    await watchPictures(page)
    const findings: Finding[] = []
    for (const source of ["proxy", "original"] as const) {
      await page.goto(`${url}${path}&source=${source}`)
      await page.waitForFunction(
        (count) => document.querySelectorAll('[data-player][data-frame="0"]').length === count,
        takes.length,
      )
      const kind = await page.evaluate(() => document.querySelector("[data-player] > *")?.tagName.toLowerCase())
      const selector = `[data-player] > ${kind}`
      context.say(`Seeking and playing ${source === "proxy" ? "proxies" : "originals"} …`)
      const steps = await measureSeeks(
        page,
        selector,
        takes,
        Array.from({ length: 30 }, (_, index) => 31 + index),
      )
      const jumps = await measureSeeks(page, selector, takes, randomFrames(takes))
      await page.keyboard.press("Home")
      await page.keyboard.press("l")
      const ours = await watch(page, selector, takes)
      findings.push(
        ...figuresOf(source, kind ?? "nothing", { steps, jumps, ours, free }, Math.max(...takes.map(({ fps }) => fps))),
      )
    }
    return findings
  } finally {
    await page.context().close()
  }
}

type Measured = { steps: number[]; jumps: number[]; ours: Watched; free: Watched }

function figuresOf(source: "proxy" | "original", kind: string, { steps, jumps, ours, free }: Measured, fps: number): Figure[] {
  const files = source === "proxy" ? "proxies" : "originals"
  const frames = ({ gaps }: Watched) => Math.round(Math.max(...gaps) * fps * 100) / 100
  const told = ({ gaps, playedSeconds, shown }: Watched) =>
    `${gaps.filter((gap) => gap > 0).length} of ${gaps.length} samples apart, ${shown} different frames of the fastest seen, ${playedSeconds.toFixed(1)} s played in ${seconds} s`
  const spread = (times: readonly number[]) =>
    `p50 ${median(times).toFixed(0)}, p95 ${percentile(times, 95).toFixed(0)}, worst ${Math.max(...times).toFixed(0)} ms of ${times.length}`
  return [
    {
      what: `${files}: drift over ${seconds} s, worst, in frames of the fastest (${fps} a second)`,
      unit: "frames",
      ours: frames(ours),
      baseline: { what: "<video>", value: frames(free) },
      budget: { most: 1, isAbsolute: true },
      note: `read from the pictures (${kind}), beyond what different rates ask for: ours ${told(ours)}; <video> of the originals, less 0.5 s after each common start, ${told(free)}`,
    },
    {
      what: `${files}: seconds played per second`,
      unit: "×",
      ours: ours.playedSeconds / seconds,
      baseline: { what: "<video>", value: free.playedSeconds / seconds },
      budget: { least: 0.98, isAbsolute: true },
      note: "our clock waits for the slowest player; a share below 1 is time spent waiting. No budget of the issue's",
    },
    {
      what: `${files}: random seek until all four show the right frame, worst`,
      unit: "ms",
      ours: Math.max(...jumps),
      budget: { most: 200 },
      note: `read from the pictures: ${spread(jumps)}; a frame on: ${spread(steps)}`,
    },
  ]
}

function watch(page: Page, selector: string, takes: ComparedTakes["takes"]): Promise<Watched> {
  const clips = takes.map(({ fps, frames }) => ({ fps, frames }))
  return page.evaluate((asked) => window.watchPainted(asked), { selector, clips, seconds, sampleMs })
}

/** Sets the slider to each of these steps of the time base, one after another; milliseconds until the pictures are there. */
async function measureSeeks(page: Page, selector: string, takes: ComparedTakes["takes"], steps: readonly number[]) {
  const finest = Math.max(...takes.map(({ fps }) => fps))
  const times: number[] = []
  for (const value of steps) {
    const numbers = takes.map(({ fps, frames }) => Math.min(frames - 1, Math.floor((value / finest) * fps + 1e-6)))
    times.push(await page.evaluate((asked) => window.seekPainted(asked), { selector, value, numbers }))
    await page.waitForTimeout(100)
  }
  return times
}

/** Steps all over the time base, the same ones in every run. */
function randomFrames(takes: ComparedTakes["takes"]): number[] {
  const { fps = 1, frames = 1 } = takes[longestOf(takes)] ?? {}
  const steps = Math.round((frames / fps) * Math.max(...takes.map((take) => take.fps)))
  let state = 20_261_121
  return Array.from({ length: seeks }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * steps)
  })
}

function longestOf(takes: ComparedTakes["takes"]): number {
  const lengths = takes.map(({ fps, frames }) => frames / fps)
  return lengths.indexOf(Math.max(...lengths))
}
