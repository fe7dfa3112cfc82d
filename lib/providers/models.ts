import type { FrameModel, VideoModel } from "@/lib/providers/catalogue"
import { vendors } from "@/lib/providers/vendors"

/** Every video model we know, also retired ones, in the order in which the form lists them. Safe in a browser. */
export const allModels: readonly VideoModel[] = vendors.flatMap(({ models }) => models)

/** Every model that makes stills. */
export const allFrameModels: readonly FrameModel[] = vendors.flatMap(({ frameModels }) => frameModels ?? [])

const modelsById = new Map(allModels.map((model) => [model.id, model]))

/** The model with this catalogue id, or undefined. */
export function findModel(id: string): VideoModel | undefined {
  return modelsById.get(id)
}

/** The frame model with this catalogue id, or undefined. */
export function findFrameModel(id: string): FrameModel | undefined {
  return allFrameModels.find((model) => model.id === id)
}
