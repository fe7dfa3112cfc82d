import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type BrowserContext, expect, type Page, test } from "@playwright/test"
import sharp from "sharp"
import { analyseVideo } from "@/lib/media/analyse"
import { cropBox } from "@/lib/media/aspect"
import type { TakeView } from "@/lib/takes/schema"
import { createProject, createShot, setUp, takesIn, tickModels } from "./people"
import { phonePhoto } from "./photo"
import { ssim } from "./ssim"
import { type Studio, startStudio } from "./studio"

test.describe.configure({ mode: "serial" })

let studio: Studio
let context: BrowserContext
let page: Page
let second: Page
let photo: Buffer
let takeIds: string[]

test.beforeAll(async ({ browser }) => {
  studio = await startStudio()
  context = await browser.newContext()
  page = await context.newPage()
  second = await context.newPage()
  photo = await phonePhoto()
})

test.afterAll(async () => {
  await context?.close()
  await studio?.remove()
})

test("a new studio is set up, and a project and a shot are made", async () => {
  await setUp(page, studio.url)
  await createProject(page, "Harbour film")
  await createShot(page)
})

test("the shot is written and begins with a photograph", async () => {
  await page.getByRole("textbox", { name: "Prompt" }).fill("Boats rock in the harbour as the last light goes. Slow push in.")
  await page.getByLabel("First frame").setInputFiles({ name: "photo.jpg", mimeType: "image/jpeg", buffer: photo })
  await expect(page.getByRole("img", { name: /first frame/i })).toBeVisible()
})

test("three models of three vendors are ticked, and price and pre-flight are told before anything is sent", async () => {
  await tickModels(page, ["Seedance 1.5 Pro", "Kling 3.0", "Gen-4.5"])
  await page.getByRole("spinbutton", { name: "Takes per model" }).fill("2")
  const vendors = page.getByRole("group", { name: "Vendors" })
  await expect(vendors).toContainText("cropped")
  await expect(page.getByRole("button", { name: /^Generate 6/ })).toBeEnabled()
})

test("six takes arrive on both open screens without a reload", async () => {
  await second.goto(page.url())
  await second.evaluate(() => Object.assign(window, { isTheSameDocument: true }))
  await page.getByRole("button", { name: /^Generate/ }).click()
  await expect(page.getByRole("region", { name: "Takes" }).getByRole("article")).toHaveCount(6)
  await expect(takesIn(page, "succeeded")).toHaveCount(6, { timeout: 120_000 })
  await expect(takesIn(second, "succeeded")).toHaveCount(6, { timeout: 5_000 })
  expect(await second.evaluate(() => "isTheSameDocument" in window)).toBe(true)
  const articles = takesIn(page, "succeeded")
  takeIds = await articles.evaluateAll((all) => all.map((article) => (article as HTMLElement).dataset.takeId ?? ""))
})

test("each clip is playable H.264 and begins with the photograph", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rushes-clips-"))
  const takes = await listTakes()
  expect(takes).toHaveLength(6)
  for (const take of takes) {
    const bytes = await (await context.request.get(`${studio.url}${take.clip?.url}`)).body()
    const file = join(folder, `${take.number}.mp4`)
    writeFileSync(file, bytes)
    const { facts, firstFrame } = await analyseVideo(file)
    expect(facts.codec).toMatch(/^avc1/)
    expect(take.clip).toMatchObject({ width: facts.width, height: facts.height, frameCount: facts.frameCount })
    expect(await ssim(firstFrame.bytes, await croppedPhoto(facts))).toBeGreaterThanOrEqual(0.95)
    expect(await plays(`${studio.url}${take.clip?.url}`)).toBe(true)
  }
})

test("a take is continued from its last frame", async () => {
  const before = await page.getByRole("img", { name: /first frame/i }).getAttribute("src")
  await chooseInTakeMenu(2, "Continue from last frame")
  await expect(page.getByRole("img", { name: /first frame/i })).not.toHaveAttribute("src", before ?? "")
})

test("two takes are compared: both players advance in step, and one is picked", async () => {
  const [first, last] = await listTakes()
  await page.goto(`${studio.url}/northlight/harbour-film/compare?takes=${first?.id},${last?.id}`)
  const players = page.getByRole("region", { name: "Comparison" }).getByRole("group", { name: /^Take \d+, / })
  await expect(players).toHaveCount(2)
  const frames = () => players.evaluateAll((all) => all.map((player) => Number((player as HTMLElement).dataset.frame)))
  await expect.poll(frames).toEqual([0, 0])
  await page.getByRole("button", { name: "Next frame" }).click()
  await expect.poll(frames).toEqual([1, 1])
  await page.getByRole("button", { name: "Play all" }).click()
  await expect.poll(async () => Math.min(...(await frames()))).toBeGreaterThan(24)
  const [left = 0, right = 0] = await frames()
  expect(Math.abs(left - right)).toBeLessThanOrEqual(1)
  await page.getByRole("button", { name: "Pause all" }).click()
  await page.getByRole("button", { name: /^Pick/ }).first().click()
  await expect.poll(async () => (await listTakes()).filter(({ isPicked }) => isPicked).length).toBe(1)
})

test("everything is still there after a restart, and after a crash", async () => {
  const before = await listTakes()
  await studio.stop()
  await studio.startAgain()
  await page.goto(`${studio.url}/northlight/harbour-film`)
  await expect(takesIn(page, "succeeded")).toHaveCount(6)
  await studio.kill()
  await studio.startAgain()
  await page.goto(`${studio.url}/northlight/harbour-film`)
  await expect(takesIn(page, "succeeded")).toHaveCount(6)
  await expect(page.getByRole("article", { name: /picked/ })).toHaveCount(1)
  expect(await listTakes()).toEqual(before)
})

/** The six takes, as the screens get them. */
async function listTakes(): Promise<TakeView[]> {
  const answer = await context.request.get(`${studio.url}/api/takes?team=northlight&ids=${takeIds.join(",")}`)
  expect(answer.status()).toBe(200)
  return answer.json()
}

async function chooseInTakeMenu(takeNumber: number, command: string) {
  const article = page.getByRole("article", { name: new RegExp(`^Take ${takeNumber}, `) })
  await article.hover()
  await article.getByRole("button", { name: `More for take ${takeNumber}` }).click()
  await page.getByRole("menuitem", { name: command }).click()
}

/** The photograph turned upright and cropped and scaled as the clip is. */
async function croppedPhoto({ width, height }: { width: number; height: number }): Promise<Uint8Array> {
  const upright = await sharp(photo).rotate().toBuffer({ resolveWithObject: true })
  return sharp(upright.data).extract(cropBox(upright.info, "16:9")).resize(width, height).png().toBuffer()
}

/** True when a <video> element of this browser plays the clip's first tenth of a second. */
function plays(url: string): Promise<boolean> {
  return page.evaluate(async (source) => {
    const video = Object.assign(document.createElement("video"), { src: source, muted: true })
    await video.play()
    while (video.currentTime < 0.1) await new Promise(requestAnimationFrame)
    return video.videoWidth > 0
  }, url)
}
