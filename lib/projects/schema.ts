import { z } from "zod"

export const createProjectInput = z.object({
  name: z.string().trim().min(1, "Give the project a name.").max(80, "80 characters or fewer."),
})

/** One project as the team's first page shows it; plain JSON. */
export type ProjectView = {
  id: string
  slug: string
  name: string
  isSample: boolean
  shotCount: number
  pickedCount: number
  takeCount: number
  /** Charged by live vendors so far, micro-dollars. */
  spentMicros: number
  /** The newest take, or the project's making; ISO time. */
  lastActivityAt: string
  /** Up to four posters: picked takes in the order of shots, then the newest others. */
  posterUrls: string[]
}
