import type { ProviderId } from "@/lib/providers/provider"
import { findVendor } from "@/lib/providers/vendors"
import type { TakeStatus, TakeView } from "@/lib/takes/schema"

/** Statuses in which something may still happen by itself. */
export const activeStatuses = ["queued", "running", "ingesting", "unknown"] as const satisfies readonly TakeStatus[]

/** True while the take may still change without anybody acting. */
export function isActive(status: TakeStatus): boolean {
  return (activeStatuses as readonly TakeStatus[]).includes(status)
}

/** Whether Cancel may be pressed: anything may be stopped before it is sent; afterwards only where the vendor can. */
export function cancelState(take: {
  status: TakeStatus
  isSent: boolean
  isAsked: boolean
  provider: ProviderId
}): TakeView["cancel"] {
  if (take.status !== "queued" && take.status !== "running") return "impossible"
  if (take.isAsked) return "asked"
  return take.isSent && findVendor(take.provider)?.canCancel === false ? "impossible" : "possible"
}

/** What a take costs and in which state that money is. Micro-dollars. */
export function takeMoney(take: {
  mode: "sandbox" | "live"
  status: TakeStatus
  estimateMicros: number
  actualMicros: number | null
  /** What is known about a bad end; null when the vendor does not say. */
  wasCharged: boolean | null
}): TakeView["money"] {
  if (take.mode === "sandbox") return { state: "free", micros: 0 }
  if (isActive(take.status)) return { state: "held", micros: take.estimateMicros }
  const isCharged = take.status === "succeeded" || take.wasCharged === true || (take.actualMicros ?? 0) > 0
  return isCharged
    ? { state: "charged", micros: take.actualMicros ?? take.estimateMicros }
    : { state: "not_charged", micros: 0 }
}

/** The author's title, or the prompt's first words, cut at a word within 40 characters. */
export function shotName(title: string, prompt: string): string {
  const words = (title.trim() || prompt.trim()).replace(/\s+/g, " ")
  if (words.length <= 40) return words || "Untitled shot"
  const cut = words.slice(0, 40)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), 20)).replace(/[,.;:]$/, "")}…`
}
