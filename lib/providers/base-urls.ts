import type { ProviderBaseUrls, ProviderId } from "@/lib/providers/provider"

/** Where each vendor really lives. Sources: the provider sheets, read 2026-11-21; see docs/providers.md. */
export function liveBaseUrls(id: ProviderId): ProviderBaseUrls {
  switch (id) {
    case "fal":
      return {
        api: "https://queue.fal.run",
        rest: "https://rest.fal.ai",
        jwks: "https://rest.fal.ai/.well-known/jwks.json",
      }
    case "kling":
      return { api: "https://api-singapore.klingai.com" }
    case "runway":
      return { api: "https://api.dev.runwayml.com" }
  }
}

/** The same vendors as the sandbox serves them. `sandboxUrl` is its origin, with or without a trailing slash. */
export function sandboxBaseUrls(id: ProviderId, sandboxUrl: string): ProviderBaseUrls {
  const origin = sandboxUrl.replace(/\/+$/, "")
  switch (id) {
    case "fal":
      return {
        api: `${origin}/fal/queue`,
        rest: `${origin}/fal/rest`,
        jwks: `${origin}/fal/rest/.well-known/jwks.json`,
      }
    case "kling":
      return { api: `${origin}/kling` }
    case "runway":
      return { api: `${origin}/runway` }
  }
}
