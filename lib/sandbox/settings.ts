import { z } from "zod"
import type { Vendor } from "@/lib/sandbox/job"
import { type RehearsalName, rehearsals } from "@/lib/sandbox/rehearsals"
import type { Store } from "@/lib/sandbox/store"

const names = rehearsals.map(({ name }) => name) as [RehearsalName, ...RehearsalName[]]
const milliseconds = z.number().min(0).max(3_600_000)

/** What POST /_sandbox/rehearse takes: only what is given changes; `reset` first returns the vendor to its standard. */
export const rehearseInput = z.strictObject({
  /** A vendor's word, or "all". */
  vendor: z.string().default("all"),
  reset: z.boolean().default(false),
  /** Share of requests (0 to 1) that rehearse each failure. */
  rates: z.partialRecord(z.enum(names), z.number().min(0).max(1)).optional(),
  /** How long a job stands in the queue, and runs at least; each job draws between the two ends. */
  queueMs: z.tuple([milliseconds, milliseconds]).optional(),
  runMs: z.tuple([milliseconds, milliseconds]).optional(),
  /** Added to every answer of the vendor's API. */
  answerMs: milliseconds.optional(),
  /** Jobs at work at the same time per key. */
  concurrency: z.number().int().min(1).max(1000).optional(),
  /** Life of a signed result link. */
  linkSeconds: z.number().min(1).max(31_536_000).optional(),
})

export type VendorSettings = {
  rates: Partial<Record<RehearsalName, number>>
  queueMs: [number, number]
  runMs: [number, number]
  answerMs: number
  concurrency: number
  linkSeconds: number
}

export type RehearseSettings = {
  of(vendor: Vendor): VendorSettings
  all(): Record<Vendor, VendorSettings>
  /** Throws for a vendor that is not played here. */
  change(input: z.infer<typeof rehearseInput>): void
}

/** How each vendor behaves just now; survives a restart. */
export function openSettings(store: Store, standard: ReadonlyMap<Vendor, VendorSettings>): RehearseSettings {
  const saved = JSON.parse(store.setting("rehearse") ?? "{}")
  const current = new Map(
    [...standard].map(([vendor, settings]) => [vendor, { ...structuredClone(settings), ...saved[vendor] }]),
  )
  const of = (vendor: Vendor) => {
    const settings = current.get(vendor)
    if (!settings) throw new Error(`The sandbox plays no vendor ${vendor}.`)
    return settings
  }
  return {
    of,
    all: () => Object.fromEntries(current),
    change({ vendor, reset, ...changes }) {
      for (const one of vendor === "all" ? [...current.keys()] : [vendor]) {
        if (reset) Object.assign(of(one), { ...structuredClone(standard.get(one)) })
        const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
        Object.assign(of(one), given)
      }
      store.setSetting("rehearse", JSON.stringify(Object.fromEntries(current)))
    },
  }
}
