import type { LiveEvent } from "@/lib/events/schema"

export type LiveConnection = {
  url: string
  onEvent: (event: LiveEvent) => void
  /** Events may have been missed: read again what is on screen. */
  onCatchUp: () => void
}

/** A hidden page lets go of its stream after this long; coming back opens it and catches up. */
const hiddenForMs = 30_000
/** How often a page reads by itself while the stream cannot be had, and how long the pauses between attempts grow. */
const pollEveryMs = 5_000
const longestPauseMs = 30_000

/**
 * Keeps one event stream open while the page is visible. EventSource reconnects after a cut by itself; when the server
 * refuses, it is opened again after growing pauses, and meanwhile the page polls. Returns what ends it all.
 */
export function openLiveConnection({ url, onEvent, onCatchUp }: LiveConnection): () => void {
  let source: EventSource | null = null
  let attempts = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let poll: ReturnType<typeof setInterval> | undefined
  let hide: ReturnType<typeof setTimeout> | undefined

  function open() {
    if (source) return
    source = new EventSource(url)
    source.onopen = () => {
      attempts = 0
      clearInterval(poll)
      poll = undefined
      onCatchUp()
    }
    source.onmessage = (message: MessageEvent<string>) => onEvent(JSON.parse(message.data) as LiveEvent)
    source.onerror = () => {
      poll ??= setInterval(onCatchUp, pollEveryMs)
      if (source?.readyState !== EventSource.CLOSED) return
      source = null
      retry = setTimeout(open, Math.min(longestPauseMs, 1_000 * 2 ** attempts++))
    }
  }

  function close() {
    clearTimeout(retry)
    clearInterval(poll)
    poll = undefined
    source?.close()
    source = null
  }

  function visibilityChanged() {
    clearTimeout(hide)
    if (document.hidden) hide = setTimeout(close, hiddenForMs)
    else open()
  }

  open()
  document.addEventListener("visibilitychange", visibilityChanged)
  return () => {
    document.removeEventListener("visibilitychange", visibilityChanged)
    clearTimeout(hide)
    close()
  }
}
