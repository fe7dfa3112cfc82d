import type { Press } from "@/lib/shots/actions"

/** One press of Generate that has not been answered yet. It is kept for this tab, so that a refresh sends the same one. */
export type Intent = { press: Press; fingerprint: string /** ms since 1970. */; pressedAt: number }

/** A press that was not answered in this time is not sent by itself any more: nobody expects an old one to spend. */
const resumeWithinMs = 2 * 60_000

/** The parts of sessionStorage that are used. */
type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">

const keyOf = (shotId: string) => `rushes:press:${shotId}`

/**
 * The press to send for what is asked now: the unanswered one again when it asks the same (a double click, a retry after
 * a lost answer), else a new one with a key of its own.
 */
export function openIntent(store: Store, asked: Omit<Press, "submitKey">, newKey: () => string): Intent {
  const fingerprint = JSON.stringify(asked)
  const open = readIntent(store, asked.shotId)
  if (open?.fingerprint === fingerprint) return open
  const intent = { press: { ...asked, submitKey: newKey() }, fingerprint, pressedAt: Date.now() }
  store.setItem(keyOf(asked.shotId), JSON.stringify(intent))
  return intent
}

/** The press that was on its way when the page went, or null. */
export function readIntent(store: Store, shotId: string): Intent | null {
  const kept = store.getItem(keyOf(shotId))
  return kept === null ? null : (JSON.parse(kept) as Intent)
}

/** The press to send once more after a refresh, or null. An older one waits for the person to press the same again. */
export function intentToResume(store: Store, shotId: string, now = Date.now()): Intent | null {
  const intent = readIntent(store, shotId)
  return intent && now - intent.pressedAt < resumeWithinMs ? intent : null
}

/** The press was answered: the next one is a new intent. */
export function closeIntent(store: Store, { press }: Intent) {
  if (readIntent(store, press.shotId)?.press.submitKey === press.submitKey) store.removeItem(keyOf(press.shotId))
}
