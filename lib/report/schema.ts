import { z } from "zod"
import { type ModeGroup, modeGroups } from "@/lib/report/groups"
import { type ShotTag, shotTags } from "@/lib/shots/tags"

/** What the address of a report says; whatever it says wrongly is as if it were not said. */
export const reportChoice = z.object({
  question: z.string().optional().catch(undefined),
  tag: z.enum(shotTags).optional().catch(undefined),
  mode: z.enum(modeGroups).optional().catch(undefined),
  /** A project's slug; only the leaderboard asks. */
  project: z.string().optional().catch(undefined),
  /** The id of the viewer who chose to see it although there is still something to judge. */
  knowing: z.string().optional().catch(undefined),
})
export type ReportChoice = z.infer<typeof reportChoice>

/** What a report covers: one blind session, or all of the team's. */
export type ReportScope =
  | { sessionId: string }
  | { sessionId?: undefined; projectId: string | null; tag: ShotTag | null; mode: ModeGroup | null }

/** A blind session as its report names it. Times are ISO. */
export type ReportedSession = {
  id: string
  name: string
  status: "preparing" | "open" | "closed"
  questions: string[]
  project: { id: string; name: string; slug: string }
  createdById: string
  createdBy: string
  createdAt: string
  closedAt: string | null
}

/** The part of the address behind "?", empty or with it; what is not said is left out. */
export function choiceQuery(choice: ReportChoice & { team?: string }): string {
  const params = new URLSearchParams(
    Object.entries(choice).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
  return params.size > 0 ? `?${params}` : ""
}
