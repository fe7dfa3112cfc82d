import { z } from "zod"
import type { AspectRatio, CameraMotion, Resolution } from "@/lib/providers/provider"

/** The form's choices, wider than any one model: pre-flight says what each model makes of them. */
export const aspectRatios = ["16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "9:21"] as const satisfies readonly AspectRatio[]
export const resolutions = ["480p", "720p", "1080p", "4k"] as const satisfies readonly Resolution[]
export const cameraMotions = [
  "static",
  "push_in",
  "pull_out",
  "pan_left",
  "pan_right",
  "tilt_up",
  "tilt_down",
  "truck_left",
  "truck_right",
  "pedestal_up",
  "pedestal_down",
  "roll_left",
  "roll_right",
  "orbit_left",
  "orbit_right",
  "handheld",
] as const satisfies readonly CameraMotion[]

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
  /** Catalogue ids of the ticked models. */
  modelIds: z.array(z.string()).max(32).default([]),
  takesPerModel: z.number().int().min(1).max(8).default(1),
})
export type ShotDraft = z.infer<typeof shotDraft>

export type FrameView = {
  id: string
  role: "first" | "last" | "reference"
  position: number
  clipId: string
  url: string
  sha256: string
  mime: string
  width: number
  height: number
  bytes: number
  /** "Take 7" when it was continued from one. */
  sourceTakeNumber: number | null
}
