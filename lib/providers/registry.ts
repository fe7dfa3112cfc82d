import { createFal } from "@/lib/providers/fal/provider"
import { createKling } from "@/lib/providers/kling/provider"
import type { ProviderId, ProviderSettings, VideoProvider } from "@/lib/providers/provider"
import { createRunway } from "@/lib/providers/runway/provider"

export { liveBaseUrls, sandboxBaseUrls } from "@/lib/providers/base-urls"
export { providerNames } from "@/lib/providers/names"

const create = { fal: createFal, kling: createKling, runway: createRunway } satisfies Record<
  ProviderId,
  (settings: ProviderSettings) => VideoProvider
>

/** The adapter of one vendor. Cheap to make: nothing is called until it is used. Server only; browsers import names.ts. */
export function createProvider(id: ProviderId, settings: ProviderSettings): VideoProvider {
  return create[id](settings)
}
