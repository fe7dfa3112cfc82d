import type { SessionItem } from "@/lib/arena/schema"
import { plural } from "@/lib/format"

/** Where a session is, in a word and what counts. */
export function statusWords({ status, prepared }: Pick<SessionItem, "status" | "prepared">): string {
  if (status === "preparing") return `Preparing, ${prepared.ready} of ${plural(prepared.of, "clip")} ready`
  return status === "open" ? "Open" : "Closed"
}

/** What this person has done of it. */
export function ownWords({ own, status }: Pick<SessionItem, "own" | "status">): string {
  if (!own) return "not yours to judge"
  if (status === "preparing") return "not begun"
  if (own.pairs === 0) return "nothing to judge"
  if (own.voted >= own.pairs) return `all ${plural(own.pairs, "pair")} judged`
  return own.voted === 0 ? `about ${plural(own.pairs, "pair")}` : `${own.voted} of about ${plural(own.pairs, "pair")}`
}

/** Whether there is something for this person to judge now. */
export function mayJudgeNow({ own, status }: Pick<SessionItem, "own" | "status">): boolean {
  return status === "open" && own !== null && own.voted < own.pairs
}
