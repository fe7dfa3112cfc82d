import type { ProviderBaseUrls } from "@/lib/providers/provider"
import type { Vendor } from "@/lib/providers/vendor"

/** A vendor as the sandbox serves it. `sandboxUrl` is the sandbox's origin, with or without a trailing slash. */
export function sandboxBaseUrls(vendor: Vendor, sandboxUrl: string): ProviderBaseUrls {
  return vendor.sandboxUrls(`${sandboxUrl.replace(/\/+$/, "")}/${vendor.id}`)
}
