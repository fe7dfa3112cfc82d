import { secondsLeft } from "@/components/takes/take-words"
import { aboutWords, plural } from "@/lib/format"
import { dollars } from "@/lib/spend/rules"
import type { TakeStatus, TakeView } from "@/lib/takes/schema"

const underWay = ["running", "ingesting", "queued", "unknown"] as const satisfies readonly TakeStatus[]
const words: Record<(typeof underWay)[number], string> = {
  running: "running",
  ingesting: "storing",
  queued: "queued",
  unknown: "unknown",
}

/** "1 running, 1 queued, about 1 min left"; "12 takes" when nothing is under way. For the polite status region. */
export function progressWords(takes: readonly TakeView[], now: number): string {
  const counts = underWay.flatMap((status) => {
    const count = takes.filter((take) => take.status === status).length
    return count > 0 ? [`${count} ${words[status]}`] : []
  })
  if (counts.length === 0) return takes.length === 0 ? "none yet" : plural(takes.length, "take")
  const left = takes.flatMap((take) =>
    take.status === "running" || take.status === "queued" ? (secondsLeft(take, now) ?? []) : [],
  )
  return [...counts, ...(left.length > 0 ? [`${aboutWords(Math.max(...left))} left`] : [])].join(", ")
}

/** "6 takes, $1.02 charged, $0.90 held". Sums of the sandbox are nothing, and not told. */
export function sumWords(takes: readonly TakeView[]): string {
  const sum = (state: TakeView["money"]["state"]) =>
    takes.reduce((total, { money }) => total + (money.state === state ? money.micros : 0), 0)
  const [charged, held] = [sum("charged"), sum("held")]
  return [plural(takes.length, "take"), charged > 0 && `${dollars(charged)} charged`, held > 0 && `${dollars(held)} held`]
    .filter(Boolean)
    .join(", ")
}
