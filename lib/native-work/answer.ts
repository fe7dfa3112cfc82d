import type { Answer, Order } from "@/lib/native-work/child"

export type Doing = { signal: AbortSignal; onProgress: (part: number) => void }

/** The child's half of `openChild`: does the orders that come over IPC, and ends with the process that started it. */
export function answerOrders(work: (order: unknown, doing: Doing) => Promise<unknown>): void {
  const tell = (answer: Answer) => process.send?.(answer)
  let current: { id: number; stop: AbortController } | undefined

  process.on("message", async (message: Order) => {
    if ("abort" in message) {
      if (current?.id === message.abort) current.stop.abort(new Error("nobody wants it any more"))
      return
    }
    const { id, order } = message
    const stop = new AbortController()
    current = { id, stop }
    try {
      const onProgress = (progress: number) => void tell({ id, progress })
      tell({ id, value: await work(order, { signal: stop.signal, onProgress }) })
    } catch (error) {
      tell({ id, error: error instanceof Error ? error.message : String(error) })
    }
  })
  // Nothing here is worth a farewell, and `process.exit` waits for native threads, which may never come to an end.
  process.on("disconnect", () => process.kill(process.pid, "SIGKILL"))
  // The terminal's Ctrl-C reaches the whole group; whoever started us decides when to end.
  process.on("SIGINT", () => undefined)
}
