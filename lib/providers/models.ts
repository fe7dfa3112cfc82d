import type { VideoModel } from "@/lib/providers/catalogue"
import { falModels } from "@/lib/providers/fal/models"
import { klingModels } from "@/lib/providers/kling/models"
import { runwayModels } from "@/lib/providers/runway/models"

/** Every model we know, also retired ones, in the order in which the form lists them. Safe in a browser. */
export const allModels: readonly VideoModel[] = [...klingModels, ...runwayModels, ...falModels]

const modelsById = new Map(allModels.map((model) => [model.id, model]))

/** The model with this catalogue id, or undefined. */
export function findModel(id: string): VideoModel | undefined {
  return modelsById.get(id)
}
