import { dropKept, keepInTab, readKept } from "@/components/compare/kept-in-tab"
import { newKey } from "@/components/studio/new-key"
import type { criteria } from "@/lib/comparisons/schema"

export type Criterion = (typeof criteria)[number]

/** A decision while it is made. */
export type DecisionDraft = {
  /** By take id. */
  scores: Record<string, Partial<Record<Criterion, number>>>
  note: string
  /** Undefined: nobody has said, so what is picked stays. */
  pickedTakeId?: string | null
  /** Renewed with every change: sent twice unchanged, it decides once. */
  decisionKey: string
}

const keyOf = (shotId: string) => `rushes:decision:${shotId}`

export function emptyDraft(): DecisionDraft {
  return { scores: {}, note: "", decisionKey: newKey() }
}

/** What this tab keeps of a decision about the shot; an empty one where nothing can be read. */
export function readDraft(shotId: string): DecisionDraft {
  return readKept<DecisionDraft>(keyOf(shotId)) ?? emptyDraft()
}

/** Keeps it through a reload. */
export function keepDraft(shotId: string, draft: DecisionDraft) {
  keepInTab(keyOf(shotId), draft)
}

export function dropDraft(shotId: string) {
  dropKept(keyOf(shotId))
}
