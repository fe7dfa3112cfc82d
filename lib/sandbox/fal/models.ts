import type { FalModels } from "@/lib/sandbox/fal/fields"
import { klingModels } from "@/lib/sandbox/fal/models/kling"
import { minimaxModels } from "@/lib/sandbox/fal/models/minimax"
import { otherModels } from "@/lib/sandbox/fal/models/others"
import { seedanceModels } from "@/lib/sandbox/fal/models/seedance"
import { veoModels } from "@/lib/sandbox/fal/models/veo"
import { wanModels } from "@/lib/sandbox/fal/models/wan"

/** Endpoints that the sandbox plays, after @fal-ai/client 1.10.1 `types/endpoints.d.ts` and notes of September 2026. */
export const falModels: FalModels = {
  ...veoModels,
  ...klingModels,
  ...seedanceModels,
  ...minimaxModels,
  ...wanModels,
  ...otherModels,
}
