import { randomUUIDv7 } from "node:crypto"
import { expect, test } from "vitest"
import { db } from "@/lib/db"
import { findDrillContent, listDrills } from "@/lib/drills/data"
import { frameChoices } from "@/lib/drills/frames-data"
import { drillItems } from "@/lib/drills/items"
import { createDrill, type DrillPress, repeatDrill } from "@/lib/drills/mutations"
import { pairOf } from "@/lib/drills/pair"
import { drillShot, findStill } from "@/lib/drills/report-data"
import type { ShownPair } from "@/lib/drills/schema"
import { templateDraft } from "@/lib/drills/template"
import { aShot } from "@/lib/jobs/testing"
import { findModel } from "@/lib/providers/models"
import type { ShotDraft } from "@/lib/shots/schema"
import { auditLedger, monthSummary } from "@/lib/spend/data"
import { aClip } from "@/lib/takes/testing"
import type { AuthorizedTeamId } from "@/lib/teams/types"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()

const kling = "kling/kling-3.0"
const runway = "runway/gen4.5"

/** A team with a project that has one shot already. */
async function aProject() {
  const made = await aShot()
  await db().project.update({ where: { id: made.projectId }, data: { lastShotNumber: 1 } })
  return made
}

/** A press of "Run the drill" for a still of the team, in the mode given. */
async function aPress(
  { teamId, projectId }: { teamId: AuthorizedTeamId; projectId: string },
  options: { mode?: "sandbox" | "live"; modelIds?: string[]; takesPerModel?: number } = {},
): Promise<DrillPress> {
  const { mode = "sandbox", modelIds = [kling, runway], takesPerModel = 1 } = options
  const frameClipId = await aClip(teamId)
  const frame = await findStill(teamId, frameClipId)
  if (!frame) throw new Error("no still")
  const draft = { ...templateDraft(), modelIds, takesPerModel }
  const modes = { kling: mode, runway: mode }
  const items = drillItems({ draft, frame, modes, elsewhere: [], shown: shownFor(draft, mode) })
  return { projectId, name: "Harbour walk", tags: ["people", "camera"], draft, frameClipId, submitKey: randomUUIDv7(), items }
}

function shownFor(draft: ShotDraft, mode: "sandbox" | "live"): ShownPair {
  const pairs = draft.modelIds.map((id) => {
    const model = findModel(id)
    if (!model) throw new Error(id)
    return [id, pairOf(model, draft, null, { isFree: mode === "sandbox", revives: mode === "sandbox" })] as const
  })
  const of = (half: "words" | "frame") =>
    Object.fromEntries(pairs.map(([id, pair]) => [id, { mode, micros: mode === "live" ? pair[half].priceMicros : 0 }]))
  return { words: of("words"), frame: of("frame") }
}

test("one press makes two shots with a batch each, and pressed twice at once it is one drill all the same", async () => {
  const { access, projectId } = await aProject()
  const { teamId } = access
  const press = await aPress({ teamId, projectId }, { takesPerModel: 2 })
  const answers = await Promise.all(Array.from({ length: 4 }, () => createDrill(access, press)))
  expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1)
  expect(new Set(answers.map(({ drillId }) => drillId)).size).toBe(1)
  expect(await createDrill(access, press)).toEqual({ drillId: answers[0]?.drillId, isNew: false })

  const shots = await db().shot.findMany({
    where: { projectId, title: { startsWith: "Harbour walk" } },
    orderBy: { number: "asc" },
    include: { frames: true, generations: { orderBy: { model: "asc" } } },
  })
  expect(shots.map(({ title, tags, frames }) => [title, tags, frames.map(({ role, clipId }) => [role, clipId])])).toEqual([
    ["Harbour walk, from words", ["people", "camera"], []],
    ["Harbour walk, from a frame", ["people", "camera"], [["first", press.frameClipId]]],
  ])
  for (const [index, { generations }] of shots.entries()) {
    expect(generations.map(({ model }) => model)).toEqual([kling, kling, runway, runway])
    const firsts = generations.map(({ request }) => (request as { firstFrame?: { clipId: string } }).firstFrame?.clipId)
    expect(new Set(firsts)).toEqual(new Set([index === 0 ? undefined : press.frameClipId]))
  }
  expect(await db().batch.count({ where: { teamId } })).toBe(2)
  expect(await listDrills(teamId)).toMatchObject([
    { name: "Harbour walk", takes: 8, ended: 0, modelNames: ["Kling 3.0", "Gen-4.5"] },
  ])
  expect(await auditLedger(teamId)).toEqual([])
})

test("when the month's budget is enough for one half alone, neither is made and nothing is held", async () => {
  const { access, projectId } = await aProject()
  const { teamId } = access
  const press = await aPress({ teamId, projectId }, { mode: "live", modelIds: [kling] })
  const [words, frame] = [press.items.words[0]?.priceMicros ?? 0, press.items.frame[0]?.priceMicros ?? 0]
  expect(words).toBeGreaterThan(0)
  await db().team.update({ where: { id: teamId }, data: { monthlyBudgetMicros: BigInt(words + 1) } })
  const cents = ((words + frame) / 1_000_000).toFixed(2)
  await expect(createDrill(access, press)).rejects.toMatchObject({
    code: "over_budget",
    message: expect.stringContaining(`This costs $${cents}`),
  })
  expect(await rowsOf(teamId)).toEqual({ shots: 1, batches: 0, drills: 0, ledger: 0 })
  expect(await monthSummary(teamId)).toMatchObject({ heldMicros: 0 })
})

test("a second half that is refused for another reason takes the first back with it", async () => {
  const { access, projectId } = await aProject()
  const press = await aPress({ teamId: access.teamId, projectId })
  const refused = { ...press, items: { ...press.items, frame: [] } }
  await expect(createDrill(access, refused)).rejects.toMatchObject({ code: "invalid_input" })
  expect(await rowsOf(access.teamId)).toEqual({ shots: 1, batches: 0, drills: 0, ledger: 0 })
  await expect(createDrill(access, press)).resolves.toMatchObject({ isNew: true })
})

test("another team's project and still are not found, and reviewers do not spend", async () => {
  const { access, projectId } = await aProject()
  const other = await aProject()
  const press = await aPress({ teamId: access.teamId, projectId })
  await expect(createDrill(other.access, press)).rejects.toMatchObject({ code: "not_found" })
  const withTheirStill = { ...press, projectId: other.projectId }
  await expect(createDrill(other.access, withTheirStill)).rejects.toMatchObject({ code: "not_found" })
  await expect(createDrill({ ...access, role: "reviewer" }, press)).rejects.toMatchObject({ code: "not_allowed" })
  expect(await rowsOf(access.teamId)).toEqual({ shots: 1, batches: 0, drills: 0, ledger: 0 })
  const { drillId } = await createDrill(access, press)
  expect(await findDrillContent(other.access.teamId, drillId)).toBeNull()
  expect(await listDrills(other.access.teamId)).toEqual([])
  const content = await findDrillContent(access.teamId, drillId)
  if (!content) throw new Error("no drill")
  const round = { submitKey: randomUUIDv7(), items: press.items }
  await expect(repeatDrill(other.access, content, round)).rejects.toMatchObject({ code: "not_found" })
})

test("a round more is made once, in the same shots; another seed is no other wording, other words are", async () => {
  const { access, projectId } = await aProject()
  const { teamId } = access
  const press = await aPress({ teamId, projectId }, { modelIds: [kling] })
  const { drillId } = await createDrill(access, press)
  const content = await findDrillContent(teamId, drillId)
  if (!content) throw new Error("no drill")
  const settings = { ...press.draft.settings, seed: 7 }
  const versions = {
    words: { ...content.versions.words, settings },
    frame: { ...content.versions.frame, settings },
  }
  const round = { submitKey: randomUUIDv7(), items: press.items }
  await Promise.all([1, 2, 3].map(() => repeatDrill(access, { ...content, versions }, round)))
  const { words } = content.versions
  expect(await drillShot(teamId, content.shots.words, words)).toMatchObject({
    ...{ ownVersions: [2, 1], wordings: 1, takes: 2, picked: null },
  })
  const other = { ...content, versions: { ...versions, words: { ...words, text: "A man waits." } } }
  await repeatDrill(access, other, { ...round, submitKey: randomUUIDv7() })
  const take = await db().take.findFirstOrThrow({ where: { shotId: content.shots.words, number: 3 } })
  await db().shot.update({ where: { id: content.shots.words }, data: { pickedTakeId: take.id } })
  expect(await drillShot(teamId, content.shots.words, words)).toMatchObject({
    ...{ ownVersions: [2, 1], wordings: 2, takes: 3 },
    picked: { takeNumber: 3, modelName: "Kling 3.0", wordings: 2, takes: 3 },
  })
})

test("the form offers each still of the project once, and none of another team's", async () => {
  const { access, projectId } = await aProject()
  const press = await aPress({ teamId: access.teamId, projectId })
  await createDrill(access, press)
  const choices = await frameChoices(access.teamId, projectId)
  expect(choices).toMatchObject([{ clipId: press.frameClipId, words: "Shot 3, first frame" }])
  const other = await aProject()
  expect(await frameChoices(other.access.teamId, projectId)).toEqual([])
})

async function rowsOf(teamId: string) {
  const where = { where: { teamId } }
  const [shots, batches, drills, ledger] = await Promise.all([
    db().shot.count(where),
    db().batch.count(where),
    db().drill.count(where),
    db().ledgerEntry.count(where),
  ])
  return { shots, batches, drills, ledger }
}
