import type { Browser } from "playwright"
import { openPage } from "@/bench/browser"
import type { BenchContext } from "@/bench/context"
import { storeFiles } from "@/bench/files"
import { type BenchTeam, makeGallery } from "@/bench/fixtures"
import type { Finding, Row } from "@/bench/row"
import { inTurns, median, percentile } from "@/bench/statistics"
import { galleryPage } from "@/lib/galleries/data"
import { type GalleryFilter, galleryFilter } from "@/lib/galleries/schema"

const sizes = [100, 1_000, 10_000, 100_000] as const
const screenSizes = [10_000, 100_000] as const
type Size = (typeof sizes)[number]

/** One project's takes, from a first afternoon to years of work. */
export const row: Row = {
  name: "gallery",
  budget: "query time at 100 k takes ≤ 1.3 × at 1 k; keystroke ≤ 16 ms, 60 fps, < 1,500 nodes, no request per clip",
  async measure(context) {
    const pool = await context.database()
    const team = await context.team()
    const files = await storeFiles(context)
    context.say("Making galleries of 100 to 100,000 takes …")
    const projects = {} as Record<Size, string>
    for (const size of sizes) projects[size] = await makeGallery(pool, team, size, files)
    return [...(await measureQueries(team, projects)), ...(await measureScreens(context, team))]
  },
}

async function measureQueries({ access }: BenchTeam, projects: Record<Size, string>): Promise<Finding[]> {
  const middle = async (project: string) => {
    // A cursor in the middle: as somebody who scrolled far.
    const first = await galleryPage(access.teamId, project, galleryFilter.parse({}), null, 40)
    return first.next
  }
  const reads: { what: string; filter: GalleryFilter; isLater?: boolean; budget?: number }[] = [
    { what: "first page", filter: galleryFilter.parse({}) },
    { what: "a later page", filter: galleryFilter.parse({}), isLater: true },
    {
      what: "refused takes of one model",
      filter: galleryFilter.parse({ statuses: ["refused"], models: ["fal/seedance-1.5-pro"] }),
    },
    { what: "words", filter: galleryFilter.parse({ search: "glacier" }) },
  ]
  const findings: Finding[] = []
  for (const { what, filter, isLater } of reads) {
    const after = Object.fromEntries(
      await Promise.all(sizes.map(async (size) => [size, isLater ? await middle(projects[size]) : null])),
    ) as Record<Size, string | null>
    const read = (size: Size) => () => galleryPage(access.teamId, projects[size], filter, after[size])
    const times = await inTurns(
      { hundred: read(100), thousand: read(1_000), tenThousand: read(10_000), most: read(100_000) },
      { turns: 60, warmUp: 15 },
    )
    const baseline = { what: "1 k takes", value: times.thousand }
    const note = `100 takes: ${times.hundred.toFixed(1)} ms; all four projects lie in one database`
    findings.push(
      { what: `query, ${what}: 10 k takes`, unit: "ms", ours: times.tenThousand, baseline, budget: { most: 1.3 } },
      { what: `query, ${what}: 100 k takes`, unit: "ms", ours: times.most, baseline, budget: { most: 1.3 }, note },
    )
  }
  return findings
}

async function measureScreens(context: BenchContext, team: BenchTeam): Promise<Finding[]> {
  const browser = await context.browser()
  if (!browser) return [{ what: "gallery in a browser", notMeasured: "no Chromium here" }]
  const { url } = await context.studio()
  const findings: Finding[] = []
  for (const size of screenSizes) {
    const plainFps = await measurePlainPage(browser, url, team)
    findings.push(...(await measureScreen(browser, url, team, size, plainFps)))
  }
  return findings
}

/** Frames a second of a page of grey boxes that is scrolled alike: what this browser on this machine gives just now. */
async function measurePlainPage(browser: Browser, url: string, team: BenchTeam): Promise<number> {
  const page = await openPage(browser, url, team)
  try {
    await page.goto(`${url}/api/health`)
    await page.evaluate(() => {
      document.body.innerHTML = `<div style="height:900px;overflow:auto"><div data-takes>${'<div style="height:120px;margin:12px;background:gray"></div>'.repeat(400)}</div></div>`
    })
    return (await page.evaluate(scrollDown, 4_000)).fps
  } finally {
    await page.context().close()
  }
}

async function measureScreen(
  browser: Browser,
  url: string,
  team: BenchTeam,
  size: number,
  plainFps: number,
): Promise<Finding[]> {
  const at = `${size / 1000} k takes`
  const page = await openPage(browser, url, team)
  const requests: string[] = []
  try {
    const client = await page.context().newCDPSession(page)
    page.on("request", (request) => requests.push(`${request.resourceType()} ${new URL(request.url()).pathname}`))
    await page.goto(`${url}/${team.slug}/takes-${size}`)
    await page.getByRole("article").first().waitFor()
    await page.waitForTimeout(1_000)
    const nodes = () => page.evaluate(() => document.querySelectorAll("*").length)
    const nodesBefore = await nodes()

    const field = page.getByRole("searchbox").first()
    await field.click()
    await page.evaluate(watchKeystrokes)
    const isQuiet = () => page.waitForTimeout(120)
    for (const letter of "boats at the harbour of the glacier lighthouse") {
      await page.keyboard.type(letter)
      await isQuiet()
    }
    const keystrokes = await page.evaluate(() =>
      (globalThis as never as { benchKeystrokes: number[] }).benchKeystrokes.slice(5),
    )
    await field.fill("")
    await page.waitForTimeout(1_500)
    await page.getByRole("article").first().waitFor()

    const scroll = await page.evaluate(scrollDown, 4_000)
    await page.waitForTimeout(500)
    const nodesMost = Math.max(nodesBefore, scroll.nodes, await nodes())
    const perClip = requests.filter((line) => /^(media|fetch|xhr) \/api\/(clips|takes)\/[0-9a-f-]{36}/.test(line))
    await client.detach()
    const reads = requests.filter((line) => /^(fetch|xhr) /.test(line)).length
    return [
      {
        what: `keystroke, ${at}`,
        unit: "ms",
        ours: median(keystrokes),
        budget: { most: 16 },
        note: `from the key's event to styled and laid out; p95 ${percentile(keystrokes, 95).toFixed(1)} ms of ${keystrokes.length} keys`,
      },
      {
        what: `scroll, ${at}`,
        unit: "fps",
        ours: scroll.fps,
        baseline: { what: "plain page", value: plainFps },
        budget: { least: 58, isAbsolute: true },
        note: `${(scroll.pixels / 1000).toFixed(0)},000 pixels in 4 s; slowest frame ${scroll.slowestMs.toFixed(0)} ms, p95 ${scroll.p95Ms.toFixed(0)} ms; software rendering`,
      },
      { what: `DOM nodes, ${at}`, unit: "nodes", ours: nodesMost, budget: { most: 1_499 } },
      {
        what: `requests per clip, ${at}`,
        unit: "requests",
        ours: perClip.length,
        budget: { most: 0 },
        note: `${reads} reads of data and ${requests.filter((line) => line.startsWith("image ")).length} posters in all, for ${scroll.cards} takes seen`,
      },
    ]
  } finally {
    await page.context().close()
  }
}

/** Runs in the page: what each key costs until everything that follows from it is rendered and laid out. */
function watchKeystrokes() {
  const keystrokes: number[] = []
  Object.assign(globalThis, { benchKeystrokes: keystrokes })
  let start = 0
  addEventListener("keydown", () => (start = performance.now()), { capture: true })
  const channel = new MessageChannel()
  channel.port1.onmessage = () => {
    void document.body.offsetHeight
    keystrokes.push(performance.now() - start)
  }
  addEventListener("input", () => channel.port2.postMessage(null), { capture: true })
}

/** Runs in the page: scrolls the wall evenly, one step per frame, and counts the frames that came. */
async function scrollDown(milliseconds: number) {
  const wall = document.querySelector("[data-takes]")?.parentElement
  if (!wall) throw new Error("There is no wall of takes.")
  const frames: number[] = []
  const seen = new Set<string>()
  let nodes = 0
  const start = await new Promise<number>(requestAnimationFrame)
  const from = wall.scrollTop
  for (let now = start, before = start; now - start < milliseconds; ) {
    wall.scrollTop += 24
    before = now
    now = await new Promise<number>(requestAnimationFrame)
    frames.push(now - before)
    if (frames.length % 15 === 0) {
      nodes = Math.max(nodes, document.querySelectorAll("*").length)
      for (const card of document.querySelectorAll<HTMLElement>("[data-take-id]")) seen.add(card.dataset.takeId ?? "")
    }
  }
  const sorted = frames.toSorted((a, b) => a - b)
  const seconds = frames.reduce((sum, frame) => sum + frame, 0) / 1000
  return {
    fps: frames.length / seconds,
    slowestMs: sorted.at(-1) ?? 0,
    p95Ms: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
    pixels: wall.scrollTop - from,
    nodes,
    cards: seen.size,
  }
}
