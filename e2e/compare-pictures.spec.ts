import { appendFileSync, copyFileSync, mkdtempSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type BrowserContext, expect, type Page, test } from "@playwright/test"
import sharp from "sharp"
import { renderFilm } from "@/lib/media/measure/testing"
import type { TakeView } from "@/lib/takes/schema"
import { comparePixels, type PixelCheck } from "./compared"
import { createProject, setUp } from "./people"
import { type Studio, startStudio } from "./studio"

test.describe.configure({ mode: "serial" })

/** A pans, then stands still; B is the same pan, darker; the third is A in other bytes; the fourth is larger. */
const clips = {
  pan: { width: 640, height: 360, frames: 48, view: (frame: number) => ({ x: Math.min(frame, 20) * 3 }) },
  dark: { width: 640, height: 360, frames: 50, view: (frame: number) => ({ x: frame * 3 }), light: () => -30 },
  large: { width: 960, height: 540, frames: 48, view: (frame: number) => ({ x: frame * 3 }) },
}

let studio: Studio
let context: BrowserContext
let page: Page
let takes: { pan: string; dark: string; same: string; large: string }

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000)
  const folder = mkdtempSync(join(tmpdir(), "rushes-pictures-"))
  const path = (name: string) => join(folder, `${name}.mp4`)
  for (const [name, film] of Object.entries(clips)) await renderFilm(path(name), film)
  copyFileSync(path("pan"), path("same"))
  // An empty box at the end: another file, the same pictures.
  appendFileSync(path("same"), Buffer.from([0, 0, 0, 8, ...Buffer.from("free")]))
  studio = await startStudio()
  context = await browser.newContext({ acceptDownloads: true })
  page = await context.newPage()
  await setUp(page, studio.url)
  await createProject(page, "Harbour film")
  await page.getByRole("button", { name: "Import clips" }).first().click()
  const dialog = page.getByRole("dialog", { name: "Import clips" })
  const names = ["pan", "dark", "same", "large"]
  await dialog.getByLabel("Choose a zip or clips").setInputFiles(names.map(path))
  // Takes arrive behind the open dialog; nothing has to be pressed for it.
  const cards = page.locator("[data-take-id]")
  await expect(cards).toHaveCount(4, { timeout: 60_000 })
  const ids = await cards.evaluateAll((all) => all.map((card) => (card as HTMLElement).dataset.takeId ?? ""))
  const list = async (): Promise<TakeView[]> =>
    (await context.request.get(`${studio.url}/api/takes?team=northlight&ids=${ids.join(",")}`)).json()
  await expect.poll(async () => (await list()).filter(({ proxy }) => proxy !== null).length, { timeout: 60_000 }).toBe(4)
  const [pan, same, dark, large] = (await list()).toSorted((a, b) => rankOf(a) - rankOf(b)).map(({ id }) => id)
  takes = { pan: pan ?? "", same: same ?? "", dark: dark ?? "", large: large ?? "" }
})

/** Takes in the order in which they are unpacked above; imported, they are told apart by their clips alone. */
function rankOf({ clip }: TakeView): number {
  return (clip?.width ?? 0) * 1e9 + (clip?.frameCount ?? 0) * 1e7 + (clip?.bytes ?? 0)
}

test.afterAll(async () => {
  await context?.close()
  await studio?.remove()
})

test("the difference of stepped frames is |A − B| times the gain in every pixel, and its words are true", async () => {
  await open([takes.pan, takes.dark], "view=difference&source=original")
  for (const [frame, gain] of [
    [0, 1],
    [17, 4],
    [47, 16],
  ] as const) {
    await page
      .getByRole("group", { name: "Gain" })
      .getByRole("button", { name: `${gain}×`, exact: true })
      .click()
    await position(frame)
    const found = await differenceAt(`${frame},${frame}`, gain)
    expect(found).toMatchObject({ width: 640, height: 360, wrong: 0 })
    expect(found.greatest).toBeGreaterThan(20)
    const words = `Mean difference ${found.mean.toFixed(2)} of 255, greatest ${found.greatest},`
    await expect(page.getByText(words)).toBeVisible()
  }
})

test("two equal clips have no difference anywhere, whatever the gain, and as a heat map", async () => {
  await open([takes.pan, takes.same], "view=difference&source=original&gain=16")
  for (const frame of [0, 11, 40]) {
    await position(frame)
    expect(await differenceAt(`${frame},${frame}`, 16)).toMatchObject({ wrong: 0, greatest: 0, brightest: 0 })
  }
  await page.keyboard.press("Shift+D")
  await expect(page).toHaveURL(/heat=true/)
  expect(await differenceAt("40,40", 16)).toMatchObject({ greatest: 0, brightest: 0 })
  await expect(page.getByText("No difference: every pixel is the same, at 640 × 360")).toBeVisible()
})

test("takes of two sizes are compared on the smaller one's grid, and it says so", async () => {
  await open([takes.large, takes.dark], "view=difference&source=original")
  await expect(page.getByText("; both scaled to 640 × 360")).toBeVisible()
})

test("all players zoom and pan as one, down to pixel for pixel, and the address holds it", async () => {
  await open([takes.pan, takes.dark], "source=original&frame=5")
  const box = await boxOf(0)
  await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.3)
  await page.mouse.wheel(0, -500)
  const [a, b] = await placesOf()
  expect(a?.scale).toBeGreaterThan(1.4)
  expect(b).toEqual(a)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.35)
  await page.mouse.up()
  expect((await placesOf())[0]?.left).toBeLessThan(a?.left ?? 0)
  const dragged = (await placesOf())[0]?.left ?? 0
  await page.keyboard.press("Alt+ArrowLeft")
  expect((await placesOf())[0]?.left).toBeCloseTo(dragged + 0.1, 2)
  await page.keyboard.press("+")
  await page.keyboard.press("0")
  expect((await placesOf()).map(({ scale }) => scale)).toEqual([1, 1])
  await page.getByRole("button", { name: "Zoom in" }).click()
  await page.keyboard.press("z")
  await expect(page.getByRole("button", { name: "Pixel for pixel, now 100 %" })).toBeVisible()
  expect(await pixelsOffScreen(0)).toBe(0)
  await page.keyboard.press("+")
  const before = await placesOf()
  const told = () => Number(new URL(page.url()).searchParams.get("zoom")?.split(",")[0])
  await expect.poll(told).toBeCloseTo(before[0]?.scale ?? 0, 2)
  await page.reload()
  await shown()
  await expect.poll(placesOf).toEqual(before)
})

test("the wipe's line stays where it is on the picture, is dragged, turned, and follows the pointer", async () => {
  await open([takes.pan, takes.dark], "view=wipe&source=original&frame=5")
  const line = page.getByRole("slider", { name: "Wipe line" })
  const box = await boxOf(0)
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.5)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.25, box.y + box.height * 0.5)
  await page.mouse.up()
  await expect(line).toHaveValue("25")
  await line.press("Shift+ArrowRight")
  await expect(line).toHaveValue("35")
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.5)
  await page.mouse.wheel(0, -300)
  await expect(line).toHaveValue("35")
  const { left = 0, scale = 1 } = (await placesOf())[0] ?? {}
  const knob = await line.boundingBox()
  expect((knob?.x ?? 0) + (knob?.width ?? 0) / 2 - box.x).toBeCloseTo((0.35 * scale + left) * box.width, 0)
  await page.keyboard.press("0")
  await page.keyboard.press("f")
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.5)
  await expect(line).toHaveValue("60")
  await page.keyboard.press("f")
  await page.keyboard.press("Shift+W")
  await expect(line).toHaveAttribute("aria-valuetext", "60 % from the top")
  await page.keyboard.press("ArrowUp")
  await expect(page).toHaveURL(/line=0.59/)
})

test("onion skin takes its opacity from a slider and the arrow keys", async () => {
  await page.keyboard.press("s")
  await page.getByRole("slider", { name: "Opacity of B" }).fill("25")
  await page.keyboard.press("ArrowUp")
  await expect(page.locator("[data-player]").nth(1)).toHaveCSS("opacity", "0.3")
  await expect(page).toHaveURL(/skin=0.3/)
})

test("the frames are saved as one PNG with the originals' pixels, and without names when they are hidden", async () => {
  await open([takes.pan, takes.dark], "source=original&frame=5")
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Shift+S")])
  expect(download.suggestedFilename()).toMatch(/^shot-1-takes-\d-\d-frame-5\.png$/)
  const { data, info } = await sharp(await readFile(await download.path()))
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect(await pixelsOff(0, data, info, { left: 8, top: 8 })).toBe(0)
  expect(await pixelsOff(1, data, info, { left: 8 + 640 + 8, top: 8 })).toBe(0)
  await page.keyboard.press("h")
  const save = page.getByRole("button", { name: "Save frames as PNG" })
  const [hidden] = await Promise.all([page.waitForEvent("download"), save.click()])
  expect(hidden.suggestedFilename()).toBe("A-B-frame-5.png")
})

test("curves, marks and what was measured stand below the takes, and tell no names while these are hidden", async () => {
  await expect(page.getByRole("img", { name: /^Motion: / })).toBeVisible()
  await expect(page.getByRole("list", { name: "Marks of A" }).getByText("Frozen")).toBeVisible()
  await page.getByRole("button", { name: "Curves" }).click()
  await page.getByRole("checkbox", { name: /^Sharpness/ }).check()
  await page.keyboard.press("Escape")
  await expect(page.getByRole("img", { name: /^Sharpness: / })).toBeVisible()
  await page.getByRole("button", { name: "Measured, A" }).click()
  const panel = page.getByRole("dialog", { name: "Measured, A" })
  await expect(panel.getByText("640 × 360")).toBeVisible()
  await expect(panel.getByText("There is no reference still.").first()).toBeVisible()
  await expect(panel.getByText("left to ballots")).toBeVisible()
  expect(await panel.textContent()).not.toMatch(/take \d/i)
  await page.keyboard.press("Escape")
})

test("every key of the pictures is printed in the sheet", async () => {
  await page.keyboard.press("?")
  const sheet = page.getByRole("dialog")
  for (const label of ["onion skin", "follow the pointer", "heat map", "the gain", "pixel for pixel", "when zoomed", "as PNG"])
    await expect(sheet.getByText(label)).toBeVisible()
  await page.keyboard.press("Escape")
})

async function open(ids: readonly string[], query: string) {
  await page.goto(`${studio.url}/northlight/harbour-film/compare?takes=${ids.join(",")}&${query}`)
  await shown()
}

async function shown() {
  await expect(page.locator("[data-player][data-frame] canvas")).toHaveCount(2)
}

async function position(frame: number) {
  await page.getByRole("slider", { name: "Position" }).fill(String(frame))
}

/** Waits until the difference of these frames stands, and holds it against the two players' own canvases. */
async function differenceAt(frames: string, gain: number): Promise<PixelCheck> {
  await expect(page.locator("[data-difference]")).toHaveAttribute("data-frames", frames)
  await expect(page.locator("[data-difference]")).toHaveAttribute("data-exact", "true")
  return page.evaluate(comparePixels, gain)
}

async function boxOf(player: number) {
  const box = await page.locator("[data-player]").nth(player).boundingBox()
  if (!box) throw new Error("The player is not laid out.")
  return box
}

/** Where each player's picture lies, in shares of its box. */
function placesOf(): Promise<{ left: number; top: number; scale: number }[]> {
  return page.locator("[data-player]").evaluateAll((players) =>
    players.map((player) => {
      const box = player.getBoundingClientRect()
      const picture = player.querySelector("canvas")?.getBoundingClientRect() ?? box
      const share = (value: number) => Math.round(value * 1000) / 1000
      return {
        left: share((picture.left - box.left) / box.width),
        top: share((picture.top - box.top) / box.height),
        scale: share(picture.width / box.width),
      }
    }),
  )
}

/** Pixels of a player that are not on the screen as they are, where it is shown at 100 %: all that its box shows of them. */
async function pixelsOffScreen(player: number): Promise<number> {
  const box = await boxOf(player)
  const clip = {
    x: Math.ceil(box.x) + 1,
    y: Math.ceil(box.y) + 1,
    width: Math.floor(box.width) - 3,
    height: Math.floor(box.height) - 3,
  }
  const { data, info } = await sharp(await page.screenshot({ clip }))
    .raw()
    .toBuffer({ resolveWithObject: true })
  const at = await page.locator("[data-player] canvas").nth(player).boundingBox()
  const counts: number[] = []
  // The picture may begin between two pixels of the screen.
  for (const [dx, dy] of [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ] as const) {
    const origin = { left: Math.floor(at?.x ?? 0) + dx - clip.x, top: Math.floor(at?.y ?? 0) + dy - clip.y }
    counts.push(await pixelsOff(player, data, info, origin))
  }
  return Math.min(...counts)
}

/** How many pixels of a picture differ from a player's own, where the player's first pixel lies at `origin` of it. */
async function pixelsOff(
  player: number,
  data: Buffer,
  info: { width: number; height: number; channels: number },
  origin: { left: number; top: number },
): Promise<number> {
  const own = await page
    .locator("[data-player] canvas")
    .nth(player)
    .evaluate((canvas: HTMLCanvasElement) => {
      const pixels = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
      let text = ""
      for (let at = 0; at < pixels.length; at += 4)
        text += String.fromCharCode(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0)
      return { width: canvas.width, height: canvas.height, rgb: btoa(text) }
    })
  const rgb = Buffer.from(own.rgb, "base64")
  let [off, compared] = [0, 0]
  for (let y = 0; y < own.height; y++) {
    for (let x = 0; x < own.width; x++) {
      const [column, row] = [x + origin.left, y + origin.top]
      if (column < 0 || row < 0 || column >= info.width || row >= info.height) continue
      compared++
      const [here, there] = [(y * own.width + x) * 3, (row * info.width + column) * info.channels]
      if ([0, 1, 2].some((channel) => rgb[here + channel] !== data[there + channel])) off++
    }
  }
  if (compared < 10_000) throw new Error(`Only ${compared} pixels could be compared.`)
  return off
}
