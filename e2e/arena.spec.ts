import { mkdirSync } from "node:fs"
import { type BrowserContext, expect, type Page, test } from "@playwright/test"
import sharp from "sharp"
import { plural } from "@/lib/format"
import { randomFrom } from "@/lib/judging/ratings/random"
import { countCovered, expectAlike, secretsOf, strangersOf } from "./blindness"
import { type Answers, ask, countStored, expectOpen, joinAsReviewer, judgeAll, makeTakes, vote } from "./judging"
import { owner as person, setUp } from "./people"
import { findForbidden, sniff } from "./sniff"
import { type Studio, startStudio } from "./studio"

/** ARENA=full: six models, five shots, two judges, until the report says something. About fifteen minutes. */
const isFull = process.env.ARENA === "full"

const shots = [
  "Boats rock in the harbour as the last light goes. Slow push in.",
  "A lamp tips off the desk and falls.",
  "A woman crosses the wet square and looks up.",
  "A paper sign turns in the wind above the door.",
  "The dog shakes water off on the jetty.",
]
const models = ["Seedance 1.5 Pro", "Seedance 2.0 Mini", "Kling 3.0", "Gen-4.5", "Veo 3.1", "Ray 3.2"]
const reviewer = { name: "Ivo Brandt", email: "ivo@northlight.test", password: "another long pass phrase" }
const questions = ["Follows the prompt", "Motion", "Identity holds", "Look"]

test.describe.configure({ mode: "serial", timeout: isFull ? 2_400_000 : 300_000 })

let studio: Studio
let contexts: BrowserContext[]
let owner: Page
let second: Page
/** The session's own page. */
let session: string

test.beforeAll(async ({ browser }) => {
  studio = await startStudio()
  contexts = [await browser.newContext(), await browser.newContext()]
  ;[owner, second] = (await Promise.all(contexts.map((context) => context.newPage()))) as [Page, Page]
  await setUp(owner, studio.url)
})

test.afterAll(async () => {
  for (const context of contexts ?? []) await context.close()
  await studio?.remove()
})

test("a session of shots and models is made, and says how much work it is before it is", async () => {
  const [few, some] = isFull ? [shots, models] : [shots.slice(0, 1), models.slice(0, 3)]
  await makeTakes(owner, studio, "Harbour film", few, some)
  await joinAsReviewer(owner, second, studio, reviewer)
  await owner.goto(`${studio.url}/northlight/harbour-film`)
  await owner.getByRole("link", { name: "Arena" }).click()
  await owner.getByRole("link", { name: "New session" }).click()
  await expect(owner.getByRole("button", { name: /, shot \d: take \d/ })).toHaveCount(few.length * some.length)
  const pairs = Math.ceil(((few.length * some.length * (some.length - 1)) / 2) * 1.1)
  await expect(
    owner.getByText(`${plural(few.length, "shot")}, ${some.length} models, ${few.length * some.length} clips`),
  ).toBeVisible()
  await expect(owner.getByText(`About ${pairs} pairs for each judge.`)).toBeVisible()
  await owner.getByRole("textbox", { name: "Name" }).fill("Harbour look test")
  if (!isFull) {
    await owner.getByRole("button", { name: "Remove question 4" }).click()
    await owner.getByRole("button", { name: "Remove question 3" }).click()
  }
  await owner.getByRole("button", { name: "Create session" }).click()
  await expect(owner).toHaveURL(/\/arena\/[0-9a-f-]{36}$/)
  session = owner.url()
  await expect(owner.getByRole("link", { name: "Judge" })).toBeVisible({ timeout: isFull ? 600_000 : 120_000 })
})

if (!isFull) {
  test("voting opens when both have played once; a refresh brings the same pair and what was answered; undo goes once", async () => {
    await second.goto(`${session}/judge`)
    await expect(second.getByText("Voting opens when both have played once.")).toBeVisible()
    await second.keyboard.press("1")
    await expect(second.getByRole("radio", { checked: true })).toHaveCount(0)
    await expectOpen(second)
    const showing = await openShowing(reviewer.email)
    await second.keyboard.press("1")
    await second.reload()
    await expectOpen(second)
    await expect(second.getByRole("radio", { name: "Left", checked: true })).toHaveCount(1)
    expect(await openShowing(reviewer.email)).toEqual(showing)

    await second.keyboard.press("2")
    await second.keyboard.press("Enter")
    await expect.poll(() => countStored(second)).toBe(1)
    await second.keyboard.press("z")
    await expect.poll(() => countStored(second)).toBe(0)
    expect(await openShowing(reviewer.email)).toEqual(showing)
    await vote(second, ["right", "right"])
    await expect(second.getByRole("button", { name: "Undo" })).toBeDisabled()
    const ballots = await ask<{ outcome: string; corrects: boolean }>(
      studio,
      `select outcome::text, "correctsId" is not null as corrects from "Ballot" where "showingId" = $1
       order by corrects, question`,
      [showing.id],
    )
    expect(ballots.map(({ outcome, corrects }) => [outcome, corrects])).toEqual([
      ["left", false],
      ["right", false],
      ["right", true],
      ["right", true],
    ])
  })

  test("nothing that reaches the judge tells who made what, from the first look to the last vote", async () => {
    const forbidden = await secretsOf(studio)
    // Nothing of the page before is still on its way.
    await owner.goto("about:blank")
    const sniffer = await sniff(owner)
    await owner.goto(`${session}/judge`)
    let covered = 0
    const eyes = async (): Promise<Answers> => {
      await expectOpen(owner)
      await sniffer.look()
      covered += await countCovered(owner)
      return ["left", "tie"]
    }
    const judged = await judgeAll(owner, eyes)
    await expect(owner.getByRole("heading", { name: "You have judged every pair" })).toBeVisible()
    await sniffer.look()
    expect(judged).toBe(3)
    expect(findForbidden(await sniffer.heard(), forbidden)).toEqual([])
    expect(strangersOf(sniffer, `${session}/judge`)).toEqual([])
    expect(covered).toBe(2 * judged)
    await expectAlike(sniffer, 2 * judged, owner.context())

    // The same ears hear it when there is something to hear.
    await owner.goto(`${studio.url}/northlight/harbour-film`)
    await owner.getByRole("article").first().waitFor()
    await sniffer.look()
    const told = findForbidden(await sniffer.heard(), forbidden)
    await sniffer.stop()
    for (const word of ["Kling 3.0", "kling", "seedance", "SANDBOX"]) {
      expect(told.some((each) => each.startsWith(`${word} in `))).toBe(true)
    }
  })

  test("the network may go while one votes: what was answered stays, and is stored when it is back", async () => {
    const before = (await countStored(second)) ?? 0
    await expectOpen(second)
    await second.keyboard.press("1")
    await second.keyboard.press("2")
    await contexts[1]?.setOffline(true)
    await second.keyboard.press("Enter")
    await expect(second.getByRole("alert").filter({ hasText: "Not stored" })).toBeVisible()
    await expect(second.getByRole("radio", { checked: true })).toHaveCount(2)
    await contexts[1]?.setOffline(false)
    await second.getByRole("button", { name: "Try again" }).click()
    await expect.poll(() => countStored(second)).toBe(before + 1)
  })

  test("the session tells how far each judge is; closed, it asks nobody any more; its report is there", async () => {
    await owner.goto(session)
    await expect(owner.getByText(/For you all \d pairs judged/)).toBeVisible()
    const judges = owner.getByRole("region", { name: "Judges" }).getByRole("listitem")
    await expect(judges.filter({ hasText: reviewer.name })).toContainText("2 of about 4 pairs")
    await owner.getByRole("button", { name: "Close" }).click()
    await owner.getByRole("button", { name: "Close it" }).click()
    await expect(owner.getByRole("button", { name: "Reopen" })).toBeVisible()
    await second.reload()
    await expect(second.getByRole("heading", { name: "This session is closed" })).toBeVisible()
    await owner.getByRole("link", { name: "Report" }).click()
    await expect(owner).toHaveURL(/\/report$/)
    await expect(owner.getByRole("main")).toContainText(/not enough/i)
  })
}

if (isFull) {
  /** Votes of each judge: with two of them well above what a first answer takes. */
  const VOTES = 45

  test("two people judge the whole, each by their own eyes, until the report says more than not enough", async () => {
    const judges = [
      { page: owner, email: person.email },
      { page: second, email: reviewer.email },
    ]
    for (const { page } of judges) await page.goto(`${session}/judge`)
    await Promise.all(judges.map(({ page, email }) => judgeAll(page, () => trueAnswers(email), VOTES)))
    await owner.goto(session)
    for (const question of questions) {
      await expect(owner.getByText(new RegExp(`^${question}: (preliminary|settled)`))).toBeVisible()
    }
  })

  test("the report tells what the votes said", async () => {
    await owner.goto(`${session}/report`)
    // Who may still judge is asked first.
    await owner.getByRole("link", { name: "Show the report all the same" }).click()
    await expect(owner.getByRole("main")).toContainText(/preliminary|settled/i)
    for (const model of models) await expect(owner.getByText(model).first()).toBeVisible()
    if (process.env.SAVE !== "1") return
    mkdirSync("docs/images", { recursive: true })
    await owner.waitForFunction(() => [...document.images].every(({ complete }) => complete))
    await sharp(await owner.screenshot())
      .png({ palette: true, effort: 10 })
      .toFile("docs/images/report.png")
  })
}

type Showing = { id: string; ordinal: number; left: string; right: string }

/** The pair that a judge has before them, which only the database knows. */
async function openShowing(judge: string): Promise<Showing> {
  const [showing] = await ask<Showing>(
    studio,
    `select showing.id, showing.ordinal, left_take.model as left, right_take.model as right
     from "Showing" showing
     join "User" judge on judge.id = showing."judgeId" and judge.email = $1
     join "SessionTake" left_take on left_take."sessionId" = showing."sessionId" and left_take."takeId" = showing."leftTakeId"
     join "SessionTake" right_take on right_take."sessionId" = showing."sessionId" and right_take."takeId" = showing."rightTakeId"
     where showing."votedAt" is null and showing."sessionId" = $2
     order by showing.ordinal limit 1`,
    [judge, session.split("/").at(-1)],
  )
  if (!showing) throw new Error(`Nothing is shown to ${judge}`)
  return showing
}

/** Logits by which each model is better than the last one, for all eyes. */
const better = ["fal/veo3.1", "kling/kling-3.0", "runway/gen4.5", "luma/ray-3.2", "fal/seedance-1.5-pro"]
const strengthOf = (model: string) => (better.includes(model) ? 2 - 0.45 * better.indexOf(model) : 0)

/** As somebody would answer who sees how good each take is, and is not always sure. The same votes of the same pair. */
async function trueAnswers(judge: string): Promise<Answers> {
  const { ordinal, left, right } = await openShowing(judge)
  const roll = randomFrom("arena.spec", judge, ordinal)
  return questions.map((_, question) => {
    const distance = strengthOf(left) - strengthOf(right) + (question - 1.5) * 0.1
    if (roll() < 0.08) return roll() < 0.7 ? "tie" : "both_bad"
    return roll() < 1 / (1 + Math.exp(-distance)) ? "left" : "right"
  })
}
