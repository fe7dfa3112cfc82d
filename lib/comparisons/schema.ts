import { z } from "zod"
import { defaultQuestions } from "@/lib/arena/schema"
import type { TakeStatus } from "@/lib/takes/schema"

/** What takes are scored on when they are laid side by side: what blind judges are asked unless told otherwise. */
export const criteria = defaultQuestions
export const worstScore = 1
export const bestScore = 5
export const maxNoteCharacters = 2000
/** As many as can be laid side by side. */
export const maxComparedTakes = 4

/** One take's score on one criterion, 1 (worst) to 5 (best), as it is stored. */
export const rubricScore = z.object({
  takeId: z.uuid(),
  criterion: z.string(),
  score: z.number().int().min(worstScore).max(bestScore),
})
export type RubricScore = z.infer<typeof rubricScore>

/** A decision as the comparison sends it. */
export const newDecision = z
  .object({
    /** 32 hex digits, minted in the browser for one decision: the same key decides once. */
    decisionKey: z.string().regex(/^[0-9a-f]{32}$/),
    /** In the order in which they lay. */
    takeIds: z.array(z.uuid()).min(1).max(maxComparedTakes),
    scores: z.array(rubricScore.extend({ criterion: z.enum(criteria) })).max(maxComparedTakes * criteria.length),
    note: z.string().trim().max(maxNoteCharacters, `A note has at most ${maxNoteCharacters} characters.`),
    /** Null: nothing is picked now, and what was picked stays. */
    pickedTakeId: z.uuid().nullable(),
  })
  .refine(({ takeIds }) => new Set(takeIds).size === takeIds.length, "A take lies there twice.")
  .refine(
    ({ scores }) => new Set(scores.map(({ takeId, criterion }) => `${takeId} ${criterion}`)).size === scores.length,
    "A take has two scores for the same thing.",
  )
  .refine(
    ({ takeIds, scores, pickedTakeId }) =>
      [...scores.map(({ takeId }) => takeId), ...(pickedTakeId ? [pickedTakeId] : [])].every((id) => takeIds.includes(id)),
    "Only takes that lie side by side can be scored or picked.",
  )
  .refine(
    ({ scores, note, pickedTakeId }) => scores.length > 0 || note !== "" || pickedTakeId !== null,
    "There is nothing to keep yet: score a take, pick one, or write why.",
  )
export type NewDecision = z.output<typeof newDecision>

/** A take as a shot's history names it. */
export type HistoryTake = { id: string; number: number; modelName: string; isInTrash: boolean }

export type HistoryEntry =
  | {
      /** A take that was put into the cut, or taken out of it, by itself; a decision's pick is told with the decision. */
      kind: "pick"
      id: string
      at: string
      /** "" of somebody whose account is gone. */
      authorName: string
      isPicked: boolean
      take: HistoryTake
    }
  | {
      kind: "decision"
      id: string
      /** ISO. */
      at: string
      authorName: string
      note: string
      /** In the order in which they lay. Scores are in the order of the criteria; empty for a take without any. */
      takes: (HistoryTake & { isPicked: boolean; scores: { criterion: string; score: number }[] })[]
    }
  | {
      kind: "press"
      id: string
      at: string
      authorName: string
      /** `isNew`: these words were sent here for the first time. */
      version: { number: number; text: string; isNew: boolean }
      takes: (HistoryTake & { status: TakeStatus })[]
    }

/** What became of a shot, newest first. `isCut`: older entries are left out. */
export type ShotHistory = { entries: HistoryEntry[]; isCut: boolean }
