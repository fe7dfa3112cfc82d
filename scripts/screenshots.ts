import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { chromium, type Page } from "@playwright/test"
import { createProject, createShot, setUp, takesIn } from "@/e2e/people"
import { startStudio } from "@/e2e/studio"
import { findChromium } from "@/scripts/chromium"

/**
 * `npm run screenshots [-- FOLDER]`: the README's pictures into docs/images, or every screen at every width into FOLDER,
 * taken from a studio that is really running: set-up, the sample project with its three sandbox takes, a new team's pages.
 */
const everything = process.argv[2]
const folder = everything ?? "docs/images"
const documented = ["studio", "compare"]
mkdirSync(folder, { recursive: true })

const studio = await startStudio()
const isRoot = process.getuid?.() === 0
const browser = await chromium.launch({ executablePath: findChromium(), chromiumSandbox: !isRoot })
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" })
  await page.goto(`${studio.url}/setup`)
  await picture(page, "set-up")
  await setUp(page, studio.url)
  await picture(page, "projects-empty")
  await createProject(page, "Harbour film")
  await picture(page, "gallery-empty")
  await createShot(page)
  await picture(page, "studio-empty")
  await page.goto(`${studio.url}/northlight`)
  await page.getByRole("button", { name: "Open the sample project" }).click()
  await page.waitForURL(/\/shots\/\d+$/)
  const sample = new URL(page.url()).pathname
  await takesIn(page, "succeeded").nth(2).waitFor({ timeout: 180_000 })
  const takes = await takesIn(page, "succeeded").evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.takeId))
  await takesIn(page, "succeeded").first().focus()
  await page.keyboard.press("p")
  await page.getByRole("article", { name: /picked/ }).waitFor()
  const project = sample.replace(/\/shots\/\d+$/, "")
  for (const [name, address] of [
    ["studio", sample],
    ["gallery", project],
    ["compare", `${project}/compare?takes=${takes.slice(0, 2).join(",")}`],
    ["projects", "/northlight"],
    ["vendors", "/northlight/settings/vendors"],
    ["people", "/northlight/settings/people"],
  ] as const) {
    await page.goto(`${studio.url}${address}`)
    await picture(page, name)
  }
  if (everything) await dialogPictures(page, { sample, project })
} finally {
  await browser.close()
  await studio.remove()
}

/** What opens over a screen, and the studio's list of vendors with one of them unfolded. */
async function dialogPictures(page: Page, { sample, project }: { sample: string; project: string }) {
  await page.goto(`${studio.url}${sample}`)
  await page
    .getByRole("group", { name: "Vendors" })
    .getByRole("button", { name: /^Kling/ })
    .click()
  await picture(page, "studio-unfolded", () => page.getByRole("tab", { name: /^Vendors/ }).click())
  // From a phone, where the shot is a panel of its own: an opened dialog stays as long as its panel is shown.
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole("tab", { name: "Shot" }).click()
  await page.getByRole("button", { name: "Make a frame" }).click()
  const made = page.getByRole("dialog", { name: "Make a frame" })
  await made.getByRole("combobox", { name: "Model" }).selectOption({ label: "GPT Image 2, OpenAI" })
  await made.getByRole("button", { name: /^Make 2 frames/ }).click()
  await made.getByRole("img", { name: "Made frame 2" }).waitFor()
  await picture(page, "make-frame")
  await page.goto(`${studio.url}${project}`)
  await page.getByRole("button", { name: "Import clips" }).click()
  await picture(page, "import-clips")
  await page.goto(`${studio.url}/northlight/settings/vendors`)
  await page.getByRole("button", { name: "Add key for Google Vertex AI" }).click()
  await picture(page, "vendor-key")
}

/** The page at the three widths that we design for; at the widest also in the light theme. `onPhone`: first, at the narrowest. */
async function picture(page: Page, name: string, onPhone?: () => Promise<void>) {
  if (!everything && !documented.includes(name)) return
  await page.getByRole("main").waitFor()
  for (const [suffix, width, theme] of [
    ["", 1440, "dark"],
    ["-light", 1440, "light"],
    ["-1024", 1024, "dark"],
    ["-phone", 390, "dark"],
  ] as const) {
    if (!everything && suffix !== "") continue
    await page.evaluate((shown) => Object.assign(document.documentElement.dataset, { theme: shown }), theme)
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 })
    if (width === 390) await onPhone?.()
    await settled(page)
    await page.screenshot({ path: join(folder, `${name}${suffix}.png`) })
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}

/** Every picture in view is decoded, every player has drawn a frame, and what was measured has come. */
async function settled(page: Page) {
  await page.waitForFunction(
    () =>
      [...document.images].every((image) => image.complete || image.getBoundingClientRect().top > innerHeight) &&
      [...document.querySelectorAll("[data-player]")].every((player) => player.hasAttribute("data-frame")) &&
      !document.querySelector("[aria-label=Comparison] [aria-busy=true]") &&
      !document.querySelector("[aria-label=Comparison]")?.textContent.includes("not measured"),
  )
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
}
