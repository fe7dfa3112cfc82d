import { z } from "zod"
import { aspectRatios } from "@/lib/shots/schema"

export const frameSizes = ["1k", "2k", "4k"] as const
export const maxFramesAtOnce = 4

/** What "Make a frame" sends. */
export const makeFramesInput = z.object({
  shotId: z.uuid(),
  /** Minted in the browser for one intent to make: the same key never makes twice. */
  submitKey: z.string().min(16).max(200),
  modelId: z.string().max(200),
  prompt: z.string().trim().min(1, "Describe the frame first.").max(32_000),
  aspectRatio: z.enum(aspectRatios),
  size: z.enum(frameSizes),
  count: z.number().int().min(1).max(maxFramesAtOnce),
  /** Send the shot's reference images along. */
  withReferences: z.boolean(),
  /** What the button promised: mode and micro-dollars of all of them. */
  shown: z.object({ mode: z.enum(["sandbox", "live"]), micros: z.number().int().min(0) }),
})
export type MakeFrames = z.infer<typeof makeFramesInput>

/** One request for stills, with what has come of it. Plain JSON. */
export type FrameJobView = {
  generationId: string
  prompt: string
  modelName: string
  /** How many were asked for. */
  count: number
  state: "making" | "made" | "failed" | "unknown"
  /** Why it ended badly, with whether it was charged; null otherwise. */
  failure: string | null
  /** Micro-dollars: what is held or was charged; null in the sandbox, where nothing is. */
  micros: number | null
  frames: { clipId: string; url: string; width: number; height: number }[]
  /** ISO. */
  createdAt: string
}
