"use client"

import { useCallback, useLayoutEffect, useRef } from "react"

/** A function that never changes and always runs the newest body: for callbacks handed to memoised cards. */
export function useStable<Args extends unknown[], Result>(body: (...args: Args) => Result): (...args: Args) => Result {
  const latest = useRef(body)
  useLayoutEffect(() => {
    latest.current = body
  })
  return useCallback((...args: Args) => latest.current(...args), [])
}
