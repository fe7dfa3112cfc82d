import type { ProviderId } from "@/lib/providers/provider"

export type VendorMode = "sandbox" | "live"

/** A team's switches by vendor. */
export type VendorModes = Readonly<Record<ProviderId, VendorMode>>

/** Whether a retired model of this vendor that `staysInSandbox` works now: in the sandbox, or on a server of the team's own. */
export function revives(mode: VendorMode, elsewhere: readonly ProviderId[], provider: ProviderId): boolean {
  return mode === "sandbox" || elsewhere.includes(provider)
}

/** A vendor's switch as it stands; one that nobody has touched is in the sandbox. Safe in a browser. */
export function modeOf(modes: VendorModes, provider: ProviderId): VendorMode {
  return modes[provider] ?? "sandbox"
}
