import type { Page } from "playwright"
import { openPage } from "@/bench/browser"
import { compareTakes } from "@/bench/compare-takes"
import type { BenchContext } from "@/bench/context"
import type { Finding, Row } from "@/bench/row"
import { median, percentile } from "@/bench/statistics"

const steps = 20
const gain = 4

type Checked = { differing: number; pixels: number; frames: string }

/** Two noisy clips of 720p, stepped: each picture of the difference is held against one that the bench computes by itself. */
export const row: Row = {
  name: "compare-difference",
  budget: `0 pixels of ${steps} stepped frames of two 720p takes differ from |A − B| × ${gain} computed independently; a standing frame ≤ 100 ms`,
  async measure(context) {
    const browser = await context.browser()
    if (!browser) return [{ what: "difference of two takes", notMeasured: "no Chromium here" }]
    const { path, takes } = await compareTakes(context)
    const [a, b] = takes
    if (!a || !b) throw new Error("There are no two takes.")
    const { url } = await context.studio()
    const page = await openPage(browser, url, await context.team())
    try {
      const address = `${path.split("?")[0]}?takes=${a.takeId},${b.takeId}&source=original&view=difference&gain=${gain}`
      await page.goto(`${url}${address}`)
      return await stepThrough(context, page)
    } finally {
      await page.context().close()
    }
  },
}

async function stepThrough(context: BenchContext, page: Page): Promise<Finding[]> {
  await page.waitForFunction(isExactAt, "0,0")
  context.say(`Stepping ${steps} frames …`)
  const checked: Checked[] = []
  for (let step = 0; step < steps; step++) {
    const before = await page.evaluate(() => document.querySelector<HTMLElement>("[data-difference]")?.dataset.frames)
    await page.keyboard.press("ArrowRight")
    await page.waitForFunction(
      (frames) => document.querySelector<HTMLElement>("[data-difference]")?.dataset.frames !== frames,
      before,
    )
    checked.push(await page.evaluate(holdAgainst, gain))
  }
  const times = await page.evaluate(() => performance.getEntriesByName("difference").map(({ duration }) => duration))
  const differing = checked.reduce((sum, each) => sum + each.differing, 0)
  const pixels = checked.reduce((sum, each) => sum + each.pixels, 0)
  return [
    {
      what: `pixels that differ from |A − B| × ${gain}, of ${steps} stepped frames`,
      unit: "pixels",
      ours: differing,
      budget: { most: 0, isAbsolute: true },
      note: `${pixels} pixels of frames ${checked[0]?.frames} to ${checked.at(-1)?.frames} read back from the canvases`,
    },
    {
      what: "a standing frame of 1280 × 720, exact and measured",
      unit: "ms",
      ours: median(times),
      budget: { most: 100 },
      note: `p95 ${percentile(times, 95).toFixed(0)} ms of ${times.length}. The bound is ours: what feels at once`,
    },
  ]
}

/** Runs in the page. */
function isExactAt(frames: string): boolean {
  const canvas = document.querySelector<HTMLElement>("[data-difference]")
  return canvas?.dataset.exact === "true" && canvas.dataset.frames === frames
}

/** Runs in the page: the difference that it shows against the pictures of the two players, read from their own canvases. */
function holdAgainst(fold: number): Checked {
  const read = (selector: string, index = 0) => {
    const canvas = document.querySelectorAll<HTMLCanvasElement>(selector)[index]
    const data = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data
    if (!canvas || !data) throw new Error(`${selector} has no picture.`)
    return { data, frames: canvas.dataset.frames ?? "", pixels: canvas.width * canvas.height }
  }
  const [a, b, shown] = [read("[data-player] canvas", 0), read("[data-player] canvas", 1), read("[data-difference]")]
  if (a.pixels !== shown.pixels || b.pixels !== shown.pixels) throw new Error("The three are not of one size.")
  let differing = 0
  for (let at = 0; at < shown.data.length; at += 4) {
    const isSame = [0, 1, 2].every((channel) => {
      const apart = Math.abs((a.data[at + channel] ?? 0) - (b.data[at + channel] ?? 0))
      return shown.data[at + channel] === Math.min(255, apart * fold)
    })
    if (!isSame) differing++
  }
  return { differing, pixels: shown.pixels, frames: shown.frames }
}
