import { newKey } from "@/components/studio/new-key"

/** A comment while it is written. The key is renewed with every change: sent twice unchanged, it is kept once. */
export type CommentDraft = { commentKey: string; text: string }

const key = (team: string) => `rushes:comment:${team}`

export function newDraft(text = ""): CommentDraft {
  return { commentKey: newKey(), text }
}

/** What this tab keeps of a comment that was not sent yet. */
export function readDraft(team: string): CommentDraft {
  try {
    const kept = sessionStorage.getItem(key(team))
    if (kept !== null) return JSON.parse(kept) as CommentDraft
  } catch {}
  return newDraft()
}

/** Keeps it through a reload. A full or forbidden storage only loses that. */
export function keepDraft(team: string, draft: CommentDraft) {
  try {
    sessionStorage.setItem(key(team), JSON.stringify(draft))
  } catch {}
}
