import "server-only"
import type { Screen } from "@/lib/events/fan-out"

/** Proxies cut a silent connection off, commonly after a minute. */
const beatMs = 15_000
/** The browser comes again after this long. */
const retryMs = 1000
/** A screen that stopped reading is let go at this many unread bytes; it comes again and reads afresh. */
const maxUnreadBytes = 1_000_000

/**
 * One screen's event stream as a response body. `enter` connects it and returns how to leave; `isWelcome` is asked at every
 * beat. Ends, leaving nothing behind, when the browser goes away, is not welcome any more, or does not read.
 */
export function eventStream(
  signal: AbortSignal,
  enter: (screen: Screen) => Promise<() => void>,
  isWelcome: () => Promise<boolean>,
  beat = beatMs,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let isOpen = true
  let leave: (() => void) | undefined
  let timer: NodeJS.Timeout | undefined
  let controller: ReadableStreamDefaultController<Uint8Array>

  const close = () => {
    if (!isOpen) return
    isOpen = false
    clearInterval(timer)
    signal.removeEventListener("abort", close)
    leave?.()
    try {
      controller.close()
    } catch {
      // The reader cancelled it first.
    }
  }
  const send = (message: string) => {
    if (!isOpen) return
    controller.enqueue(encoder.encode(message))
    if ((controller.desiredSize ?? 0) < -maxUnreadBytes) close()
  }

  return new ReadableStream<Uint8Array>(
    {
      async start(given) {
        controller = given
        signal.addEventListener("abort", close)
        if (signal.aborted) return close()
        leave = await enter({ send, close })
        if (!isOpen) return leave()
        send(`retry: ${retryMs}\n\n`)
        timer = setInterval(async () => {
          if (await isWelcome().catch(() => false)) send(": still here\n\n")
          else close()
        }, beat)
      },
      cancel: close,
    },
    { highWaterMark: 0, size: (chunk) => chunk.byteLength },
  )
}
