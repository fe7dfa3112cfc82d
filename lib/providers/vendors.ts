import { falVendor } from "@/lib/providers/fal/vendor"
import { geminiVendor } from "@/lib/providers/gemini/vendor"
import { heygenVendor } from "@/lib/providers/heygen/vendor"
import { klingVendor } from "@/lib/providers/kling/vendor"
import { lumaVendor } from "@/lib/providers/luma/vendor"
import { openAiVendor } from "@/lib/providers/openai/vendor"
import type { ProviderId } from "@/lib/providers/provider"
import { replicateVendor } from "@/lib/providers/replicate/vendor"
import { runcrateVendor } from "@/lib/providers/runcrate/vendor"
import { runwayVendor } from "@/lib/providers/runway/vendor"
import { seedanceVendor } from "@/lib/providers/seedance/vendor"
import type { Vendor } from "@/lib/providers/vendor"
import { vertexVendor } from "@/lib/providers/vertex/vendor"

/**
 * The registry: every vendor, in the order in which screens list them. To add one, write its folder (vendor.ts, models.ts,
 * provider.ts) and one line here; see docs/providers.md. Safe in a browser.
 */
export const vendors: readonly Vendor[] = [
  klingVendor, //
  runwayVendor,
  falVendor,
  lumaVendor,
  runcrateVendor,
  seedanceVendor,
  openAiVendor,
  geminiVendor,
  vertexVendor,
  heygenVendor,
  replicateVendor,
]

export const providerIds: readonly ProviderId[] = vendors.map(({ id }) => id)

/** The vendor with this id, or undefined (imported clips have a vendor that is none of ours). */
export function findVendor(id: ProviderId): Vendor | undefined {
  return vendors.find((vendor) => vendor.id === id)
}

/** The vendor with this id; throws for one that is not ours. */
export function requireVendor(id: ProviderId): Vendor {
  const vendor = findVendor(id)
  if (!vendor) throw new Error(`There is no vendor ${id}.`)
  return vendor
}

export function isProviderId(word: string): boolean {
  return providerIds.includes(word)
}
