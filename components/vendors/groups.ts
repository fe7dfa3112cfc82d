import type { Quote } from "@/components/vendors/quote"
import { vendorName } from "@/lib/providers/names"
import type { ProviderId } from "@/lib/providers/provider"

/** What stands open before a team has a history of its own. Those that have left the catalogue count for nothing. */
const wellKnown: ReadonlySet<string> = new Set([
  "kling/kling-3.0",
  "runway/gen4.5",
  "runway/seedance2_mini",
  "fal/seedance-1.5-pro",
  "fal/veo3.1-fast",
  "luma/ray-3.2",
  "seedance/seedance-2.5",
  "gemini/gemini-omni-1.2-flash",
])

/** The most models that stand open because the team has used them. */
const mostUsed = 8

/** What the list begins with, kept as long as the studio is open, so that no row moves under a hand or loses its focus. */
export function shortList(quotes: readonly Quote[], expectedSeconds: Readonly<Record<string, number>>): ReadonlySet<string> {
  const alive = quotes.filter(({ retired }) => retired === null)
  const used = alive.filter(({ model }) => expectedSeconds[model.id] !== undefined).slice(0, mostUsed)
  const known = alive.filter(({ model }) => wellKnown.has(model.id))
  return new Set([...used, ...known, ...quotes.filter(({ isTicked }) => isTicked)].map(({ model }) => model.id))
}

export type VendorGroup = {
  provider: ProviderId
  name: string
  /** How many models it holds, shown or not. */
  count: number
  /** All of them when open, else those that are or were ticked. */
  rows: Quote[]
}

export type Grouped = { top: Quote[]; groups: VendorGroup[]; retired: Quote[] }

/**
 * The list in its parts: what stands on top, each vendor's other models, and what is retired (unless it is on top). `kept`:
 * models that stay in sight in a closed group although they are not ticked any more.
 */
export function groupQuotes(
  quotes: readonly Quote[],
  { top, kept, open }: { top: ReadonlySet<string>; kept: ReadonlySet<string>; open: ReadonlySet<ProviderId> },
): Grouped {
  const others = quotes.filter(({ model }) => !top.has(model.id))
  const alive = others.filter(({ retired }) => retired === null)
  const providers = [...new Set(alive.map(({ model }) => model.provider))]
  return {
    top: quotes.filter(({ model }) => top.has(model.id)),
    groups: providers.map((provider) => {
      const own = alive.filter(({ model }) => model.provider === provider)
      const rows = open.has(provider) ? own : own.filter(({ isTicked, model }) => isTicked || kept.has(model.id))
      return { provider, name: vendorName(provider), count: own.length, rows }
    }),
    retired: others.filter(({ retired }) => retired !== null),
  }
}

/** Models whose name or vendor has every one of the words, in the order of the list, those that are retired last. */
export function findQuotes(quotes: readonly Quote[], search: string): Quote[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const found = quotes.filter(({ model }) => {
    const text = `${model.name} ${vendorName(model.provider)} ${model.id}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  return found.toSorted((a, b) => Number(a.retired !== null) - Number(b.retired !== null))
}
