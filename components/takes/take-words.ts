import { aboutWords, clockWords, momentWords, ordinalWords, secondsWords, storedWords, timeWords } from "@/lib/format"
import { importedProvider, vendorName } from "@/lib/providers/names"
import { dollars } from "@/lib/spend/rules"
import type { DeliveredDifference, TakeView } from "@/lib/takes/schema"

/** What stands in the frame of a take that has no picture yet, or never will. */
export type FrameWords = {
  kind: "well" | "veil" | "unsure"
  icon: "clock" | "ban" | "triangle" | "slash" | "timer" | "question" | null
  /** True when the icon is in `stop`. */
  isBad: boolean
  word: string
  text: string
  /** 0..1: the bar at the foot; null without one. */
  bar: number | null
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** The article's accessible name; its beginning is a contract: "Take N, MODEL, STATUS". */
export function takeName(take: TakeView, isSelected = false): string {
  return [`Take ${take.number}`, take.modelName, take.status, take.isPicked && "picked", isSelected && "selected"]
    .filter(Boolean)
    .join(", ")
}

/** "$0.42", "free", "$0.42 held", "not charged", "charge unknown" (the vendor does not say), "$0.30 charged" (said only on a failure). */
export function moneyWords({ money, status, failure }: TakeView): string {
  if (money.state === "free") return "free"
  if (money.state === "not_charged" && failure?.charged === null) return "charge unknown"
  if (money.state === "not_charged") return "not charged"
  // A clip that is being stored is finished at the vendor: the sum is owed, and `held` would promise otherwise.
  if (money.state === "held") return status === "ingesting" ? dollars(money.micros) : `${dollars(money.micros)} held`
  return status === "succeeded" ? dollars(money.micros) : `${dollars(money.micros)} charged`
}

/** The sentence about money where a bad end is explained. */
export function chargeSentence({ money, failure, provider }: TakeView): string {
  if (money.state === "charged") return "It was charged all the same."
  if (money.state === "not_charged" && failure?.charged === null)
    return `${vendorName(provider)} does not say whether it charges.`
  return "It was not charged."
}

/** Null for a take that has its picture. */
export function frameWords(take: TakeView, now: number): FrameWords | null {
  const vendor = vendorName(take.provider)
  const well = { kind: "well", isBad: false, bar: null } as const
  switch (take.status) {
    case "succeeded":
      return null
    case "queued":
      return { ...well, icon: "clock", ...queuedWords(take.waiting, vendor) }
    case "running": {
      const left = secondsLeft(take, now)
      const time = left === null ? "" : `${left < 10 ? "a few seconds" : aboutWords(left)} left`
      if (take.progress === null) return { ...well, kind: "veil", icon: null, word: time ? capital(time) : "Running", text: "" }
      return { ...well, kind: "veil", icon: null, word: `${Math.round(take.progress * 100)} %`, text: time, bar: take.progress }
    }
    case "ingesting": {
      const ingest = take.ingest
      const bar = ingest?.totalBytes ? Math.min(1, ingest.bytes / ingest.totalBytes) : null
      const text = ingest && ingest.bytes > 0 ? storedWords(ingest.bytes, ingest.totalBytes) : "Fetching the clip"
      return { ...well, kind: "veil", icon: null, word: "Storing", text, bar }
    }
    case "refused":
      return { ...well, icon: "ban", isBad: true, word: "Refused", text: take.failure?.message ?? "" }
    case "failed":
      return { ...well, icon: "triangle", isBad: true, word: "Failed", text: take.failure?.message ?? "" }
    case "cancelled":
      return { ...well, icon: "slash", word: "Cancelled", text: take.failure?.message ?? "Stopped before it was finished." }
    case "expired":
      return { ...well, icon: "timer", word: "Expired", text: take.failure?.message ?? `No answer from ${vendor}.` }
    case "unknown":
      return { ...well, kind: "unsure", icon: "question", word: "Unknown", text: unknownWords(take, vendor, now) }
  }
}

/** Where a queued take stands, and what it waits for. */
function queuedWords(waiting: TakeView["waiting"], vendor: string): { word: string; text: string } {
  switch (waiting?.for) {
    case undefined:
      return { word: "Queued", text: `In line at ${vendor}` }
    case "slot":
      return { word: "Queued", text: `${waiting.place === 1 ? "Next" : ordinalWords(waiting.place)} in line at ${vendor}` }
    case "vendor": {
      const why = waiting.why === "busy" ? `${vendor} takes no more for now.` : `${vendor} is not answering.`
      return { word: "Queued", text: `${why} Waiting, next try ${timeWords(waiting.until)}` }
    }
    case "person":
      return { word: "On hold", text: `Others failed at ${vendor} for one reason. Its shot asks you what to do.` }
  }
}

function unknownWords(take: TakeView, vendor: string, now: number): string {
  const secondsUntil = take.unknown ? (Date.parse(take.unknown.until) - now) / 1000 : 0
  if (take.unknown?.mayDecide || secondsUntil <= 0)
    return `Cut off while sending, and ${vendor} shows no trace of it. You decide.`
  return `Cut off while sending. ${vendor} is asked for ${clockWords(secondsUntil)} more.`
}

/** The second line's one fact. */
export function factWords(take: TakeView, now: number): string {
  switch (take.status) {
    case "succeeded": {
      const [difference] = take.differences
      if (difference) return differenceWords(difference)
      if (!take.clip) return ""
      return `${take.clip.width} × ${take.clip.height}, ${Math.round(take.clip.fps)} fps`
    }
    case "queued":
      return take.expectedSeconds === null ? "" : aboutWords(take.expectedSeconds)
    case "running": {
      const since = Date.parse(take.runningAt ?? take.createdAt)
      return `Started ${clockWords((now - since) / 1000)} ago`
    }
    case "ingesting": {
      const since = Date.parse(take.runningAt ?? take.createdAt)
      return `Finished in ${secondsWords((Date.parse(take.finishedAt ?? new Date(now).toISOString()) - since) / 1000)}`
    }
    case "unknown":
      return "Will not be sent twice"
    default:
      return take.finishedAt ? momentWords(take.finishedAt, now) : ""
  }
}

const differenceNames: Record<DeliveredDifference["what"], string> = {
  durationSeconds: "",
  size: "",
  fps: "",
  audio: "sound: ",
}

/** "6 s delivered, 5 s asked". */
export function differenceWords({ what, asked, delivered }: DeliveredDifference): string {
  const unit = what === "durationSeconds" && !/[a-z]/i.test(delivered) ? " s" : ""
  return `${differenceNames[what]}${delivered}${unit} delivered, ${asked}${unit} asked`
}

/** From the vendor's progress where it tells one, else from this installation's history; null when neither is known. */
export function secondsLeft(take: TakeView, now: number): number | null {
  if (take.expectedSeconds === null) return null
  const gone = (now - Date.parse(take.runningAt ?? take.createdAt)) / 1000
  if (take.status !== "running") return take.expectedSeconds
  if (take.progress !== null && take.progress > 0.15) return Math.max(0, (gone / take.progress) * (1 - take.progress))
  return Math.max(0, take.expectedSeconds - gone)
}

/** "Submit again", with what it will hold where that is money. */
export function submitAgainWords({ mode, estimateMicros }: TakeView): string {
  return mode === "live" ? `Submit again, ${dollars(estimateMicros)}` : "Submit again"
}

/**
 * Whether the take may be asked for again: it ended without a clip, or the person may decide about an unknown one. Not when a
 * policy has sent it on already.
 */
export function maySubmitAgain(take: TakeView): boolean {
  if (take.failure?.sentTo !== undefined || take.provider === importedProvider) return false
  return ["failed", "cancelled", "expired"].includes(take.status) || (take.unknown?.mayDecide ?? false)
}
