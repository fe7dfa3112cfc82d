import { expect, type Locator, type Page } from "@playwright/test"

export const owner = { name: "Mara Lind", email: "mara@northlight.test", password: "a long pass phrase", team: "Northlight" }

/** First run: makes the owner and the team, and ends on the projects page. */
export async function setUp(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await expect(page).toHaveURL(/\/setup$/)
  await page.getByRole("textbox", { name: "Your name" }).fill(owner.name)
  await page.getByRole("textbox", { name: "Email" }).fill(owner.email)
  await page.getByRole("textbox", { name: "Password" }).fill(owner.password)
  await page.getByRole("textbox", { name: "Team name" }).fill(owner.team)
  await page.getByRole("button", { name: "Create studio" }).click()
  await expect(page).toHaveURL(/\/northlight$/)
}

export async function signIn(page: Page, url: string, person: { email: string; password: string } = owner): Promise<void> {
  await page.goto(`${url}/sign-in`)
  await page.getByRole("textbox", { name: "Email" }).fill(person.email)
  await page.getByRole("textbox", { name: "Password" }).fill(person.password)
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page).not.toHaveURL(/sign-in/)
}

/** From the projects page to the gallery of a new project. */
export async function createProject(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "New project" }).first().click()
  await page.getByRole("textbox", { name: "Project name" }).fill(name)
  await page.getByRole("button", { name: "Create project" }).click()
  await expect(page).toHaveURL(new RegExp(`/northlight/${name.toLowerCase().replaceAll(" ", "-")}$`))
}

/** From a project's gallery to the studio with a new shot. */
export async function createShot(page: Page): Promise<void> {
  await page.getByRole("button", { name: "New shot" }).first().click()
  await expect(page).toHaveURL(/\/shots\/\d+$/)
  await expect(page.getByRole("textbox", { name: "Prompt" })).toBeEditable()
}

/** Leaves nothing ticked in the group "Vendors". */
export async function untickAll(page: Page): Promise<void> {
  const ticked = page.getByRole("group", { name: "Vendors" }).getByRole("checkbox", { checked: true })
  for (let left = await ticked.count(); left > 0; left -= 1) {
    await ticked.first().click()
    await expect(ticked).toHaveCount(left - 1)
  }
}

/** Ticks exactly these models in the group "Vendors", also those that are folded away below their vendor. */
export async function tickModels(page: Page, models: readonly string[]): Promise<void> {
  const vendors = page.getByRole("group", { name: "Vendors" })
  await untickAll(page)
  for (const model of models) {
    const box = vendors.getByRole("checkbox", { name: model, exact: true })
    const folded = vendors.locator("button[aria-expanded=false]:not([aria-haspopup])")
    for (let left = await folded.count(); left > 0 && !(await box.isVisible()); left -= 1) await folded.first().click()
    await box.check()
  }
}

/** The takes of a screen in one status, as articles named "Take N, MODEL, STATUS". */
export function takesIn(page: Page, status: string): Locator {
  return page.getByRole("region", { name: "Takes" }).getByRole("article", { name: new RegExp(`^Take \\d+, .*, ${status}`) })
}
