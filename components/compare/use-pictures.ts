"use client"

import { useState } from "react"
import { useComparisonState, type View } from "@/components/compare/use-comparison-state"

/** How the players' pictures are laid over each other, and what changes it. */
export type Pictures = {
  view: View
  setView: (view: View) => void
  /** Which player is laid over A in wipe and difference. */
  over: number
  setOver: (index: number) => void
  /** Where the wipe's line stands, in percent of the picture's width. */
  wipe: number
  setWipe: (percent: number) => void
}

/** The state of the pictures of `count` players. */
export function usePictures(count: number): Pictures {
  const [{ view }, setState] = useComparisonState()
  const [over, setOver] = useState(1)
  const [wipe, setWipe] = useState(50)
  return {
    view,
    setView: (next) => void setState({ view: next }),
    over: Math.min(over, count - 1),
    setOver,
    wipe,
    setWipe,
  }
}
