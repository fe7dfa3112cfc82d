import AxeBuilder from "@axe-core/playwright"
import { type BrowserContext, expect, type Page, test } from "@playwright/test"
import { ask } from "./judging"
import { createProject, createShot, setUp, takesIn, tickModels } from "./people"
import { type Studio, startStudio } from "./studio"

test.describe.configure({ mode: "serial" })

/** The widest last, since the other tests go on from there. */
const widest = 1440
const widths = [390, widest]

let studio: Studio
let context: BrowserContext
let page: Page
let shotAddress: string
let sessionAddress: string

test.beforeAll(async ({ browser }) => {
  studio = await startStudio()
  context = await browser.newContext({ reducedMotion: "reduce" })
  page = await context.newPage()
})

test.afterAll(async () => {
  await context?.close()
  await studio?.remove()
})

test("set-up has no serious violation", async () => {
  await expectAccessible("/setup")
})

test("a project with finished takes is made", async () => {
  await setUp(page, studio.url)
  await createProject(page, "Harbour film")
  await createShot(page)
  shotAddress = new URL(page.url()).pathname
  await page.getByRole("textbox", { name: "Prompt" }).fill("Boats rock in the harbour as the last light goes.")
  await tickModels(page, ["Kling 3.0", "Gen-4.5"])
  // A model that is on its way out, so that its take offers the successor.
  const vendors = page.getByRole("group", { name: "Vendors" })
  await vendors.getByRole("button", { name: /^Google Vertex AI/ }).click()
  await vendors.getByRole("checkbox", { name: "Veo 3.1 (Vertex)" }).check()
  await page.getByRole("button", { name: /^Generate/ }).click()
  await expect(takesIn(page, "succeeded")).toHaveCount(3, { timeout: 90_000 })
})

test("a blind session of them is made", async () => {
  await page.goto(`${studio.url}/northlight/arena/new`)
  await page.getByRole("button", { name: "Create session" }).click()
  await expect(page).toHaveURL(/\/arena\/[0-9a-f-]{36}$/)
  sessionAddress = new URL(page.url()).pathname
  await expect(page.getByRole("link", { name: "Judge" })).toBeVisible({ timeout: 90_000 })
})

test("no screen has a serious violation, in either theme, at any width", async () => {
  const takes = await page
    .getByRole("article")
    .evaluateAll((all) => all.map((article) => (article as HTMLElement).dataset.takeId))
  const addresses = [
    "/northlight",
    "/northlight/harbour-film",
    shotAddress,
    `/northlight/harbour-film/compare?takes=${takes.join(",")}&comments=true`,
    "/northlight/arena",
    "/northlight/arena/new",
    sessionAddress,
    `${sessionAddress}/judge`,
    // Whoever still judges is asked first.
    `${sessionAddress}/report`,
    "/northlight/settings",
    "/northlight/settings/vendors",
    "/northlight/settings/people",
    "/northlight/settings/spend",
  ]
  for (const address of addresses) await expectAccessible(address)
})

test("the report of blind votes and the leaderboard have no serious violation", async () => {
  await ask(studio, votesOfOneJudge)
  await page.goto(`${studio.url}${sessionAddress}/report`)
  await expect(page.getByRole("table", { name: /^Ratings of the models/ })).toBeVisible()
  for (const address of [`${sessionAddress}/report`, "/northlight/arena/leaderboard"]) await expectAccessible(address)
})

/** Every pair eight times with answers in turn, as rows: voting by hand is another journey. */
const votesOfOneJudge = `
  with pair as (
    select session.id, session."teamId", session."createdById", one."shotId", one."takeId" as "left", other."takeId" as "right"
    from "JudgingSession" as session
    join "SessionTake" as one on one."sessionId" = session.id
    join "SessionTake" as other on other."sessionId" = session.id and other."shotId" = one."shotId" and other.model <> one.model
  ), shown as (
    insert into "Showing" (id, "teamId", "sessionId", "judgeId", ordinal, "shotId", "leftTakeId", "rightTakeId", probability, "votedAt")
    select gen_random_uuid(), "teamId", id, "createdById", 1000 + row_number() over (), "shotId", "left", "right", 0.3, now()
    from pair cross join generate_series(1, 8)
    returning *
  )
  insert into "Ballot" (id, "teamId", "sessionId", "showingId", question, "leftTakeId", "rightTakeId", outcome, "judgeId",
    probability, "votedAfterSeconds")
  select gen_random_uuid(), "teamId", "sessionId", id, 'Motion', "leftTakeId", "rightTakeId",
    (array['left', 'right', 'tie'])[1 + ordinal % 3]::"BallotOutcome", "judgeId", probability, 2
  from shown`

const dialogs: { title: string; at: () => string; open: () => Promise<void> }[] = [
  {
    title: "Make a frame",
    at: () => shotAddress,
    // From a phone, where the shot is a panel of its own: an opened dialog stays as long as its panel is shown.
    open: async () => {
      await page.setViewportSize({ width: 390, height: 900 })
      await page.getByRole("tab", { name: "Shot" }).click()
      await page.getByRole("button", { name: "Make a frame" }).click()
    },
  },
  {
    title: "Try the successor",
    at: () => shotAddress,
    open: async () => {
      await page.getByRole("article", { name: /^Take \d+, Veo 3.1 \(Vertex\), / }).hover()
      await page
        .getByRole("article", { name: /^Take \d+, Veo 3.1 \(Vertex\), / })
        .getByRole("button", { name: /^More for take/ })
        .click()
      await page.getByRole("menuitem", { name: "Try the successor" }).click()
      await expect(page.getByRole("button", { name: /^Make it, / }).first()).toBeVisible()
    },
  },
  {
    title: "Import clips",
    at: () => "/northlight/harbour-film",
    open: () => page.getByRole("button", { name: "Import clips" }).click(),
  },
  {
    title: "Google Vertex AI",
    at: () => "/northlight/settings/vendors",
    open: () => page.getByRole("button", { name: "Add key for Google Vertex AI" }).click(),
  },
]

for (const { title, at, open } of dialogs) {
  test(`the dialog "${title}" has no serious violation`, async () => {
    await expectAccessible(at(), async () => {
      await open()
      await expect(page.getByRole("dialog", { name: title })).toBeVisible()
    })
  })
}

test("sign-in has no serious violation", async () => {
  await context.clearCookies()
  await expectAccessible("/sign-in")
})

/**
 * Opens a screen once, at the widest, and looks at it at every width. All but the colours is the same in both themes, so the
 * second is only asked for its contrast, at the widest, where everything is shown.
 */
async function expectAccessible(address: string, open?: () => Promise<void>) {
  await page.setViewportSize({ width: widest, height: 900 })
  await page.goto(`${studio.url}${address}`)
  await expect(page.getByRole("main")).toBeVisible()
  await open?.()
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    for (const theme of width === widest ? (["light", "dark"] as const) : (["light"] as const)) {
      await page.evaluate((shown) => Object.assign(document.documentElement.dataset, { theme: shown }), theme)
      const axe = new AxeBuilder({ page }).setLegacyMode()
      const { violations } = await (theme === "light" ? axe : axe.withRules(["color-contrast"])).analyze()
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical")
      const told = serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)
      expect(told, `${address} ${theme} ${width}`).toEqual([])
    }
  }
}
