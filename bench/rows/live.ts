import type { Page } from "playwright"
import { openPage } from "@/bench/browser"
import { callbackPath, makeRunningTakes, makeShot, type RunningTake } from "@/bench/fixtures"
import { send } from "@/bench/http"
import type { Row } from "@/bench/row"
import { percentile } from "@/bench/statistics"

const perSecond = 20
const perPage = 80
const pages = 5

/** A vendor says that a take is finished; somebody else has the shot open. */
export const row: Row = {
  name: "live",
  budget: "vendor's POST → the take changes on another open screen: p50 ≤ 60 ms, p99 ≤ 250 ms at 20 completions/s",
  async measure(context) {
    const browser = await context.browser()
    if (!browser) return [{ what: "POST → another screen", notMeasured: "no Chromium here" }]
    const pool = await context.database()
    const team = await context.team()
    const vendor = await context.vendor()
    const { url } = await context.studio()
    const page = await openPage(browser, url, team)
    const samples: number[] = []
    try {
      for (let turn = 0; turn <= pages; turn++) {
        const shot = await makeShot(pool, team)
        const takes = await makeRunningTakes(pool, team, shot, perPage)
        await page.goto(`${url}/${team.slug}/${shot.project}/shots/${shot.number}`)
        await page
          .getByRole("article")
          .nth(perPage - 1)
          .waitFor({ state: "attached" })
        // The stream is open, and the reading that follows its opening is done.
        await page.waitForTimeout(1_500)
        await page.evaluate(watchTakes)
        const postedAt = await complete(url, takes, ({ provider, vendorJobId }) => vendor.signed(provider, vendorJobId))
        const changedAt = await readChanges(page, takes.length)
        if (turn === 0) continue
        for (const [takeId, posted] of postedAt) samples.push((changedAt[takeId] ?? Number.POSITIVE_INFINITY) - posted)
      }
    } finally {
      await page.context().close()
    }
    const note = `${samples.length} completions of fal and Kling in turns, ${perSecond} a second; slowest ${Math.max(...samples).toFixed(0)} ms`
    return [
      { what: "POST → another screen, p50", unit: "ms", ours: percentile(samples, 50), budget: { most: 60 }, note },
      { what: "POST → another screen, p99", unit: "ms", ours: percentile(samples, 99), budget: { most: 250 } },
    ]
  },
}

type Signed = { body: string; headers: Record<string, string> }

/** Posts one completion every 50 ms, whether or not the one before has been answered. Wall-clock times by take. */
async function complete(url: string, takes: readonly RunningTake[], sign: (take: RunningTake) => Signed) {
  const postedAt = new Map<string, number>()
  const start = performance.now()
  const answers = takes.map(async (take, index) => {
    const { body, headers } = sign(take)
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, start + (index * 1000) / perSecond - performance.now())))
    postedAt.set(take.takeId, performance.timeOrigin + performance.now())
    const { status } = await send(url, undefined, { method: "POST", path: callbackPath(take), body, headers })
    if (status !== 204) throw new Error(`A completion was answered with ${status}.`)
  })
  await Promise.all(answers)
  return postedAt
}

/** Runs in the page: notes when each take's article is named anew, which is when its status on screen changes. */
function watchTakes() {
  const changedAt: Record<string, number> = {}
  Object.assign(globalThis, { benchChangedAt: changedAt })
  new MutationObserver((mutations) => {
    for (const { target } of mutations) {
      const { takeId } = (target as HTMLElement).dataset
      if (takeId !== undefined) changedAt[takeId] ??= performance.timeOrigin + performance.now()
    }
  }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["aria-label"] })
}

async function readChanges(page: Page, count: number): Promise<Record<string, number>> {
  type Changes = { benchChangedAt: Record<string, number> }
  await page
    .waitForFunction((wanted) => Object.keys((globalThis as never as Changes).benchChangedAt).length >= wanted, count, {
      timeout: 10_000,
    })
    // What never changed counts as infinitely late.
    .catch(() => {})
  return page.evaluate(() => (globalThis as never as Changes).benchChangedAt)
}
