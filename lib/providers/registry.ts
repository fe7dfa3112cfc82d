import { forbidden, forbiddenFrame } from "@/lib/providers/catalogue-guard"
import { ProviderError } from "@/lib/providers/errors"
import { unsupportedModel } from "@/lib/providers/outcomes"
import type { ProviderId, ProviderSettings, VideoProvider } from "@/lib/providers/provider"
import type { Vendor } from "@/lib/providers/vendor"
import { requireVendor } from "@/lib/providers/vendors"

/** What every vendor's provider.ts exports. */
export type AdapterModule = { createAdapter(settings: ProviderSettings): VideoProvider }

/**
 * The adapter of one vendor, from provider.ts in its folder. Loaded when first used, so that nobody pays for the SDKs of
 * vendors that they do not use, and cheap from then on: nothing is called until it is used. Server only. Throws for an
 * id that is not in the registry.
 */
export async function createProvider(id: ProviderId, settings: ProviderSettings): Promise<VideoProvider> {
  const { createAdapter }: AdapterModule = await import(`./${requireVendor(id).id}/provider.ts`)
  return createProviderFor(requireVendor(id), createAdapter(settings))
}

/** An adapter that refuses what the vendor's catalogue forbids before anything is sent. */
export function createProviderFor(vendor: Vendor, provider: VideoProvider): VideoProvider {
  const { submitFrames } = provider
  const { id } = vendor
  return {
    ...provider,
    async submit(request, call) {
      const model = vendor.models.find((known) => known.id === request.model)
      if (model === undefined) throw unsupportedModel(id, request.model)
      refuse(id, forbidden(request, model))
      return provider.submit(request, call)
    },
    ...(submitFrames && {
      async submitFrames(request, call) {
        const model = vendor.frameModels?.find((known) => known.id === request.model)
        if (model === undefined) throw unsupportedModel(id, request.model)
        refuse(id, forbiddenFrame(request, model))
        return submitFrames(request, call)
      },
    }),
  }
}

function refuse(provider: ProviderId, why: string | null): void {
  if (why === null) return
  throw new ProviderError({ provider, kind: "invalid_request", acceptance: "no", message: `Not sent. ${why}` })
}
