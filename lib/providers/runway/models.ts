import type { VideoModel } from "@/lib/providers/catalogue"
import { hostedModels } from "@/lib/providers/runway/hosted-models"
import { ownModels } from "@/lib/providers/runway/own-models"
import { retiredModels } from "@/lib/providers/runway/retired-models"

/** Every Runway model, in the order in which the form lists them. */
export const runwayModels = [...ownModels, ...hostedModels, ...retiredModels] as const satisfies readonly VideoModel[]
