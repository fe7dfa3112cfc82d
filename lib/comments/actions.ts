"use server"

import { z } from "zod"
import { teamAction } from "@/lib/action"
import * as comments from "@/lib/comments/mutations"
import { newComment } from "@/lib/comments/schema"

const one = z.object({ id: z.uuid() })
/** To say what one sees is what reviewers come for. */
const everybody = { role: "reviewer" } as const

/** Keeps a comment on a frame of a take. */
export const addComment = teamAction(newComment, (comment, access) => comments.addComment(access, comment), everybody)

/** Marks a comment as seen to, or as open again. */
export const setCommentDone = teamAction(
  one.extend({ isDone: z.boolean() }),
  ({ id, isDone }, access) => comments.setCommentDone(access, id, isDone),
  everybody,
)

/** Takes a comment back. */
export const removeComment = teamAction(one, ({ id }, access) => comments.removeComment(access, id), everybody)
