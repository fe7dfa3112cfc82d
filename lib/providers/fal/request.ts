import type { FalModelId } from "@/lib/providers/fal/models"
import { kling3, kling25, klingO3, motionControl } from "@/lib/providers/fal/recipes/kling"
import { h3Max, hailuo } from "@/lib/providers/fal/recipes/minimax"
import { grokImagine, grokImagine15, ltx25, ray2 } from "@/lib/providers/fal/recipes/others"
import type { FalMedia, FalSubmit, Recipe } from "@/lib/providers/fal/recipes/recipe"
import { seedance1, seedance25 } from "@/lib/providers/fal/recipes/seedance"
import { veo } from "@/lib/providers/fal/recipes/veo"
import { wan3Prime, wan26, wan27 } from "@/lib/providers/fal/recipes/wan"
import type { VideoRequest } from "@/lib/providers/provider"

/** Every model of the catalogue; null for one that fal has retired. */
const recipes: Record<FalModelId, Recipe | null> = {
  "fal/veo3.1": veo("fal-ai/veo3.1"),
  "fal/veo3.1-fast": veo("fal-ai/veo3.1/fast"),
  "fal/veo3.1-lite": veo("fal-ai/veo3.1/lite"),
  "fal/seedance-2.5": seedance25,
  "fal/seedance-1.5-pro": seedance1("fal-ai/bytedance/seedance/v1.5/pro", { hasSound: true }),
  "fal/seedance-1.0-pro": seedance1("fal-ai/bytedance/seedance/v1/pro", { hasSound: false }),
  "fal/seedance-1.0-pro-fast": seedance1("fal-ai/bytedance/seedance/v1/pro/fast", { hasSound: false }),
  "fal/kling-3.0-pro": kling3("pro"),
  "fal/kling-3.0-standard": kling3("standard"),
  "fal/kling-o3-pro": klingO3("pro"),
  "fal/kling-o3-standard": klingO3("standard"),
  "fal/kling-2.5-turbo-pro": kling25,
  "fal/kling-3.0-pro-motion-control": motionControl("v3", "pro"),
  "fal/kling-3.0-standard-motion-control": motionControl("v3", "standard"),
  "fal/kling-2.6-pro-motion-control": motionControl("v2.6", "pro"),
  "fal/kling-2.6-standard-motion-control": motionControl("v2.6", "standard"),
  "fal/minimax-h3-max": h3Max,
  "fal/hailuo-02-pro": hailuo("hailuo-02", "pro"),
  "fal/hailuo-02-standard": hailuo("hailuo-02", "standard"),
  "fal/hailuo-2.3-pro": hailuo("hailuo-2.3", "pro"),
  "fal/hailuo-2.3-standard": hailuo("hailuo-2.3", "standard"),
  "fal/wan-3.0-prime": wan3Prime,
  "fal/wan-2.7": wan27,
  "fal/wan-2.6": wan26,
  "fal/ray-2": ray2("ray-2"),
  "fal/ray-2-flash": ray2("ray-2-flash"),
  "fal/grok-imagine": grokImagine,
  "fal/grok-imagine-1.5": grokImagine15,
  "fal/ltx-2.5-pro": ltx25("pro"),
  "fal/ltx-2.5-fast": ltx25("fast"),
  "fal/sora-2": null,
  "fal/sora-2-pro": null,
}

/** Ours → theirs. `null` for a model that has no endpoint: retired, or another vendor's. */
export function toFal(request: VideoRequest, media: FalMedia): FalSubmit | null {
  const recipe = hasRecipe(request.model) ? recipes[request.model] : null
  return recipe === null ? null : recipe(request, media)
}

/** Whether this model can be sent at all. */
export function isSendable(model: string): boolean {
  return hasRecipe(model) && recipes[model] !== null
}

function hasRecipe(model: string): model is FalModelId {
  return Object.hasOwn(recipes, model)
}
