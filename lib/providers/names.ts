import type { ProviderId } from "@/lib/providers/provider"

/** Vendors as people know them. Safe in a browser: nothing of an adapter is pulled in. */
export const providerNames = { fal: "fal", kling: "Kling", runway: "Runway" } as const satisfies Record<ProviderId, string>
