import type { ProviderId } from "@/lib/providers/provider"

export type VendorMode = "sandbox" | "live"

/** A team's switches by vendor. */
export type VendorModes = Readonly<Record<ProviderId, VendorMode>>

/** A vendor's switch as it stands; one that nobody has touched is in the sandbox. Safe in a browser. */
export function modeOf(modes: VendorModes, provider: ProviderId): VendorMode {
  return modes[provider] ?? "sandbox"
}
