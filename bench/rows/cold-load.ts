import { openPage } from "@/bench/browser"
import { makeRunningTakes, makeShot } from "@/bench/fixtures"
import type { Row } from "@/bench/row"
import { median } from "@/bench/statistics"

const loads = 9

/** The studio in a browser that was never here: an empty cache, a warm server. */
export const row: Row = {
  name: "cold-load",
  budget: "first paint ≤ 200 ms, prompt accepts typing ≤ 400 ms, JavaScript before interaction ≤ 400 KB raw",
  async measure(context) {
    const browser = await context.browser()
    if (!browser) return [{ what: "cold load of the studio", notMeasured: "no Chromium here" }]
    const pool = await context.database()
    const team = await context.team()
    const { url } = await context.studio()
    const shot = await makeShot(pool, team)
    await makeRunningTakes(pool, team, shot, 8)
    const samples: ReturnType<typeof readLoad>[] = []
    for (let load = 0; load < loads + 2; load++) {
      const page = await openPage(browser, url, team)
      try {
        await page.addInitScript(watchPrompt)
        await page.goto(`${url}/${team.slug}/${shot.project}/shots/${shot.number}`)
        await page.waitForFunction(() => "benchTypingAt" in globalThis)
        // The event stream stays open, so the network never falls silent for Playwright's taste.
        await page.waitForTimeout(700)
        const sample = await page.evaluate(readLoad)
        if (load >= 2) samples.push(sample)
      } finally {
        await page.context().close()
      }
    }
    const middle = (read: (sample: ReturnType<typeof readLoad>) => number) => median(samples.map(read))
    const note = `${loads} loads of the studio with 8 takes, nothing cached; first byte after ${middle(({ answeredMs }) => answeredMs).toFixed(0)} ms`
    return [
      { what: "first paint", unit: "ms", ours: middle(({ paintMs }) => paintMs), budget: { most: 200 }, note },
      {
        what: "prompt accepts typing",
        unit: "ms",
        ours: middle(({ typingMs }) => typingMs),
        budget: { most: 400 },
        note: "React has taken over the field: what is typed reaches the form's state",
      },
      {
        what: "JavaScript before interaction",
        unit: "KB raw",
        ours: middle(({ scriptBytes }) => scriptBytes) / 1000,
        budget: { most: 400 },
        note: `in ${middle(({ scripts }) => scripts)} files, ${(middle(({ wireBytes }) => wireBytes) / 1000).toFixed(0)} KB on the wire`,
      },
    ]
  },
}

/** Runs in the page before anything else: notes the moment from which React handles the prompt. */
function watchPrompt() {
  const look = () => {
    const field = document.querySelector<HTMLTextAreaElement>('textarea[aria-label="Prompt"]')
    if (field && !field.readOnly && Object.keys(field).some((key) => key.startsWith("__reactProps$"))) {
      Object.assign(globalThis, { benchTypingAt: performance.now() })
    } else setTimeout(look, 2)
  }
  look()
}

function readLoad() {
  const paint = performance.getEntriesByName("first-contentful-paint")[0]
  const [page] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[]
  const resources = performance.getEntriesByType("resource") as PerformanceResourceTiming[]
  const scripts = resources.filter(({ name }) => new URL(name).pathname.endsWith(".js"))
  const sum = (read: (entry: PerformanceResourceTiming) => number) => scripts.reduce((total, entry) => total + read(entry), 0)
  return {
    paintMs: paint?.startTime ?? Number.POSITIVE_INFINITY,
    answeredMs: page?.responseStart ?? 0,
    typingMs: (globalThis as never as { benchTypingAt: number }).benchTypingAt,
    scripts: scripts.length,
    scriptBytes: sum(({ decodedBodySize }) => decodedBodySize),
    wireBytes: sum(({ encodedBodySize }) => encodedBodySize),
  }
}
