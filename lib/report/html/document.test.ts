import sharp from "sharp"
import { beforeAll, expect, test } from "vitest"
import { storeClip } from "@/lib/clips/mutations"
import { db } from "@/lib/db"
import { exportFile } from "@/lib/report/files"
import { aJudgedSession, type SimulatedSession } from "@/lib/report/testing"
import { anotherShot, aShot, aTake, type TestShot } from "@/lib/takes/testing"
import type { TeamAccess } from "@/lib/teams/types"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()

let team: TestShot
let access: TeamAccess
let session: SimulatedSession
let sessionId: string
let text: string

const nothingChosen = { choice: {}, projectId: null }

beforeAll(async () => {
  team = await aShot("A <script>alert(1)</script> lamp")
  const user = { id: team.userId, name: "Ada", email: "" }
  access = { teamId: team.teamId, team: { slug: team.team, name: "Harbour & Sons" }, user, role: "owner" }
  const shots = [team.shotId, await anotherShot(team, 2, "A boat")]
  await db().shot.updateMany({ where: { teamId: team.teamId }, data: { tags: ["physics"] } })
  const bytes = await sharp({ create: { width: 640, height: 360, channels: 3, background: "#345" } })
    .png()
    .toBuffer()
  const still = { kind: "image", mime: "image/png", width: 640, height: 360, content: bytes } as const
  const poster = await storeClip(team.teamId, still)
  const takes = []
  for (const [place, shotId] of shots.entries())
    for (const model of ["kling/kling-3.0", "luma/ray-3.2", "runway/gen4.5"]) {
      const request = place === 1 ? { firstFrame: { clipId: poster.id } } : {}
      const money = { provider: model.split("/")[0] ?? "", priceActualMicros: 420_000n }
      const { takeId } = await aTake({ ...team, shotId }, { model, request, ...money }, { posterClipId: poster.id })
      takes.push({ takeId, shotId, model })
    }
  session = {
    ...{
      teamId: team.teamId,
      projectId: team.projectId,
      createdById: team.userId,
      takes,
      pairsPerJudge: 30,
      name: "Boats, round 1",
    },
    abilities: { "kling/kling-3.0": 1.5 },
    judges: [{ userId: team.userId, leftBias: 0.9 }],
  }
  sessionId = await aJudgedSession(session)
  const exclusion = { sessionId, judgeId: team.userId, teamId: team.teamId, excludedById: team.userId }
  text = (await exportFile(access, sessionId, "report.html", nothingChosen)).text
  await db().raterExclusion.create({ data: { ...exclusion, reason: "Always left." } })
})

test("the report stands by itself: no script, no address, nothing that is fetched", () => {
  expect(text).not.toMatch(/https?:/i)
  expect(text).not.toMatch(/<(script|link|iframe|object|embed|base|form|video|audio)\b/i)
  expect(text).not.toMatch(/\son\w+\s*=|@import|url\(/i)
  const sources = [...text.matchAll(/\b(?:src|href|srcset)="([^"]*)"/g)].map(([, source = ""]) => source.slice(0, 23))
  expect(sources).toEqual(Array.from({ length: 6 }, () => "data:image/jpeg;base64,"))
})

test("what people wrote is text in it", () => {
  expect(text).toContain("A &lt;script&gt;alert(1)&lt;/script&gt; lamp")
  expect(text).toContain("Harbour &amp; Sons")
})

test("its stills are real pictures, reduced", async () => {
  const [, base64 = ""] = text.match(/base64,([^"]+)"/) ?? []
  const { format, width } = await sharp(Buffer.from(base64, "base64")).metadata()
  expect({ format, width }).toEqual({ format: "jpeg", width: 360 })
})

test("it names the team, the session, each question, the method, what it does not say, and how to check it", () => {
  for (const words of ["Boats, round 1", "<h2>Motion</h2>", "<h2>Look</h2>", "Bradley–Terry", "What this does not say"])
    expect(text).toContain(words)
  expect(text).toContain("npm run ratings -- ballots.csv")
  expect(text).toContain("By mode and by tag")
  for (const group of ["Text-to-video", "Image-to-video", "Physics"]) expect(text).toContain(`<strong>${group}</strong>`)
})

test("it prints: on paper of a size, with nothing torn", () => {
  expect(text).toContain("@page { size: A4")
  expect(text).toMatch(/@media print[\s\S]*break-inside: avoid/)
})

test("a judge who is left out is named at the top, and no ballot of theirs counts", async () => {
  const { text: after } = await exportFile(access, sessionId, "report.html", nothingChosen)
  expect(after.indexOf("Ada&#39;s 60 ballots are left out: always left.")).toBeGreaterThan(0)
  expect(after).toContain("No ballot counts here yet.")
})

test("in the leaderboard a judge is left out of the session where somebody decided so, and of no other", async () => {
  await aJudgedSession({ ...session, name: "Boats, round 2", seed: "two", pairsPerJudge: 25 })
  const { text: all } = await exportFile(access, "all", "report.html", nothingChosen)
  expect(all.match(/Ada&#39;s \d+ ballots are left out/g)).toEqual(["Ada&#39;s 60 ballots are left out"])
  expect(all).not.toContain("No ballot counts here yet.")
})

test("a choice of mode narrows the file of ballots and is said in the report", async () => {
  const image = { choice: { mode: "image" as const }, projectId: null }
  const [all, some] = await Promise.all(
    [nothingChosen, image].map(async (options) =>
      (await exportFile(access, sessionId, "ballots.csv", options)).text.split("\r\n"),
    ),
  )
  expect(some?.length).toBeGreaterThan(2)
  expect(some?.length).toBeLessThan(all?.length ?? 0)
  expect((await exportFile(access, "all", "report.html", image)).text).toContain("Only: Image-to-video.")
})

test("whoever still judges gets no file unless they say that they know", async () => {
  const open = await aJudgedSession({ ...session, status: "open", pairsPerJudge: 0 })
  await expect(exportFile(access, open, "ballots.csv", nothingChosen)).rejects.toMatchObject({ code: "conflict" })
  const knowing = { choice: { knowing: team.userId }, projectId: null }
  expect((await exportFile(access, open, "ballots.csv", knowing)).name).toBe("boats-round-1-ballots.csv")
})

test("another team's session is not found", async () => {
  const other = await aShot()
  const stranger = { ...access, teamId: other.teamId }
  for (const file of ["report.html", "ballots.csv", "metrics.csv"] as const)
    await expect(exportFile(stranger, sessionId, file, nothingChosen)).rejects.toMatchObject({ code: "not_found" })
})
