import { z } from "zod"
import type { ProviderId } from "@/lib/providers/provider"
import { type FrameView, type ShotSettings, type StudioState, shotDraft } from "@/lib/shots/schema"
import { shotTags } from "@/lib/shots/tags"
import type { TakesMeasures } from "@/lib/takes/measures-schema"
import type { VendorModes } from "@/lib/vendors/modes"

/** The two ways in which a drill makes its prompt: from the words alone, and from a first frame. */
export const halves = ["words", "frame"] as const
export type Half = (typeof halves)[number]

export const maxDrillModels = 16
/** In each half: as many as one press may ask for. */
export const maxHalfTakes = 64

const promised = z.record(z.string(), z.object({ mode: z.enum(["sandbox", "live"]), micros: z.number().int().min(0) }))
const shown = z.object({ words: promised, frame: promised })
/** What the button promised of one take, by half and model. */
export type ShownPair = z.infer<typeof shown>

const submitKey = z.string().min(16).max(180)

const drillForm = {
  projectId: z.uuid(),
  name: z.string().trim().min(1, "Give the drill a name.").max(80, "A name has at most 80 characters."),
  draft: shotDraft
    .refine(({ text }) => text.trim() !== "", "Write a prompt first. Nothing was sent.")
    .refine(({ modelIds }) => modelIds.length > 0, "Tick at least one model. Nothing was sent.")
    .refine(
      ({ modelIds }) => modelIds.length <= maxDrillModels,
      `A drill takes at most ${maxDrillModels} models. Nothing was sent.`,
    )
    .refine(
      ({ modelIds, takesPerModel }) => modelIds.length * takesPerModel <= maxHalfTakes,
      `One half may ask for ${maxHalfTakes} takes. Nothing was sent.`,
    ),
  /** A stored still of the team. */
  frameClipId: z.uuid("Add a first frame. Nothing was sent."),
  tags: z.array(z.enum(shotTags)),
}

/** A drill as the form sends it. `submitKey`: minted in the browser for one intent to run it. */
export const newDrill = z.object({ ...drillForm, submitKey, shown })
export type NewDrill = z.input<typeof newDrill>

/** One more round of a drill: a take more of each model in both ways. */
export const drillRound = z.object({ drillId: z.uuid(), submitKey, shown })

/** A still that a drill may begin with: the project's frames, and its takes' first and last ones. */
export type FrameChoice = FrameView & { words: string }

/** What the form needs besides what is written in it. */
export type DrillFormState = Pick<
  StudioState,
  "team" | "modes" | "elsewhere" | "expectedSeconds" | "budget" | "mayGenerate"
> & {
  projects: { id: string; slug: string; name: string }[]
  project: { id: string; slug: string; name: string }
  choices: FrameChoice[]
}

/** One line of the list of drills. */
export type DrillLine = {
  id: string
  name: string
  project: { slug: string; name: string }
  modelNames: string[]
  /** Takes that have ended, and all. */
  ended: number
  takes: number
  posterUrls: string[]
  createdAt: string
  authorName: string
}

/** One of the drill's two shots, besides its takes. */
export type DrillShot = {
  id: string
  number: number
  /** Of this half's wordings, those that say what the drill said; only their takes are in its figures. */
  ownVersions: number[]
  /** Wordings of the shot so far (another seed makes no other wording), and takes of all of them. */
  wordings: number
  takes: number
  /** The picked take, and how many wordings and takes it took until it was there; null while nothing is picked. */
  picked: { takeNumber: number; modelName: string; wordings: number; takes: number } | null
}

/** What people said of a model in one half, blind. */
export type JudgedModel = { model: string; rating: number; low: number; high: number; ballots: number }
export type Judged = {
  ballots: number
  sessions: number
  word: "not_enough" | "preliminary" | "settled"
  models: JudgedModel[]
}

/** Everything the report shows besides the takes. Plain JSON: from the page and from its state route alike. */
export type DrillState = {
  team: string
  id: string
  name: string
  createdAt: string
  authorName: string
  project: { id: string; slug: string; name: string }
  text: string
  negativePrompt: string
  settings: ShotSettings
  /** Catalogue ids, in the order of the report. */
  modelIds: string[]
  firstFrame: FrameView | null
  shots: Record<Half, DrillShot>
  measures: TakesMeasures
  /** Ballots on "Identity holds", of the sessions in which takes of a half were judged. Null: nobody has judged them. */
  identity: Record<Half, Judged | null>
  modes: VendorModes
  elsewhere: ProviderId[]
  budget: StudioState["budget"]
  mayRun: boolean
}
