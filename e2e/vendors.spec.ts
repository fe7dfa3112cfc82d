import { mkdtempSync, readFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type BrowserContext, expect, type Page, test } from "@playwright/test"
import { zipOf } from "@/lib/imports/testing"
import { renderTestClip } from "@/lib/media/testing"
import { createProject, createShot, setUp, takesIn, tickModels, untickAll } from "./people"
import { type Studio, startStudio } from "./studio"

test.describe.configure({ mode: "serial" })

let studio: Studio
let context: BrowserContext
let page: Page

test.beforeAll(async ({ browser }) => {
  studio = await startStudio()
  context = await browser.newContext()
  page = await context.newPage()
  await setUp(page, studio.url)
  await createProject(page, "Harbour film")
  await createShot(page)
})

test.afterAll(async () => {
  await context?.close()
  await studio?.remove()
})

test("two stills are made from words, and one of them becomes the first frame", async () => {
  await page.getByRole("textbox", { name: "Prompt" }).fill("Boats rock in the harbour.")
  await page.getByRole("button", { name: "Make a frame" }).click()
  const dialog = page.getByRole("dialog", { name: "Make a frame" })
  await expect(dialog.getByRole("textbox", { name: "Describe the frame" })).toHaveValue("Boats rock in the harbour.")
  await dialog.getByRole("combobox", { name: "Model" }).selectOption({ label: "GPT Image 2, OpenAI" })
  await dialog.getByRole("button", { name: "Make 2 frames, free" }).click()
  const made = dialog.getByRole("img", { name: /^Made frame/ })
  await expect(made).toHaveCount(2, { timeout: 30_000 })
  const widths = () => made.evaluateAll((all) => all.map((image) => (image as HTMLImageElement).naturalWidth > 0))
  await expect.poll(widths).toEqual([true, true])
  await dialog.getByRole("button", { name: "First frame" }).last().click()
  await expect(dialog.getByRole("button", { name: "First frame, set" })).toHaveCount(1)
  const second = await made.last().getAttribute("src")
  await page.keyboard.press("Escape")
  await expect(dialog).toBeHidden()
  await expect(page.getByRole("img", { name: "First frame" })).toHaveAttribute("src", second ?? "")
})

test("Auto says whom it chooses and why, before and after", async () => {
  await untickAll(page)
  const vendors = page.getByRole("group", { name: "Vendors" })
  await vendors.getByRole("checkbox", { name: "Auto" }).check()
  await expect(vendors.getByRole("button", { name: "Policy: Cheapest" })).toBeVisible()
  const why = vendors.getByText(/^Cheapest that can do 5 s at 720p from a first frame: \$\d\.\d\d live, free in the sandbox\.$/)
  await expect(why).toBeVisible()
  const sentence = (await why.textContent()) ?? ""
  await page.getByRole("button", { name: /^Generate 1 take\s*free/ }).click()
  await expect(takesIn(page, "succeeded")).toHaveCount(1, { timeout: 60_000 })
  const [, model] = /^Take 1, (.*), succeeded/.exec((await takesIn(page, "succeeded").getAttribute("aria-label")) ?? "") ?? []
  await expect(vendors.getByRole("listitem").filter({ hasText: sentence }).first()).toContainText(`${model}, sandbox`)
  await page.getByRole("button", { name: `Auto: why take 1 went to ${model}` }).click()
  await expect(page.getByRole("dialog", { name: `Why take 1 went to ${model}` })).toContainText(sentence)
  await page.keyboard.press("Escape")
})

test("a refused take says what gave offence, that it cost nothing, and who took the same", async () => {
  const prompt = "Boats rock in the harbour. [[sandbox: kling/refuse-person]]"
  await page.getByRole("textbox", { name: "Prompt" }).fill(prompt)
  await tickModels(page, ["Kling 3.0", "Gen-4.5"])
  await page.getByRole("button", { name: /^Generate 2 takes/ }).click()
  await expect(takesIn(page, "succeeded")).toHaveCount(2, { timeout: 60_000 })
  const refused = page.getByRole("article", { name: /^Take \d+, Kling 3.0, refused/ })
  await expect(refused).toContainText("1 other model took it")
  await refused.getByRole("button", { name: "Why?" }).click()
  const why = page.getByRole("dialog", { name: /^Why take \d+ was refused$/ })
  await expect(why).toContainText("A real person")
  await expect(why).toContainText("It was not charged.")
  await expect(why).toContainText("Gen-4.5 took the same prompt and pictures.")
  await page.keyboard.press("Escape")
})

test("a zip of old clips with a list of prompts becomes takes of vendor Imported, told until the dialog is closed", async () => {
  await page.goto(`${studio.url}/northlight`)
  await createProject(page, "Old films")
  await page.getByRole("button", { name: "Import clips" }).click()
  const dialog = page.getByRole("dialog", { name: "Import clips" })
  await dialog.getByLabel("Choose a zip or clips").setInputFiles({
    name: "export.zip",
    mimeType: "application/zip",
    buffer: zipOf({
      "boat.mp4": await aClip("boat.mp4", 12),
      "lamp.mp4": await aClip("lamp.mp4", 18),
      "prompts.csv": Buffer.from("file,prompt,model\nboat.mp4,A paper boat,sora-2\nlamp.mp4,A lamp falls,sora-2-pro\n"),
    }),
  })
  const files = dialog.getByRole("list", { name: "Files" }).getByRole("listitem")
  const told = [/^boat\.mp4\s*brought$/, /^lamp\.mp4\s*brought$/]
  await expect(files).toHaveText(told)
  // The first takes of an empty project change the whole page behind the dialog.
  await expect(page.getByRole("article", { includeHidden: true })).toHaveCount(2)
  await expect(files).toHaveText(told)
  await page.keyboard.press("Escape")
  await page.goto(`${studio.url}/northlight/old-films?vendors=imported`)
  await expect(page.getByRole("article", { name: /^Take 1, Sora 2(?: Pro)?, succeeded/ })).toHaveCount(2)
  await expect(page.getByRole("link", { name: /A paper boat$/ })).toBeVisible()
  await expect(page.getByRole("link", { name: /A lamp falls$/ })).toBeVisible()
})

test("the vendors' page counts what was called, and asks for all that a vendor needs", async () => {
  await page.goto(`${studio.url}/northlight/settings/vendors`)
  await expect(page.getByRole("row", { name: /^Kling/ })).toContainText(/[1-9]\d*\s*last \d\d:\d\d/)
  await page.getByRole("button", { name: "Add key for Google Vertex AI" }).click()
  const dialog = page.getByRole("dialog", { name: "Google Vertex AI" })
  await dialog.getByRole("textbox", { name: "Key" }).fill("no-such-key")
  await dialog.getByRole("textbox", { name: "Location" }).fill("us-central1")
  await expect(dialog.getByRole("textbox", { name: "Bucket, optional" })).toBeVisible()
  await dialog.getByRole("button", { name: "Test and go live" }).click()
  await expect(dialog.getByRole("textbox", { name: "Project" })).toHaveAccessibleDescription(/This vendor needs it\./)
})

async function aClip(name: string, frames: number): Promise<Buffer> {
  const path = join(mkdtempSync(join(tmpdir(), "rushes-import-")), name)
  await renderTestClip(path, { frames })
  return readFileSync(path)
}
