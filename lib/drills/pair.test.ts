import { expect, test } from "vitest"
import { drillItems } from "@/lib/drills/items"
import { pairMicros, pairNotes, pairOf } from "@/lib/drills/pair"
import { newDrill } from "@/lib/drills/schema"
import { templateDraft } from "@/lib/drills/template"
import { allModels, findModel } from "@/lib/providers/models"
import type { FrameView, ShotSettings } from "@/lib/shots/schema"

const free = { isFree: true, revives: true }
const still: FrameView = {
  ...{ id: "s", role: "first", position: 0, clipId: "s", url: "", sha256: "", mime: "image/png", width: 1920, height: 1080 },
  ...{ bytes: 1, durationSeconds: null, fps: null, sourceTakeNumber: null },
}

function refusal(modelId: string, settings: Partial<ShotSettings> = {}) {
  const model = findModel(modelId)
  if (!model) throw new Error(modelId)
  const draft = templateDraft()
  return pairOf(model, { ...draft, settings: { ...draft.settings, ...settings } }, still, free).refusal
}

test("every model that is in the template's drill makes both halves alike, and sends the frame in the second alone", () => {
  const pairs = allModels.map((model) => ({ model, pair: pairOf(model, templateDraft(), still, free) }))
  const able = pairs.filter(({ pair }) => pair.refusal === null)
  expect(able.length).toBeGreaterThan(40)
  for (const { pair } of able) {
    const { words, frame } = pair
    expect([words.request.firstFrame, frame.request.firstFrame?.clipId]).toEqual([undefined, "s"])
    const shape = ({ request }: typeof words) => [
      request.durationSeconds,
      request.resolution,
      request.aspectRatio,
      request.sound,
    ]
    expect(shape(words)).toEqual(shape(frame))
    expect(pairMicros(pair)).toBe(words.priceMicros + frame.priceMicros)
  }
  for (const { model, pair } of pairs.filter(({ pair }) => pair.refusal !== null)) {
    expect([model.id, pair.refusal]).toEqual([model.id, expect.stringMatching(/^[A-Z].*\.$/)])
  }
})

test("a model that needs a frame, takes none, or speaks its prompt is refused with the reason", () => {
  const noWords = allModels.find(({ textToVideo, imageToVideo, promptIs, lifecycle }) => {
    return !textToVideo && imageToVideo && promptIs === undefined && lifecycle.state === "active"
  })
  const noFrame = allModels.find(
    ({ textToVideo, imageToVideo, promptIs }) => textToVideo && !imageToVideo && promptIs === undefined,
  )
  const speaks = allModels.find(({ promptIs }) => promptIs === "script")
  expect([noWords, noFrame, speaks].map((model) => model && refusal(model.id))).toEqual([
    `${noWords?.name} needs a first frame: it makes nothing from words alone.`,
    `${noFrame?.name} takes no first frame.`,
    `${speaks?.name} speaks its prompt and draws none of it.`,
  ])
})

test("a model whose halves would differ by more than the frame is refused with what would differ", () => {
  const settings = [4, 5, 6, 8, 10, 12].flatMap((durationSeconds) =>
    (["720p", "1080p"] as const).flatMap((resolution) =>
      (["16:9", "1:1", "21:9"] as const).map((aspectRatio) => ({ durationSeconds, resolution, aspectRatio })),
    ),
  )
  const reasons = allModels.flatMap(({ id }) => settings.flatMap((change) => refusal(id, change) ?? []))
  const unlike = reasons.filter((reason) => reason.includes("would make"))
  expect(unlike.length).toBeGreaterThan(0)
  for (const reason of unlike)
    expect(reason).toMatch(/would make .+ from words and .+ from a frame: the two would not be alike\.$/)
})

test("a note that is true of one half alone says of which", () => {
  for (const model of allModels) {
    const pair = pairOf(model, templateDraft(), { ...still, width: 900, height: 900 }, free)
    if (pair.refusal) continue
    const messages = pairNotes(pair).map(({ message }) => message)
    expect(new Set(messages).size).toBe(messages.length)
    expect(messages).toContain(pair.frame.notes.find(({ option }) => option === "firstFrame")?.message)
  }
})

test("the server refuses a model that cannot do both, a price that is no longer the one shown, and a form that is not filled in", () => {
  const draft = { ...templateDraft(), modelIds: ["runway/act_two"] }
  const cannot = allModels.find((model) => pairOf(model, draft, still, free).refusal !== null)
  const asked = { frame: still, modes: {}, elsewhere: [], shown: { words: {}, frame: {} } }
  expect(() => drillItems({ ...asked, draft: { ...draft, modelIds: [cannot?.id ?? ""] } })).toThrow(
    /\. Nothing was sent and nothing charged\.$/,
  )
  expect(() => drillItems({ ...asked, draft: { ...draft, modelIds: ["none/none"] } })).toThrow(/no model none\/none/)
  const kling = { ...draft, modelIds: ["kling/kling-3.0"] }
  const half = { "kling/kling-3.0": { mode: "sandbox" as const, micros: 0 } }
  const inBoth = { words: half, frame: half }
  expect(drillItems({ ...asked, draft: kling, shown: inBoth }).frame).toHaveLength(1)
  expect(() => drillItems({ ...asked, draft: kling, modes: { kling: "live" }, shown: inBoth })).toThrow(/costs \$/)
  expect(() => drillItems({ ...asked, draft: kling, shown: { ...inBoth, frame: {} } })).toThrow(/Nothing was sent/)

  const form = { projectId: crypto.randomUUID(), name: "Walk", frameClipId: crypto.randomUUID(), tags: [], shown: inBoth }
  const sent = { ...form, draft: kling, submitKey: "k".repeat(32) }
  expect(newDrill.safeParse(sent).success).toBe(true)
  const wrong = [{ draft: { ...kling, text: " " } }, { draft: { ...kling, modelIds: [] } }, { frameClipId: "" }, { name: " " }]
  expect(wrong.map((change) => newDrill.safeParse({ ...sent, ...change }).error?.issues[0]?.message)).toEqual([
    "Write a prompt first. Nothing was sent.",
    "Tick at least one model. Nothing was sent.",
    "Add a first frame. Nothing was sent.",
    "Give the drill a name.",
  ])
})
