import type { ProviderId, ProviderSettings, VideoProvider } from "@/lib/providers/provider"
import { requireVendor } from "@/lib/providers/vendors"

/** What every vendor's provider.ts exports. */
type AdapterModule = { createAdapter(settings: ProviderSettings): VideoProvider }

/**
 * The adapter of one vendor, from provider.ts in its folder. Loaded when first used, so that nobody pays for the SDKs of
 * vendors that they do not use, and cheap from then on: nothing is called until it is used. Server only. Throws for an
 * id that is not in the registry.
 */
export async function createProvider(id: ProviderId, settings: ProviderSettings): Promise<VideoProvider> {
  const { createAdapter }: AdapterModule = await import(`./${requireVendor(id).id}/provider.ts`)
  return createAdapter(settings)
}
