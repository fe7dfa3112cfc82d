"use client"

import { useEffect, useState } from "react"
import { later } from "@/components/ui/later"

export type Toast = {
  title: string
  text?: string
  action?: { label: string; onPress: () => void }
  /** A failure stays until it is read and is an alert. */
  failure?: boolean
}

type Deliver = (toast: Toast) => void
const waiting: Toast[] = []
let deliver: Deliver | undefined
let wake: (() => void) | undefined

/** Says that something happened: bottom right, 6 s, at most three. May be called from anywhere in the browser. */
export function toast(message: Toast) {
  if (deliver) return deliver(message)
  waiting.push(message)
  wake?.()
}

/** Says what failed, whether it was charged, and what to do. Stays until read. */
export function toastFailure(title: string, text?: string, action?: Toast["action"]) {
  toast({ title, failure: true, ...(text !== undefined && { text }), ...(action && { action }) })
}

const Toaster = later(() => import("@/components/ui/toaster"))

/** How long the page has to itself before the toaster is fetched, milliseconds. */
const prepareAfterMs = 3000

/**
 * Stands once in the page. The toaster is fetched once the page has settled, not with the first toast: that one often
 * says that the server cannot be reached.
 */
export function ToastLayer() {
  const [needed, setNeeded] = useState(false)
  useEffect(() => {
    wake = () => setNeeded(true)
    if (waiting.length > 0) wake()
    const timer = setTimeout(() => void Toaster.prepare(), prepareAfterMs)
    return () => {
      clearTimeout(timer)
      wake = undefined
    }
  }, [])
  if (!needed) return null
  return (
    <Toaster
      onReady={(next) => {
        deliver = next
        for (const message of waiting.splice(0)) next(message)
        return () => {
          deliver = undefined
        }
      }}
    />
  )
}
