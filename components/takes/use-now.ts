"use client"

import { useSyncExternalStore } from "react"

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let now = 0

function subscribe(listener: () => void) {
  listeners.add(listener)
  now = Date.now()
  timer ??= setInterval(() => {
    now = Date.now()
    for (const each of listeners) each()
  }, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

const nothing = () => () => {}
/** Stable between two reads, as React asks of a snapshot. */
const thisMinute = () => Math.floor(Date.now() / 60_000) * 60_000
const thisSecond = () => Math.floor(Date.now() / 1000) * 1000

/** The time in ms: once a second while `isLive` (one clock for the whole page), else as of this minute. */
export function useNow(isLive: boolean): number {
  return useSyncExternalStore(isLive ? subscribe : nothing, isLive ? () => (now ||= Date.now()) : thisMinute, thisSecond)
}
