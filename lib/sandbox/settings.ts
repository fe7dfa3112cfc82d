import { z } from "zod"
import { type Vendor, vendors } from "@/lib/sandbox/job"
import { type RehearsalName, rehearsals } from "@/lib/sandbox/rehearsals"
import type { Store } from "@/lib/sandbox/store"

const names = rehearsals.map(({ name }) => name) as [RehearsalName, ...RehearsalName[]]
const milliseconds = z.number().min(0).max(3_600_000)

/** What POST /_sandbox/rehearse takes: only what is given changes; `reset` first returns the vendor to its standard. */
export const rehearseInput = z.strictObject({
  vendor: z.enum([...vendors, "all"]).default("all"),
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

const standard: Record<Vendor, VendorSettings> = {
  fal: { rates: {}, queueMs: [300, 900], runMs: [1500, 2800], answerMs: 0, concurrency: 20, linkSeconds: 604_800 },
  kling: { rates: {}, queueMs: [400, 1000], runMs: [1600, 3000], answerMs: 0, concurrency: 20, linkSeconds: 2_592_000 },
  runway: { rates: {}, queueMs: [300, 800], runMs: [1500, 2800], answerMs: 0, concurrency: 5, linkSeconds: 86_400 },
}

export type RehearseSettings = {
  of(vendor: Vendor): VendorSettings
  all(): Record<Vendor, VendorSettings>
  change(input: z.infer<typeof rehearseInput>): void
}

/** How each vendor behaves just now; survives a restart. */
export function openSettings(store: Store): RehearseSettings {
  const current = structuredClone(standard)
  const saved = store.setting("rehearse")
  if (saved) for (const vendor of vendors) Object.assign(current[vendor], JSON.parse(saved)[vendor])
  return {
    of: (vendor) => current[vendor],
    all: () => current,
    change({ vendor, reset, ...changes }) {
      for (const one of vendor === "all" ? vendors : [vendor]) {
        if (reset) current[one] = structuredClone(standard[one])
        const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
        Object.assign(current[one], given)
      }
      store.setSetting("rehearse", JSON.stringify(current))
    },
  }
}
