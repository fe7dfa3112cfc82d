import type { TakeView } from "@/lib/takes/schema"

/** What can be asked of a take from its card, its menu or the keyboard. */
export type TakeAction =
  | "play"
  | "continue"
  | "source"
  | "successor"
  | "compare"
  | "pick"
  | "unpick"
  | "cancel"
  | "delete"
  | "submit_again"

/** What somebody may ask who only looks: the rest changes the project or costs money. */
export function isLooking(action: TakeAction | "select"): boolean {
  return action === "play" || action === "compare" || action === "select"
}

/** What the keys do to a focused take; null for keys that mean nothing here. */
export function actionOfKey(key: string, take: TakeView): TakeAction | "select" | null {
  switch (key.toLowerCase()) {
    case " ":
      return take.clip ? "play" : null
    case "x":
      return "select"
    case "c":
      return take.clip ? "compare" : null
    case "p":
      return take.clip ? (take.isPicked ? "unpick" : "pick") : null
    case "e":
      return take.hasLastFrame ? "continue" : null
    case "backspace":
    case "delete":
      return "delete"
    default:
      return null
  }
}

/** The take in that direction from `from`, by where the cards stand on the screen; null at the edge. */
export function neighbour(from: HTMLElement, key: string, cards: readonly HTMLElement[]): HTMLElement | null {
  const at = cards.indexOf(from)
  if (key === "ArrowRight") return cards[at + 1] ?? null
  if (key === "ArrowLeft") return cards[at - 1] ?? null
  if (key !== "ArrowDown" && key !== "ArrowUp") return null
  const here = from.getBoundingClientRect()
  const middle = (rect: DOMRect) => rect.left + rect.width / 2
  const rows = cards
    .map((card) => ({ card, rect: card.getBoundingClientRect() }))
    .filter(({ rect }) => (key === "ArrowDown" ? rect.top >= here.bottom - 1 : rect.bottom <= here.top + 1))
  const edges = rows.map(({ rect }) => rect.top)
  const row = key === "ArrowDown" ? Math.min(...edges) : Math.max(...edges)
  const inRow = rows.filter(({ rect }) => Math.abs(rect.top - row) < 4)
  return (
    inRow.toSorted((a, b) => Math.abs(middle(a.rect) - middle(here)) - Math.abs(middle(b.rect) - middle(here)))[0]?.card ?? null
  )
}
