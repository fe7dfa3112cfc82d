"use client"

import { useEffect, useEffectEvent } from "react"
import type { LiveEvent } from "@/lib/events/schema"

const listeners = new Set<(event: LiveEvent) => void>()

/** Tells every `useLiveEvent` of this page. Called by LiveUpdates alone, after it has patched the caches of takes. */
export function announceLiveEvent(event: LiveEvent) {
  for (const listener of listeners) listener(event)
}

/** Calls `handle` for each live event while the component is mounted; for what is not cached under `takeKeys`. */
export function useLiveEvent(handle: (event: LiveEvent) => void) {
  const latest = useEffectEvent(handle)
  useEffect(() => {
    const listener = (event: LiveEvent) => latest(event)
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, [])
}
