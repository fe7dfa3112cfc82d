import { z } from "zod"
import { maxComparedTakes } from "@/lib/comparisons/schema"

export const maxCommentCharacters = 2000

/** The takes whose comments are asked for: as many as lie side by side. */
export const commentedTakes = z.array(z.uuid()).min(1).max(maxComparedTakes)

/** A comment as the comparison sends it. */
export const newComment = z.object({
  /** 32 hex digits, minted in the browser for one comment: the same key keeps it once. */
  commentKey: z.string().regex(/^[0-9a-f]{32}$/),
  takeId: z.uuid(),
  /** Of the take's clip, from 0. */
  frame: z.number().int().nonnegative(),
  text: z
    .string()
    .trim()
    .min(1, "Write what you see.")
    .max(maxCommentCharacters, `A comment has at most ${maxCommentCharacters} characters.`),
})
export type NewComment = z.output<typeof newComment>

/** What was said of one frame of a take. */
export type CommentView = {
  id: string
  takeId: string
  frame: number
  text: string
  authorName: string
  isMine: boolean
  /** ISO. */
  at: string
  isDone: boolean
}
