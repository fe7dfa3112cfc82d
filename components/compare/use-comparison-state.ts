"use client"

import { parseAsArrayOf, parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs"

export const views = ["grid", "wipe", "difference"] as const
export type View = (typeof views)[number]

/** What is compared, where it stands and how: all in the address, so that a comparison can be sent to a colleague. */
export function useComparisonState() {
  return useQueryStates(
    {
      takes: parseAsArrayOf(parseAsString).withDefault([]),
      frame: parseAsInteger.withDefault(0),
      view: parseAsStringLiteral(views).withDefault("grid"),
      names: parseAsStringLiteral(["shown", "hidden"]).withDefault("shown"),
    },
    { history: "replace", scroll: false, shallow: true },
  )
}
