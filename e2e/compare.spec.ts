import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type BrowserContext, expect, type Page, test } from "@playwright/test"
import { renderTestClip } from "@/lib/media/testing"
import type { TakeView } from "@/lib/takes/schema"
import { readPictures } from "./painted"
import { createProject, setUp } from "./people"
import { type Studio, startStudio } from "./studio"

test.describe.configure({ mode: "serial" })

/** Three rates, two lengths, two shapes; every frame spells its number, so the pictures themselves are read. */
const clips = [
  { name: "boat.mp4", width: 960, height: 540, fps: 24, frames: 48 },
  { name: "lamp.mp4", width: 960, height: 540, fps: 30, frames: 90 },
  { name: "tram.mp4", width: 540, height: 960, fps: 60, frames: 120 },
]

let studio: Studio
let context: BrowserContext
let page: Page
let address: string

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000)
  const folder = mkdtempSync(join(tmpdir(), "rushes-compare-"))
  for (const { name, ...clip } of clips) await renderTestClip(join(folder, name), clip)
  studio = await startStudio()
  context = await browser.newContext()
  page = await context.newPage()
  await readPictures(page)
  await setUp(page, studio.url)
  await createProject(page, "Harbour film")
  await page.getByRole("button", { name: "Import clips" }).first().click()
  const dialog = page.getByRole("dialog", { name: "Import clips" })
  await dialog.getByLabel("Choose a zip or clips").setInputFiles(clips.map(({ name }) => join(folder, name)))
  await expect(page.locator("article")).toHaveCount(3, { timeout: 60_000 })
  await page.goto(`${studio.url}/northlight/harbour-film`)
  const articles = page.getByRole("region", { name: "Takes" }).getByRole("article")
  await expect(articles).toHaveCount(3)
  const ids = await articles.evaluateAll((all) => all.map((article) => (article as HTMLElement).dataset.takeId ?? ""))
  const list = async (): Promise<TakeView[]> =>
    (await context.request.get(`${studio.url}/api/takes?team=northlight&ids=${ids.join(",")}`)).json()
  await expect.poll(async () => (await list()).filter(({ proxy }) => proxy !== null).length, { timeout: 60_000 }).toBe(3)
  const takes = await list()
  const inOrder = clips.map(({ frames }) => takes.find(({ clip }) => clip?.frameCount === frames)?.id)
  address = `${studio.url}/northlight/harbour-film/compare?takes=${inOrder.join(",")}`
})

test.afterAll(async () => {
  await context?.close()
  await studio?.remove()
})

test("takes of three rates step together, and the shorter ones hold their last frame", async () => {
  await page.goto(address)
  await expect.poll(() => painted()).toEqual([0, 0, 0])
  await position(90)
  await expect.poll(() => painted()).toEqual([36, 45, 90])
  await page.keyboard.press("End")
  await expect.poll(() => painted()).toEqual([47, 89, 119])
  await page.keyboard.press("Home")
  await page.keyboard.press("Shift+ArrowRight")
  await expect.poll(() => painted()).toEqual([4, 5, 10])
})

test("a take is slipped by its own frames under the others, and taken back", async () => {
  await position(90)
  await expect.poll(() => painted()).toEqual([36, 45, 90])
  await player(1).hover()
  await page.keyboard.press(".")
  await page.keyboard.press(".")
  await expect.poll(() => painted()).toEqual([36, 43, 90])
  await page.keyboard.press("Shift+<")
  await expect.poll(() => painted()).toEqual([36, 53, 90])
  await expect(page).toHaveURL(/offsets=0,-8,0/)
  await page.getByRole("button", { name: "B is slipped by −8 f; take it back" }).click()
  await expect.poll(() => painted()).toEqual([36, 45, 90])
  await page.getByRole("button", { name: "Slip A a frame later" }).click()
  await expect.poll(() => painted()).toEqual([35, 45, 90])
})

test("originals come in at the same frame, and proxies again", async () => {
  await expect.poll(widths).toEqual([640, 640, 360])
  await page.keyboard.press("q")
  await expect.poll(widths).toEqual([960, 960, 540])
  expect(await painted()).toEqual([35, 45, 90])
  await page.getByRole("button", { name: "Original" }).click()
  await expect.poll(widths).toEqual([640, 640, 360])
  expect(await painted()).toEqual([35, 45, 90])
})

test("a range loops, and its edges are moved by keys", async () => {
  await position(60)
  await expect.poll(() => painted()).toEqual([23, 30, 60])
  await page.keyboard.press("i")
  await position(90)
  await expect.poll(() => painted()).toEqual([35, 45, 90])
  await page.keyboard.press("o")
  await page.getByRole("slider", { name: "Loop end" }).press("ArrowRight")
  await expect(page).toHaveURL(/loop=60-91/)
  await page.keyboard.press("]")
  await position(0)
  await page.keyboard.press("l")
  // Once it has reached the range, it stays inside.
  await expect.poll(async () => (await painted())[2]).toBeGreaterThan(80)
  const seen = await page.evaluate(async () => {
    const numbers: number[] = []
    for (const end = performance.now() + 1500; performance.now() < end; ) {
      await new Promise(requestAnimationFrame)
      numbers.push(window.readPainted("[data-player] canvas")[2] ?? -1)
    }
    return numbers
  })
  expect(Math.min(...seen)).toBeGreaterThanOrEqual(60)
  expect(Math.max(...seen)).toBeLessThanOrEqual(91)
  await page.keyboard.press("k")
})

test("the link opens the same moment, standing", async () => {
  await position(75)
  await expect(page).toHaveURL(/frame=75/)
  const shown = await painted()
  const other = await context.newPage()
  await readPictures(other)
  await other.goto(page.url())
  await expect.poll(() => painted(other)).toEqual(shown)
  await expect(other.getByRole("button", { name: "Play all" })).toBeVisible()
  await expect(other.getByRole("slider", { name: "Loop start" })).toHaveAttribute("aria-valuenow", "60")
  await expect(other.getByRole("button", { name: /^A is slipped by \+1 f/ })).toBeVisible()
  await expect(other.getByRole("button", { name: "1.5×" })).toBeVisible()
  await other.close()
})

test("a comment stands on its frame, is seen by others at once, is seen to, and taken back", async () => {
  await page.goto(address)
  await expect.poll(() => painted()).toEqual([0, 0, 0])
  await position(90)
  const other = await context.newPage()
  await other.goto(`${address}&comments=true`)
  const seen = other.getByRole("list", { name: "Comments" })
  await page.keyboard.press("m")
  await page.getByRole("radio", { name: /^B, take/ }).check()
  await page.getByRole("textbox", { name: "Comment on B, frame 45" }).fill("Six fingers here.")
  await page.keyboard.press("Control+Enter")
  await expect(seen.getByText("Six fingers here.")).toBeVisible()
  await position(0)
  await page.getByRole("button", { name: "B, frame 45" }).click()
  await expect.poll(() => painted()).toEqual([36, 45, 90])
  await page.getByRole("button", { name: "Mark as seen to" }).click()
  await expect(seen.getByRole("button", { name: "Open again" })).toBeVisible()
  await page.getByRole("button", { name: "Take back" }).click()
  await expect(seen).toBeHidden()
  await page.keyboard.press("r")
  const decision = page.getByRole("region", { name: "Decision" })
  await expect(decision).toBeVisible()
  await expect(page.getByRole("textbox", { name: /^Comment on/ })).toBeHidden()
  await page.keyboard.press("Escape")
  await expect(decision).toBeHidden()
  await other.close()
})

test("every key of the players is printed in the sheet", async () => {
  await page.keyboard.press("?")
  const sheet = page.getByRole("dialog")
  for (const label of [
    "Slip the take",
    "Proxies, originals",
    "Loop from here",
    "Slower, faster",
    "Hear A, B, C, D",
    "Comments",
  ])
    await expect(sheet.getByText(label)).toBeVisible()
  await page.keyboard.press("Escape")
})

function player(index: number) {
  return page.locator("[data-player]").nth(index)
}

/** The numbers in the pictures of all players. */
function painted(on: Page = page): Promise<number[]> {
  return on.evaluate(() => window.readPainted("[data-player] canvas"))
}

function widths(): Promise<number[]> {
  return page.locator("[data-player] canvas").evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).width))
}

/** Goes to a step of the common time base. */
async function position(step: number) {
  await page.getByRole("slider", { name: "Position" }).fill(String(step))
}
