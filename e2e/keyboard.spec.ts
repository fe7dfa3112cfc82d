import { expect, type Locator, type Page, test } from "@playwright/test"
import { owner, takesIn } from "./people"
import { phonePhoto } from "./photo"
import { type Studio, startStudio } from "./studio"

const MOST_TABS = 120

let studio: Studio

test.beforeAll(async () => {
  studio = await startStudio()
})

test.afterAll(async () => {
  await studio?.remove()
})

test("the whole journey works by keyboard alone", async ({ page }) => {
  await page.goto(studio.url)
  await type(page, page.getByRole("textbox", { name: "Your name" }), owner.name)
  await type(page, page.getByRole("textbox", { name: "Email" }), owner.email)
  await type(page, page.getByRole("textbox", { name: "Password" }), owner.password)
  await type(page, page.getByRole("textbox", { name: "Team name" }), owner.team)
  await press(page, page.getByRole("button", { name: "Create studio" }))
  await expect(page).toHaveURL(/\/northlight$/)

  await press(page, page.getByRole("button", { name: "New project" }).first())
  await type(page, page.getByRole("textbox", { name: "Project name" }), "Harbour film")
  await page.keyboard.press("Enter")
  await expect(page).toHaveURL(/\/harbour-film$/)

  await page.keyboard.press("n")
  await expect(page).toHaveURL(/\/shots\/1$/)
  await type(page, page.getByRole("textbox", { name: "Prompt" }), "Boats rock in the harbour.")
  await chooseFile(page, page.getByLabel("First frame"))
  const vendors = page.getByRole("group", { name: "Vendors" })
  for (const box of await vendors.getByRole("checkbox", { checked: true }).all()) await toggle(page, box)
  for (const model of ["Kling 3.0", "Gen-4.5", "Seedance 1.5 Pro"]) {
    await toggle(page, vendors.getByRole("checkbox", { name: model, exact: true }))
  }
  await page.keyboard.press("Control+Enter")
  await expect(takesIn(page, "succeeded")).toHaveCount(3, { timeout: 90_000 })

  await reach(page, takesIn(page, "succeeded").first())
  await page.keyboard.press("x")
  await page.keyboard.press("ArrowRight")
  await page.keyboard.press("x")
  await page.keyboard.press("c")
  await expect(page).toHaveURL(/\/compare\?/)
  const players = page.getByRole("region", { name: "Comparison" }).getByRole("group", { name: /^Take \d+, / })
  const frames = () => players.evaluateAll((all) => all.map((player) => Number((player as HTMLElement).dataset.frame)))
  await expect.poll(frames).toEqual([0, 0])
  await page.keyboard.press("ArrowRight")
  await expect.poll(frames).toEqual([1, 1])
  await page.keyboard.press("Space")
  await expect.poll(async () => Math.min(...(await frames()))).toBeGreaterThan(12)
  await page.keyboard.press("Space")
  await page.keyboard.press("p")

  await press(page, page.getByRole("link", { name: "Gallery" }).first())
  await expect(page.getByRole("article", { name: /picked/ })).toHaveCount(1)
})

/** Tabs forward until the element has focus, as a person without a pointer would. */
async function reach(page: Page, target: Locator) {
  await expect(target).toBeVisible()
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press("Tab")
  }
  throw new Error(`${target} cannot be reached with Tab`)
}

async function type(page: Page, field: Locator, text: string) {
  await reach(page, field)
  await page.keyboard.type(text)
}

async function press(page: Page, button: Locator) {
  await reach(page, button)
  await page.keyboard.press("Enter")
}

async function toggle(page: Page, box: Locator) {
  await reach(page, box)
  await page.keyboard.press("Space")
}

async function chooseFile(page: Page, input: Locator) {
  const file = { name: "photo.jpg", mimeType: "image/jpeg", buffer: await phonePhoto() }
  // Heard from before the first Tab on: the browser takes a moment to hand its choosers over.
  page.once("filechooser", (chooser) => chooser.setFiles(file))
  await reach(page, input)
  await page.keyboard.press("Enter")
  await expect(page.getByRole("img", { name: "First frame" })).toBeVisible()
}
