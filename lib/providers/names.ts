import type { ProviderId } from "@/lib/providers/provider"

/** Vendors as people know them. Safe in a browser: nothing of an adapter is pulled in. */
export const providerNames = { fal: "fal", kling: "Kling", runway: "Runway" } as const satisfies Record<ProviderId, string>

/** What a vendor's terms ask a product to show where it is offered. Runway: "Powered by Runway", linked (runway.md, API terms). */
export const providerCredits: Partial<Record<ProviderId, { words: string; url: string }>> = {
  runway: { words: "Powered by Runway", url: "https://runwayml.com" },
}
