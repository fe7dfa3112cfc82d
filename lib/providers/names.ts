import type { ProviderId } from "@/lib/providers/provider"
import { findVendor } from "@/lib/providers/vendors"

/** A vendor as people know it; the id itself for one that we do not know. Safe in a browser. */
export function vendorName(id: ProviderId): string {
  return findVendor(id)?.name ?? id
}
