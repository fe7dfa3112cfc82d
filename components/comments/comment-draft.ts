import { keepInTab, readKept } from "@/components/compare/kept-in-tab"
import { newKey } from "@/components/studio/new-key"

/** A comment while it is written. The key is renewed with every change: sent twice unchanged, it is kept once. */
export type CommentDraft = { commentKey: string; text: string }

const key = (team: string) => `rushes:comment:${team}`

export function newDraft(text = ""): CommentDraft {
  return { commentKey: newKey(), text }
}

/** What this tab keeps of a comment that was not sent yet. */
export function readDraft(team: string): CommentDraft {
  return readKept<CommentDraft>(key(team)) ?? newDraft()
}

/** Keeps it through a reload. */
export function keepDraft(team: string, draft: CommentDraft) {
  keepInTab(key(team), draft)
}
