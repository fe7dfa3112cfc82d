import type { ImageLimits, Source } from "@/lib/providers/catalogue"

/*
 * Inputs: types/endpoints.d.ts of @fal-ai/client 1.10.1 (read 2026-11-21), checked per type because the file aliases
 * some types by class name. What is newer than that file: the fal sheet, and fal's own model pages where stored copies
 * were found. Prices: the sheet's notes of September 2026 unless a page is named; "unverified" where neither had one.
 */

/** When everything in this folder was read. */
export const readOn = "2026-11-21"

export function read(evidence: string): Source {
  return { evidence, readOn }
}

/** Every whole number between the ends, both included. */
export function whole(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

/** fal's storage takes any size; most models state no bound for stills, so this is our own, within what makers publish. */
export function stills(minEdgePixels: number, maxBytes = 10_000_000): ImageLimits {
  return { mimes: ["image/jpeg", "image/png", "image/webp"], maxBytes, minEdgePixels, maxEdgePixels: 4096 }
}

/** "integer" is all that most types say of a seed; the range is the one that Wan 2.7's type states. */
export const anySeed = { min: 0, max: 2_147_483_647 }
