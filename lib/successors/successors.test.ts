import { randomUUIDv7 } from "node:crypto"
import { expect, test } from "vitest"
import { db } from "@/lib/db"
import { createBatch } from "@/lib/generations/mutations"
import { aBatch, anItem, aShot } from "@/lib/jobs/testing"
import { shotSettings } from "@/lib/shots/schema"
import { offerSuccessors, trySuccessor } from "@/lib/successors/mutations"
import { leavingWords, successorsOf } from "@/lib/successors/rules"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()

const retired = "openai/sora-2"

async function anOldTake() {
  const { access, shotId } = await aShot()
  const settings = shotSettings.parse({ durationSeconds: 8, resolution: "720p" })
  const version = { text: "A lamp falls.", negativePrompt: "", settings, frames: [] }
  const { takeIds } = await createBatch(access, aBatch(shotId, { version, items: [anItem({ modelId: retired })] }))
  return { access, shotId, takeId: takeIds[0] ?? "" }
}

test("a retired model says when it ended and who takes over; an active one needs nobody", () => {
  expect(leavingWords(retired)).toBe("Sora 2 (OpenAI) was retired on 24 Sep 2026.")
  expect(successorsOf(retired).length).toBeGreaterThan(0)
  expect(successorsOf(retired).every(({ lifecycle }) => lifecycle.state === "active")).toBe(true)
  expect([leavingWords("kling/kling-3.0"), successorsOf("kling/kling-3.0")]).toEqual([null, []])
})

test("a clip that was imported from elsewhere finds who takes over by its model's bare name", () => {
  expect(successorsOf("imported/sora-2")).toEqual(expect.arrayContaining([...successorsOf(retired)]))
  expect(successorsOf("imported/a-model-of-nobody")).toEqual([])
})

test("the same shot is made on the successor, once per intent, whatever the form says now", async () => {
  const { access, shotId, takeId } = await anOldTake()
  const { why, offers } = await offerSuccessors(access.teamId, takeId)
  expect(why).toContain("retired")
  const offer = offers.find(({ blocked }) => blocked === null)
  if (!offer) throw new Error("nobody takes over")
  await db().shot.update({ where: { id: shotId }, data: { draft: { text: "Something else" } } })
  const input = { takeId, modelId: offer.modelId, submitKey: "k".repeat(32), shown: { mode: offer.mode, micros: offer.micros } }
  const [one, two] = await Promise.all([trySuccessor(access, input), trySuccessor(access, input)])
  expect(one).toEqual(two)
  const made = await db().generation.findFirstOrThrow({ where: { take: { id: one.takeId } } })
  expect(made).toMatchObject({ model: offer.modelId, request: { prompt: "A lamp falls." } })
})

test("a model that does not take over, a price of yesterday and another team's take are refused", async () => {
  const { access, takeId } = await anOldTake()
  const other = await aShot()
  const input = {
    takeId,
    modelId: "kling/kling-2.5-turbo",
    submitKey: "k".repeat(32),
    shown: { mode: "sandbox", micros: 0 },
  } as const
  const isNoSuccessor = !successorsOf(retired).some(({ id }) => id === input.modelId)
  if (isNoSuccessor) await expect(trySuccessor(access, input)).rejects.toMatchObject({ code: "invalid_input" })
  const [first] = successorsOf(retired)
  const stale = { ...input, modelId: first?.id ?? "", shown: { mode: "live", micros: 1 } } as const
  await expect(trySuccessor(access, stale)).rejects.toMatchObject({ code: "conflict" })
  await expect(offerSuccessors(other.access.teamId, takeId)).rejects.toMatchObject({ code: "not_found" })
  await expect(offerSuccessors(access.teamId, randomUUIDv7())).rejects.toMatchObject({ code: "not_found" })
})
