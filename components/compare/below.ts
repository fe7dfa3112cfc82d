"use client"

import { parseAsBoolean, useQueryStates } from "nuqs"

/** What can stand between the pictures and the transport: one of them at a time. */
export type Below = "comments" | "decide"

const isOpen = parseAsBoolean.withDefault(false)

/** Whether this one stands there: in the address, like everything of the comparison. Opening it closes the other. */
export function useBelow(which: Below): [boolean, (open: boolean) => void] {
  const [state, setState] = useQueryStates({ comments: isOpen, decide: isOpen }, { history: "replace", scroll: false })
  return [state[which], (open) => void setState({ comments: null, decide: null, [which]: open || null })]
}
