import { randomUUID } from "node:crypto"
import type { Delivery, Vendor } from "@/lib/sandbox/job"
import type { Store } from "@/lib/sandbox/store"

/** How one vendor signs a callback and how long it keeps trying. */
export type CallbackStyle = {
  /** `at` is the moment the headers claim, in milliseconds. A forged delivery is signed with a key of nobody. */
  headers(delivery: Delivery, at: number): Promise<Record<string, string>> | Record<string, string>
  timeoutMilliseconds: number
  /** Pauses between attempts; when they are used up the vendor gives up. */
  pausesMilliseconds: readonly number[]
}

export type Postman = {
  /** Stores a callback inside the caller's commit. Call `wake` after it. */
  post(delivery: Omit<Delivery, "id" | "state" | "attempts">): Delivery
  wake(): void
  /** Resolves when a job has no callback left to send, or after the given time. */
  settled(jobSequence: number, milliseconds: number): Promise<void>
  close(): Promise<void>
}

const atOnce = 16
const hour = 3_600_000

/** Sends callbacks: at least once each, through restarts, and notes every answer. */
export function createPostman(store: Store, styleOf: (vendor: Vendor) => CallbackStyle, speed: number): Postman {
  const waiting = new Map(store.dueDeliveries().map((delivery) => [delivery.id, delivery]))
  const underWay = new Map<string, Promise<void>>()
  const stop = new AbortController()
  let timer: NodeJS.Timeout | undefined

  function wake(): void {
    if (stop.signal.aborted) return
    clearTimeout(timer)
    const now = Date.now()
    const due = [...waiting.values()].filter(({ id, dueAt }) => dueAt <= now && !underWay.has(id))
    due.sort((a, b) => a.dueAt - b.dueAt)
    for (const delivery of due.slice(0, Math.max(0, atOnce - underWay.size))) {
      underWay.set(
        delivery.id,
        send(delivery).finally(() => {
          underWay.delete(delivery.id)
          wake()
        }),
      )
    }
    const next = Math.min(...[...waiting.values()].filter(({ id }) => !underWay.has(id)).map(({ dueAt }) => dueAt))
    if (Number.isFinite(next) && underWay.size < atOnce)
      timer = setTimeout(wake, Math.min(hour, Math.max(1, next - Date.now())))
  }

  async function send(delivery: Delivery): Promise<void> {
    const style = styleOf(delivery.vendor)
    const at = Date.now()
    const attempt = { at, status: null as number | null, milliseconds: 0, error: undefined as string | undefined }
    try {
      const response = await fetch(delivery.url, {
        method: "POST",
        body: delivery.body,
        headers: {
          "content-type": "application/json",
          ...(await style.headers(delivery, delivery.kind === "stale" ? at - hour : at)),
        },
        redirect: "manual",
        signal: AbortSignal.any([stop.signal, AbortSignal.timeout(style.timeoutMilliseconds)]),
      })
      await response.body?.cancel()
      attempt.status = response.status
    } catch (error) {
      if (stop.signal.aborted) return
      attempt.error = error instanceof Error ? String(error.cause ?? error.message) : String(error)
    }
    attempt.milliseconds = Date.now() - at
    delivery.attempts.push(attempt)
    const isTaken = attempt.status !== null && attempt.status >= 200 && attempt.status < 300
    const isFinal = attempt.status !== null && attempt.status >= 300 && attempt.status < 400
    const pause = style.pausesMilliseconds[delivery.attempts.length - 1]
    // A forgery or a stale copy is one attempt on purpose: whoever refuses it does right.
    if (isTaken) delivery.state = "delivered"
    else if (isFinal || pause === undefined || delivery.kind !== "true") delivery.state = "gave_up"
    else delivery.dueAt = Date.now() + pause / speed
    store.saveDelivery(delivery)
    if (delivery.state !== "due") waiting.delete(delivery.id)
  }

  return {
    post(parts) {
      const delivery: Delivery = { ...parts, id: randomUUID(), state: "due", attempts: [] }
      store.addDelivery(delivery)
      waiting.set(delivery.id, delivery)
      return delivery
    },
    wake,
    async settled(jobSequence, milliseconds) {
      const until = Date.now() + milliseconds
      const isPending = () =>
        [...waiting.values()].some((delivery) => delivery.jobSequence === jobSequence && delivery.attempts.length === 0)
      while (isPending() && Date.now() < until && !stop.signal.aborted) await new Promise((resolve) => setTimeout(resolve, 10))
    },
    async close() {
      stop.abort()
      clearTimeout(timer)
      await Promise.all(underWay.values())
    },
  }
}

/** Whether a callback may be sent there at all. */
export function isCallbackAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}
