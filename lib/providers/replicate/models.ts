import type { VideoModel } from "@/lib/providers/catalogue"
import { hailuoModels } from "@/lib/providers/replicate/models/hailuo"
import { klingModels } from "@/lib/providers/replicate/models/kling"
import { seedanceModels } from "@/lib/providers/replicate/models/seedance"
import { veoModels } from "@/lib/providers/replicate/models/veo"

/** Replicate's official video models, by their makers. */
export const replicateModels: readonly VideoModel[] = [...veoModels, ...klingModels, ...seedanceModels, ...hailuoModels]
