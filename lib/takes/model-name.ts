import { findModel } from "@/lib/providers/models"

/** A model as people know it; one that has left the catalogue is named after its id: "kling/kling-3.0" → "Kling 3.0". */
export function modelName(modelId: string): string {
  const words = (modelId.split("/").at(-1) ?? modelId).split("-")
  return findModel(modelId)?.name ?? words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ")
}
