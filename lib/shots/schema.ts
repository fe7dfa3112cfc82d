import { z } from "zod"
import type { HoldView } from "@/lib/lanes/schema"
import type { PolicyWeights } from "@/lib/policies/schema"
import type { TeamStandings } from "@/lib/policies/standings"
import { type AspectRatio, cameraMotions, type ProviderId, type Resolution } from "@/lib/providers/provider"
import type { ShotTag } from "@/lib/shots/tags"
import type { BudgetLeft } from "@/lib/spend/left"
import type { VendorModes } from "@/lib/vendors/modes"

/** The form's choices, wider than any one model: pre-flight says what each model makes of them. */
export const aspectRatios = ["16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "9:21"] as const satisfies readonly AspectRatio[]
export const resolutions = [
  "360p",
  "480p",
  "540p",
  "720p",
  "768p",
  "1080p",
  "2k",
  "4k",
] as const satisfies readonly Resolution[]

export const maxSeed = 4_294_967_295

export const shotSettings = z.object({
  aspectRatio: z.enum(aspectRatios).default("16:9"),
  durationSeconds: z.number().min(1).max(60).default(5),
  resolution: z.enum(resolutions).default("720p"),
  /** Null: the vendor draws one. 0 is a seed. */
  seed: z.number().int().min(0).max(maxSeed).nullable().default(null),
  camera: z
    .object({ motion: z.enum(cameraMotions), strength: z.enum(["slow", "medium", "fast"]) })
    .nullable()
    .default(null),
  sound: z.boolean().default(false),
})
export type ShotSettings = z.infer<typeof shotSettings>

/** What the form shows and saves while it is written. Frames are rows of their own (Frame). */
export const shotDraft = z.object({
  text: z.string().max(20_000).default(""),
  negativePrompt: z.string().max(5_000).default(""),
  settings: shotSettings.prefault({}),
  /** Catalogue ids of the ticked models, and "auto:<policy>" (lib/policies/schema.ts). */
  modelIds: z.array(z.string()).max(200, "At most 200 models can be ticked.").default([]),
  takesPerModel: z.number().int().min(1).max(8).default(1),
})
export type ShotDraft = z.infer<typeof shotDraft>

export type FrameView = {
  id: string
  /** "source" is a clip, the others are stills. */
  role: "first" | "last" | "reference" | "source"
  position: number
  clipId: string
  url: string
  sha256: string
  mime: string
  width: number
  height: number
  bytes: number
  /** Of a source clip; null for stills. */
  durationSeconds: number | null
  fps: number | null
  /** "Take 7" when it was continued from one. */
  sourceTakeNumber: number | null
}

/** A shot as the studio edits it. */
export type ShotView = {
  id: string
  number: number
  title: string
  /** What it puts to the test, in the order of `shotTags`. */
  tags: ShotTag[]
  draft: ShotDraft
  /** Raised with every saved draft. */
  revision: number
  frames: FrameView[]
  lastTakeNumber: number
}

/** A wording that was sent. */
export type VersionView = {
  id: string
  number: number
  text: string
  negativePrompt: string
  settings: ShotSettings
  frames: { role: FrameView["role"]; clipId: string }[]
  takeCount: number
  /** ISO. */
  createdAt: string
  authorName: string
}

/** One frame of the cut: a shot and its picked take's poster, or an empty frame. */
export type StripShot = { id: string; number: number; name: string; posterUrl: string | null }

/** Everything the studio shows besides the takes. Plain JSON: from the page and from its state route alike. */
export type StudioState = {
  team: string
  project: { id: string; slug: string; name: string }
  shot: ShotView
  /** Newest first. */
  versions: VersionView[]
  strip: StripShot[]
  modes: VendorModes
  /** Vendors whose key goes to a server of the team's own choice. */
  elsewhere: ProviderId[]
  /** Seconds by model id, from this team's own history in the mode it would run in now; absent without history. */
  expectedSeconds: Record<string, number>
  /** Null when there is no limit. Live money of this month, UTC. */
  budget: BudgetLeft
  /** Presses of this shot whose rest waits for a person's answer. */
  holds: HoldView[]
  /** Reviewers look; they do not spend. */
  mayGenerate: boolean
  /** What policies go by, besides modes and expected times. */
  policies: {
    hasSandbox: boolean
    down: readonly ProviderId[]
    weights: PolicyWeights
    /** What the team's ballots say; null while nobody has asked for it since the studio started. */
    standings: TeamStandings | null
  }
}

/**
 * What the Generate button promised when it was pressed: mode and micro-dollars of one take, by what was ticked. `modelId`:
 * the model that a policy had chosen.
 */
export type ShownPrices = Record<string, { mode: "sandbox" | "live"; micros: number; modelId?: string | undefined }>

/** A finished take of the very request that a ticked model would be sent. */
export type ReuseOffer = {
  takeId: string
  takeNumber: number
  /** Of "Auto": what the policy had chosen when this was looked up. */
  modelId: string
  shotId: string
  shotNumber: number
  shotName: string
  project: { slug: string; name: string }
}

/** Offers by what is ticked, for the form as it was saved with this revision and these frames (`frameKeys`). */
export type Reuse = { revision: number; frames: string[]; offers: Record<string, ReuseOffer> }
