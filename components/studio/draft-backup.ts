import type { ShotDraft } from "@/lib/shots/schema"

/** Words that the server does not have yet, and the revision they were changed from. */
export type Backup = { draft: ShotDraft; revision: number }

const keyOf = (shotId: string) => `rushes:draft:${shotId}`

/** Keeps unsaved words in this browser. A full or forbidden storage only loses this second net. */
export function keepBackup(shotId: string, backup: Backup) {
  try {
    localStorage.setItem(keyOf(shotId), JSON.stringify(backup))
  } catch {}
}

export function readBackup(shotId: string): Backup | null {
  try {
    const kept = localStorage.getItem(keyOf(shotId))
    return kept === null ? null : (JSON.parse(kept) as Backup)
  } catch {
    return null
  }
}

export function dropBackup(shotId: string) {
  try {
    localStorage.removeItem(keyOf(shotId))
  } catch {}
}
