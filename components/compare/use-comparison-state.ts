"use client"

import {
  createParser,
  parseAsArrayOf,
  parseAsInteger,
  parseAsNumberLiteral,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from "nuqs"
import { letters } from "@/components/compare/letters"
import { rates } from "@/components/player/clock"
import type { FrameRange } from "@/components/player/lineup"

export const views = ["grid", "wipe", "difference", "onion"] as const
export type View = (typeof views)[number]

/** "24-48": two frames of the common time base, both included. */
const parseAsFrameRange = createParser<FrameRange>({
  parse(words) {
    const [, first, last] = /^(\d{1,6})-(\d{1,6})$/.exec(words) ?? []
    return first !== undefined && Number(first) < Number(last) ? { first: Number(first), last: Number(last) } : null
  },
  serialize: ({ first, last }) => `${first}-${last}`,
  eq: (one, other) => one.first === other.first && one.last === other.last,
})

/** What is compared, where it stands and how: all in the address, so that a comparison can be sent to a colleague. */
export function useComparisonState() {
  return useQueryStates(
    {
      takes: parseAsArrayOf(parseAsString).withDefault([]),
      frame: parseAsInteger.withDefault(0),
      view: parseAsStringLiteral(views).withDefault("grid"),
      offsets: parseAsArrayOf(parseAsInteger).withDefault([]),
      loop: parseAsFrameRange,
      speed: parseAsNumberLiteral(rates).withDefault(1),
      source: parseAsStringLiteral(["proxy", "original"]).withDefault("proxy"),
      heard: parseAsStringLiteral(letters),
      names: parseAsStringLiteral(["shown", "hidden"]).withDefault("shown"),
    },
    { history: "replace", scroll: false, shallow: true },
  )
}
