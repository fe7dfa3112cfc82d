import { expect, type Page } from "@playwright/test"
import pg from "pg"
import { runningDatabaseUrl } from "@/scripts/supervisor/with-database"
import { createProject, createShot, takesIn, tickModels } from "./people"
import type { Studio } from "./studio"

export type Answers = readonly ("left" | "right" | "tie" | "both_bad")[]

const keys = { left: "1", right: "2", tie: "3", both_bad: "4" } as const

/** The longest that a pair takes until voting opens: two clips of some seconds on a busy machine. */
const PLAYED_MS = 60_000

/** Makes a project with these shots, each with one take of every model, as short and small as all of them can. */
export async function makeTakes(
  page: Page,
  studio: Studio,
  project: string,
  shots: readonly string[],
  models: readonly string[],
) {
  await page.goto(`${studio.url}/northlight`)
  await createProject(page, project)
  const gallery = page.url()
  for (const words of shots) {
    await page.goto(gallery)
    await createShot(page)
    await page.getByRole("textbox", { name: "Prompt" }).fill(words)
    await tickModels(page, models)
    await page.getByRole("radiogroup", { name: "Length" }).getByRole("radio", { name: "4 s" }).check()
    const sizes = page.getByRole("radiogroup", { name: "Size" }).getByRole("radio", { disabled: false })
    await sizes.first().check()
    await page.getByRole("button", { name: new RegExp(`^Generate ${models.length} takes`) }).click()
    await expect(page.getByRole("region", { name: "Takes" }).getByRole("article")).toHaveCount(models.length)
  }
  for (let shot = 1; shot <= shots.length; shot += 1) {
    await page.goto(`${gallery}/shots/${shot}`)
    await expect(takesIn(page, "succeeded")).toHaveCount(models.length, { timeout: 60_000 * shots.length })
  }
}

/** Invites somebody as a reviewer, and has them join in their own browser. */
export async function joinAsReviewer(
  owner: Page,
  reviewer: Page,
  studio: Studio,
  person: { name: string; email: string; password: string },
) {
  await owner.goto(`${studio.url}/northlight/settings/people`)
  await owner.getByRole("button", { name: "Invite" }).click()
  const dialog = owner.getByRole("dialog")
  await dialog.getByRole("textbox", { name: "Email" }).fill(person.email)
  await dialog.getByRole("radio", { name: "Reviewer" }).check()
  await dialog.getByRole("button", { name: "Make a link" }).click()
  const link = await owner.getByRole("textbox", { name: "Invitation link" }).inputValue()
  await reviewer.goto(link)
  await reviewer.getByRole("textbox", { name: "Your name" }).fill(person.name)
  await reviewer.getByRole("textbox", { name: "Password" }).fill(person.password)
  await reviewer.getByRole("button", { name: /join/i }).click()
  await expect(reviewer).toHaveURL(/\/northlight(\/|$)/)
}

/** Waits until both clips have played once and the pair can be answered. */
export async function expectOpen(page: Page) {
  await expect(page.getByRole("radio", { name: "Tie" }).first()).toBeEnabled({ timeout: PLAYED_MS })
}

/** Answers the open pair by keys and stores it; ends when the next pair stands there, or there is none. */
export async function vote(page: Page, answers: Answers) {
  await expectOpen(page)
  const before = await countStored(page)
  for (const [index, answer] of answers.entries()) {
    await page.keyboard.press(keys[answer])
    await expect(page.getByRole("radio", { checked: true })).toHaveCount(index + 1)
  }
  await page.keyboard.press("Enter")
  await expect.poll(() => countStored(page)).not.toBe(before)
}

/** Ballots that this judge has stored, as the page says; null when there is no pair left. */
export async function countStored(page: Page): Promise<number | null> {
  const words = page.getByText(/^Ballot \d+ of \d+$/)
  const end = page.getByRole("heading", { name: /^You have judged every pair$|^This session is closed$/ })
  await expect(words.or(end)).toBeVisible()
  // Not textContent(), which would wait for words that have just gone.
  const [ballot] = await words.allTextContents()
  return ballot === undefined ? null : Number(/\d+/.exec(ballot)?.[0]) - 1
}

/** Every pair until there is none, or `most` of them are judged; `answer` is asked for each. */
export async function judgeAll(
  page: Page,
  answer: () => Answers | Promise<Answers>,
  most = Number.POSITIVE_INFINITY,
): Promise<number> {
  let judged = 0
  while (judged < most && (await countStored(page)) !== null) {
    await vote(page, await answer())
    judged += 1
  }
  return judged
}

/** Rows of the studio's own database: what no browser is told. */
export async function ask<Row extends object>(studio: Studio, sql: string, values: readonly unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: runningDatabaseUrl(studio.dataFolder) ?? "" })
  await client.connect()
  try {
    return (await client.query<Row>(sql, [...values])).rows
  } finally {
    await client.end()
  }
}
