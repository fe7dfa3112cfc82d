import { z } from "zod"
import { type TakeView, takeStatuses } from "@/lib/takes/schema"

/** What a gallery shows: within one list any of its values, between lists all of them; an empty list asks nothing. */
export const galleryFilter = z.object({
  /** Words found in the prompt or in the shot's title, in any case. */
  search: z.string().trim().max(200).default(""),
  vendors: z.array(z.string().max(40)).max(16).default([]),
  models: z.array(z.string().max(100)).max(64).default([]),
  statuses: z.array(z.enum(takeStatuses)).max(16).default([]),
  shots: z.array(z.number().int().positive()).max(100).default([]),
  /** What a shot puts to the test. */
  tags: z.array(z.string().max(40)).max(16).default([]),
  authors: z.array(z.uuid()).max(100).default([]),
  /** Only the takes that are in the cut. */
  picked: z.boolean().default(false),
  /** The trash instead of the gallery. */
  trash: z.boolean().default(false),
})
export type GalleryFilter = z.infer<typeof galleryFilter>

/** How many takes one page holds. */
export const galleryPageSize = 60

/** One page, newest first; `next` is the cursor of the page after it, null at the end. */
export type GalleryPage = { takes: TakeView[]; next: string | null }

/** How many takes there are: under the filter (counting stops at `countLimit`) and in the whole project without its trash. */
export type GalleryTotals = { shown: number; all: number; trashed: number }
export const countLimit = 2_000

export type FacetValue = { value: string; label: string; count: number }

/** What each filter's menu offers, with how many takes of the project have it (trash aside). */
export type GalleryFacets = Record<"vendors" | "models" | "statuses" | "shots" | "tags" | "authors", FacetValue[]>
