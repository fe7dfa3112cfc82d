import type { VideoModel } from "@/lib/providers/catalogue"
import { klingModels } from "@/lib/providers/fal/models/kling"
import { minimaxModels } from "@/lib/providers/fal/models/minimax"
import { otherModels } from "@/lib/providers/fal/models/others"
import { seedanceModels } from "@/lib/providers/fal/models/seedance"
import { veoModels } from "@/lib/providers/fal/models/veo"
import { wanModels } from "@/lib/providers/fal/models/wan"

/** Every video model of the fal sheet, in the order in which the form lists them. */
export const falModels = [
  ...veoModels,
  ...seedanceModels,
  ...klingModels,
  ...minimaxModels,
  ...wanModels,
  ...otherModels,
] as const satisfies readonly VideoModel[]

export type FalModelId = (typeof falModels)[number]["id"]
