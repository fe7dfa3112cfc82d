import { type BrowserContext, expect, type Page, test } from "@playwright/test"
import sharp from "sharp"
import type { GalleryPage } from "@/lib/galleries/schema"
import type { VideoModel } from "@/lib/providers/catalogue"
import type { Vendor } from "@/lib/providers/vendor"
import { vendors } from "@/lib/providers/vendors"
import { isActive } from "@/lib/takes/rules"
import type { TakeView } from "@/lib/takes/schema"
import { createProject, createShot, setUp, takesIn, untickAll } from "./people"
import { phonePhoto } from "./photo"
import { type Studio, startStudio } from "./studio"

/** Every clip is really rendered, one after the other. */
const RENDER_MS = 1_800_000
const PICTURE = "docs/images/matrix.png"

test.describe.configure({ mode: "serial", timeout: RENDER_MS })

/** What still works: all but what its vendor has taken away, unless the sandbox plays it on. */
const works = ({ lifecycle, staysInSandbox }: VideoModel) => lifecycle.state !== "retired" || staysInSandbox === true
const fromText = ({ textToVideo }: VideoModel) => textToVideo !== undefined
const fromStill = ({ imageToVideo }: VideoModel) => imageToVideo !== undefined
const fromClipAlone = (model: VideoModel) => model.sourceToVideo !== undefined && !fromText(model) && !fromStill(model)

let studio: Studio
let context: BrowserContext
let page: Page
let photo: Buffer
/** What was asked for, as "model id, way in", in any order. */
const asked: string[] = []

test.beforeAll(async ({ browser }) => {
  studio = await startStudio()
  context = await browser.newContext({ reducedMotion: "reduce" })
  page = await context.newPage()
  photo = await phonePhoto()
  await setUp(page, studio.url)
  await createProject(page, "Every model")
})

test.afterAll(async () => {
  await context?.close()
  await studio?.remove()
})

test("models that work on a clip are given one", async () => {
  await openShot("A clip is worked on", "A boat crosses the harbour.")
  await page.getByRole("button", { name: "More for length" }).click()
  await page.getByRole("menuitem", { name: "2 s", exact: true }).click()
  await page.getByRole("radiogroup", { name: "Size" }).getByRole("radio", { name: "480p" }).check()
  const [maker] = vendors.filter(({ id }) => id === "fal")
  const clip = maker?.models.find(({ id }) => id === "fal/seedance-1.5-pro")
  if (!maker || !clip) throw new Error("Nobody makes the clip to work on")
  await tick(maker, [clip])
  await generate(1)
  await expect(takesIn(page, "succeeded")).toHaveCount(1, { timeout: 60_000 })
  await takesIn(page, "succeeded").first().hover()
  await page.getByRole("button", { name: "More for take 1" }).click()
  await page.getByRole("menuitem", { name: "Use as source clip" }).click()
  await addFirstFrame()
  await untickAll(page)
  let count = 0
  for (const vendor of vendors) {
    const models = vendor.models.filter((model) => works(model) && fromClipAlone(model))
    await tick(vendor, models)
    asked.push(...models.map(({ id }) => `${id}, clip`))
    count += models.length
  }
  await generate(count)
})

for (const vendor of vendors) {
  test(`every model of ${vendor.name} is asked for a clip from words and one from a still`, async () => {
    await openShot(vendor.name, "The last boat comes home.")
    for (const [way, takes] of [
      ["words", fromText],
      ["still", fromStill],
    ] as const) {
      const models = vendor.models.filter((model) => works(model) && takes(model))
      if (models.length === 0) continue
      if (way === "still") await addFirstFrame()
      await untickAll(page)
      await tick(vendor, models)
      await generate(models.length)
      asked.push(...models.map(({ id }) => `${id}, ${way}`))
    }
  })
}

test("no model that works was left out", () => {
  const ids = new Set(asked.map((each) => each.split(", ")[0]))
  const working = vendors.flatMap(({ models }) => models.filter(works))
  expect(working.filter(({ id }) => !ids.has(id)).map(({ id }) => id)).toEqual([])
})

test("every take succeeds", async () => {
  await expect
    .poll(async () => (await listTakes()).filter(({ status }) => isActive(status)).length, {
      timeout: RENDER_MS - 60_000,
      intervals: [5_000],
    })
    .toBe(0)
  const takes = await listTakes()
  const bad = takes.filter(({ status }) => status !== "succeeded")
  expect(bad.map(({ modelId, status, failure }) => `${modelId} ${status}: ${failure?.message}`)).toEqual([])
  const odd = takes.filter(({ differences }) => differences.length > 0)
  expect(odd.map(({ modelId, differences }) => `${modelId}: ${JSON.stringify(differences)}`)).toEqual([])
  // One more than asked: the clip to work on.
  expect(takes).toHaveLength(asked.length + 1)
})

test("the gallery holds them all", async () => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(`${studio.url}/northlight/every-model`)
  const wall = page.getByRole("region", { name: "Takes" }).locator("[data-takes]")
  // A window as tall as the wall: only what is near it is drawn, and only then read.
  await expect(async () => {
    const height = await wall.evaluate((element) => element.scrollHeight)
    await page.setViewportSize({ width: 1440, height: height + 140 })
    await expect(takesIn(page, "succeeded")).toHaveCount(asked.length + 1, { timeout: 2_000 })
  }).toPass({ timeout: 60_000 })
  await page.waitForFunction(() => [...document.images].every(({ complete, naturalWidth }) => complete && naturalWidth > 0))
  await sharp(await page.screenshot())
    .png({ palette: true, effort: 10 })
    .toFile(PICTURE)
})

/** A new shot under this name with these words, and nothing ticked. */
async function openShot(name: string, words: string) {
  await page.goto(`${studio.url}/northlight/every-model`)
  await createShot(page)
  await page.getByRole("button", { name: /^Shot \d+$/ }).click()
  await page.getByRole("textbox", { name: "Name of the shot" }).fill(name)
  await page.keyboard.press("Enter")
  await page.getByRole("textbox", { name: "Prompt" }).fill(words)
  await untickAll(page)
}

async function addFirstFrame() {
  await page.getByLabel("First frame").setInputFiles({ name: "photo.jpg", mimeType: "image/jpeg", buffer: photo })
  await expect(page.getByRole("img", { name: "First frame" })).toHaveAttribute("src", /^\/api\/clips\//)
}

/** Ticks these models of a vendor, wherever in the list they stand. */
async function tick(vendor: Vendor, models: readonly VideoModel[]) {
  if (models.length === 0) return
  const list = page.getByRole("group", { name: "Vendors" })
  const words = vendor.name.replace(/[()]/g, "\\$&")
  const fold = list.getByRole("button", { name: new RegExp(`^${words}\\s*\\d+ (more )?models?$`), expanded: false })
  if ((await fold.count()) > 0) await fold.click()
  for (const { name } of models) await list.getByRole("checkbox", { name, exact: true }).check()
}

/** Presses Generate, which must promise so many takes, and waits until the press is answered. */
async function generate(count: number) {
  const articles = page.getByRole("region", { name: "Takes" }).getByRole("article")
  const before = await articles.count()
  const button = page.getByRole("button", { name: new RegExp(`^Generate ${count} takes?\\b`) })
  await button.click()
  await expect(articles).toHaveCount(before + count)
  await expect(button).not.toHaveAttribute("aria-busy", "true")
}

/** Every take of the project, as the gallery reads them. */
async function listTakes(): Promise<TakeView[]> {
  const { project } = await read<{ project: { id: string } }>("/northlight/every-model/shots/1/state")
  const takes: TakeView[] = []
  let after: string | null = null
  do {
    const cursor: string = after === null ? "" : `&after=${after}`
    const next: GalleryPage = await read(`/api/takes?team=northlight&project=${project.id}${cursor}`)
    takes.push(...next.takes)
    after = next.next
  } while (after !== null)
  return takes
}

async function read<Answer>(address: string): Promise<Answer> {
  const answer = await context.request.get(`${studio.url}${address}`)
  expect(answer.status()).toBe(200)
  return answer.json()
}
