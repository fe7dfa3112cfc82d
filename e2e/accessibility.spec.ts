import AxeBuilder from "@axe-core/playwright"
import { type BrowserContext, expect, type Page, test } from "@playwright/test"
import { createProject, createShot, setUp, takesIn, tickModels } from "./people"
import { type Studio, startStudio } from "./studio"

test.describe.configure({ mode: "serial" })

/** The widest last, since the other tests go on from there. */
const widths = [390, 1024, 1440]

let studio: Studio
let context: BrowserContext
let page: Page
let shotAddress: string

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
  await page.goto(studio.url)
  await expectAccessible("/setup")
})

test("a project with finished takes is made", async () => {
  await setUp(page, studio.url)
  await createProject(page, "Harbour film")
  await createShot(page)
  shotAddress = new URL(page.url()).pathname
  await page.getByRole("textbox", { name: "Prompt" }).fill("Boats rock in the harbour as the last light goes.")
  await tickModels(page, ["Kling 3.0", "Gen-4.5"])
  await page.getByRole("button", { name: /^Generate/ }).click()
  await expect(takesIn(page, "succeeded")).toHaveCount(2, { timeout: 90_000 })
})

test("no screen has a serious violation, in either theme, at any width", async () => {
  const takes = await page
    .getByRole("article")
    .evaluateAll((all) => all.map((article) => (article as HTMLElement).dataset.takeId))
  const addresses = [
    "/northlight",
    "/northlight/harbour-film",
    shotAddress,
    `/northlight/harbour-film/compare?takes=${takes.join(",")}`,
    "/northlight/settings",
    "/northlight/settings/vendors",
    "/northlight/settings/people",
  ]
  for (const address of addresses) await expectAccessible(address)
})

test("sign-in has no serious violation", async () => {
  await context.clearCookies()
  await expectAccessible("/sign-in")
})

async function expectAccessible(address: string) {
  for (const theme of ["light", "dark"] as const) {
    await context.addCookies([{ name: "theme", value: theme, url: studio.url }])
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(`${studio.url}${address}`)
      await expect(page.getByRole("main")).toBeVisible()
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme)
      const { violations } = await new AxeBuilder({ page }).analyze()
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical")
      const told = serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)
      expect(told, `${address} ${theme} ${width}`).toEqual([])
    }
  }
}
