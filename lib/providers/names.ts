import type { ProviderId } from "@/lib/providers/provider"
import { findVendor } from "@/lib/providers/vendors"

/** The vendor of clips that were made elsewhere and brought here. It is in no registry: nothing can be sent to it. */
export const importedProvider = "imported"

/** A vendor as people know it; the id itself for one that we do not know. Safe in a browser. */
export function vendorName(id: ProviderId): string {
  return findVendor(id)?.name ?? (id === importedProvider ? "Imported" : id)
}
