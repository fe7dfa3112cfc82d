import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { type BrowserContext, expect, type Page, test } from "@playwright/test"
import pg from "pg"
import { runningDatabaseUrl } from "@/scripts/supervisor/with-database"
import { createProject, createShot, setUp, tickModels } from "./people"
import { killProcess, type ProcessName } from "./processes"
import { type Studio, startStudio } from "./studio"

test.describe.configure({ mode: "serial", timeout: 600_000 })

/** SOAK=full is the whole promise, about ten minutes; a small part of it stands in every run of npm test. */
const isFull = process.env.SOAK === "full"
const PRESSES_PER_TAB = isFull ? 100 : 5
const GENERATIONS_UNDER_FIRE = isFull ? 300 : 12
const TAKES_PER_PRESS = isFull ? 12 : 6
/** On average. The supervisor waits longer each time, so under full fire a process must have time to come back. */
const KILL_EVERY_MS = isFull ? 7000 : 3000
/** A little more than components/studio/use-generate.ts waits. */
const QUIET_MS = 600
/** Longer than the supervisor waits before it starts a process once more that keeps dying. */
const OUTAGE_MS = 90_000

let studio: Studio
let context: BrowserContext
let tabs: Page[]

test.beforeAll(async ({ browser }) => {
  studio = await startStudio()
  context = await browser.newContext()
  const page = await context.newPage()
  tabs = [page, await context.newPage()]
  await setUp(page, studio.url)
  await createProject(page, "Harbour film")
})

test.afterAll(async () => {
  await context?.close()
  await studio?.remove()
})

test(`${2 * PRESSES_PER_TAB} presses with double clicks, from two tabs, make as many batches`, async () => {
  const [first, second] = tabs as [Page, Page]
  await createShot(first)
  await write(first, ["Seedance 1.5 Pro"], 1)
  await expect(async () => {
    await second.goto(first.url())
    await expect(second.getByRole("button", { name: /^Generate 1/ })).toBeEnabled({ timeout: 2000 })
  }, "the second tab opens what the first has saved").toPass()
  for (const tab of tabs) await sendEveryPressTwice(tab)

  await Promise.all(
    tabs.map(async (tab) => {
      for (let press = 0; press < PRESSES_PER_TAB; press += 1) await pressGenerate(tab, { isDouble: true })
    }),
  )

  expect(await one('select count(*)::int from "Batch"')).toBe(2 * PRESSES_PER_TAB)
  expect(await one('select count(*)::int from "Generation"')).toBe(2 * PRESSES_PER_TAB)
  for (const tab of tabs) await tab.unrouteAll()
})

test(`${GENERATIONS_UNDER_FIRE} generations survive web, worker and sandbox being killed at random`, async () => {
  const page = tabs[0] as Page
  await expectAllSettled()
  await page.goto(`${studio.url}/northlight/harbour-film`)
  await createShot(page)
  await write(page, ["Seedance 1.5 Pro", "Kling 3.0", "Seedance 2.0 Mini"], TAKES_PER_PRESS / 3)

  const before = await one('select count(*)::int from "Generation"')
  let isOver = false
  const killing = killAtRandom(() => isOver)
  try {
    for (let made = 0; made < GENERATIONS_UNDER_FIRE; made += TAKES_PER_PRESS) await pressGenerate(page, { isDouble: true })
  } finally {
    isOver = true
  }
  const kills = await killing
  expect(kills.web).toBeGreaterThan(0)
  expect(kills.worker).toBeGreaterThan(0)
  expect(kills.sandbox).toBeGreaterThan(0)
  expect(await one('select count(*)::int from "Generation"')).toBe(before + GENERATIONS_UNDER_FIRE)
  await expectAllSettled()
})

test("no job ran twice, no money hangs, no temporary file remains", async () => {
  const generations = await one('select count(*)::int from "Generation"')
  const accepted = await sandboxJobs()
  expect(accepted.length).toBeLessThanOrEqual(generations)
  // Runway has no field for our id, so its jobs are counted against what we sent there.
  const atRunway = accepted.filter(({ vendor }) => vendor === "runway").length
  expect(atRunway).toBeLessThanOrEqual(
    await one(`select count(*)::int from "Generation" where provider = 'runway' and "submitAttempts" > 0`),
  )
  const perGeneration = accepted.map(({ generationId }) => generationId).filter((id) => id !== null)
  expect(new Set(perGeneration).size).toBe(perGeneration.length)
  expect(
    await one(
      `select count(*)::int from "Generation" where status = 'succeeded' and id not in (select "generationId" from "Take" where "clipId" is not null)`,
    ),
  ).toBe(0)
  expect(await one('select coalesce(sum("heldMicros"), 0)::int from "LedgerEntry"')).toBe(
    await one(`select coalesce(sum("priceEstimateMicros"), 0)::int from "Generation" where status = 'unknown'`),
  )
  await expect.poll(() => temporaryFiles(), { timeout: 90_000 }).toEqual([])
})

/** Words, models and the smallest settings that all of them take. */
async function write(page: Page, models: string[], takesPerModel: number) {
  await page.getByRole("textbox", { name: "Prompt" }).fill("Boats rock in the harbour.")
  await tickModels(page, models)
  await page.getByRole("radiogroup", { name: "Length" }).getByRole("radio", { name: "4 s" }).click()
  await page
    .getByRole("radiogroup", { name: "Size" })
    .getByRole("radio", { name: "480p" })
    .or(page.getByRole("radiogroup", { name: "Size" }).getByRole("radio", { name: "720p" }))
    .first()
    .click()
  await page
    .getByRole("spinbutton", { name: "Seed" })
    .or(page.getByRole("textbox", { name: "Seed" }))
    .fill("0")
  await page.getByRole("spinbutton", { name: "Takes per model" }).fill(String(takesPerModel))
  await expect(page.getByRole("button", { name: new RegExp(`^Generate ${models.length * takesPerModel}`) })).toBeEnabled()
}

/** Presses until the press is answered, as a person would who is told that the answer was lost. */
async function pressGenerate(page: Page, { isDouble }: { isDouble: boolean }) {
  const button = page.getByRole("button", { name: /^Generate \d/ })
  await (isDouble ? button.dblclick() : button.click())
  // For half a second after a press the button takes a new click for the second half of a double click.
  const quietUntil = (await page.evaluate(() => performance.now())) + QUIET_MS
  await page.waitForFunction((time) => performance.now() > time, quietUntil)
  for (const end = Date.now() + OUTAGE_MS; Date.now() < end; ) {
    await expect(button).not.toHaveAttribute("aria-busy", "true", { timeout: 60_000 })
    if (await isAnswered(page)) return
    await button.click()
  }
  throw new Error("Generate was never answered")
}

/** The press is kept in sessionStorage until the server has answered it. */
function isAnswered(page: Page): Promise<boolean> {
  return page.evaluate(() => Object.keys(sessionStorage).every((key) => !key.startsWith("rushes:press:")))
}

/** Every server action of this tab reaches the server twice at the same moment. */
async function sendEveryPressTwice(page: Page) {
  await page.route("**/shots/**", async (route) => {
    const request = route.request()
    if (request.headers()["next-action"] === undefined) return route.continue()
    const [answer] = await Promise.all([route.fetch({ maxRetries: 3 }), route.fetch({ maxRetries: 3 })])
    await route.fulfill({ response: answer })
  })
}

async function killAtRandom(isOver: () => boolean): Promise<Record<ProcessName, number>> {
  const kills = { web: 0, worker: 0, sandbox: 0 }
  const names = Object.keys(kills) as ProcessName[]
  for (let turn = 0; !isOver() || turn < names.length; turn += 1) {
    const name = names[turn % names.length] as ProcessName
    if (killProcess(name, studio.dataFolder)) kills[name] += 1
    await new Promise((resolve) => setTimeout(resolve, KILL_EVERY_MS * (0.5 + Math.random())))
  }
  return kills
}

/** Every generation has ended, or stands as `unknown` where its vendor offers no way to ask. */
async function expectAllSettled() {
  const open = `select count(*)::int from "Generation" where status not in ('succeeded','failed','refused','cancelled','expired','unknown')`
  await expect.poll(() => one(open), { timeout: 300_000, intervals: [1000] }).toBe(0)
}

async function one(sql: string): Promise<number> {
  const client = new pg.Client({ connectionString: runningDatabaseUrl(studio.dataFolder) ?? "" })
  await client.connect()
  try {
    const { rows } = await client.query({ text: sql, rowMode: "array" })
    return rows[0]?.[0]
  } finally {
    await client.end()
  }
}

/** Every job the sandbox ever took, with the generation that its callback address or external id names. */
async function sandboxJobs(): Promise<{ vendor: string; generationId: string | null }[]> {
  const answer = await fetch(`${studio.sandboxUrl}/_sandbox/jobs?limit=10000`)
  const { jobs } = (await answer.json()) as {
    jobs: { vendor: string; externalId: string | null; callbackUrl: string | null }[]
  }
  return jobs.map(({ vendor, externalId, callbackUrl }) => ({
    vendor,
    generationId: externalId ?? (callbackUrl && new URL(callbackUrl).searchParams.get("generation")),
  }))
}

function temporaryFiles(): string[] {
  const folder = join(studio.dataFolder, "storage", ".temporary")
  return existsSync(folder) ? readdirSync(folder) : []
}
