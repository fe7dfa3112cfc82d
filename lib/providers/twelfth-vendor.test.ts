import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { capabilityTable } from "@/lib/providers/capability-table"
import { formLimits } from "@/lib/providers/form-limits"
import { preflight } from "@/lib/providers/preflight"
import { createAdapter } from "@/lib/providers/testing/acme/provider"
import { acmeVendor } from "@/lib/providers/testing/acme/vendor"
import { acmeWire } from "@/lib/providers/testing/acme/wire"
import { conform } from "@/lib/providers/testing/conformance"
import { anAsk, openRig, type Rig } from "@/lib/providers/testing/conformance-rig"
import { vendors } from "@/lib/providers/vendors"

/*
 * One vendor more is one folder (lib/providers/testing/acme) and this line: what the registry would be with it.
 */
const registry = [...vendors, acmeVendor]

let rig: Rig
let stuck: Rig
beforeAll(async () => {
  rig = await openRig([acmeWire])
  stuck = await openRig([acmeWire])
  await rig.rehearse(acmeVendor, { concurrency: 1000, rates: { "same-seed": 1 } })
  await stuck.rehearse(acmeVendor, { queueMs: [3_600_000, 3_600_000] })
})
afterAll(async () => {
  await rig?.close()
  await stuck?.close()
})

describe("a made-up vendor in one folder and one line", () => {
  const models = registry.flatMap((vendor) => vendor.models)
  const [model] = acmeVendor.models

  it("is in the form, the pre-flight, the price and the docs without another word", () => {
    if (!model) throw new Error("no model")
    expect(models).toContain(model)
    expect(formLimits([model]).durationsSeconds.map(({ value }) => value)).toEqual([2, 3])
    const { request, notes, priceMicros, blocked } = preflight(anAsk({ durationSeconds: 5, sound: true, seed: 7 }), model)
    expect(request).toMatchObject({ durationSeconds: 3, resolution: "480p", seed: 7, sound: undefined })
    expect(notes.map(({ option }) => option).sort()).toEqual(["durationSeconds", "resolution", "sound"])
    expect([priceMicros, blocked]).toEqual([3000, null])
    expect(capabilityTable(models)).toContain("Coyote 1 (`acme/coyote-1`)")
  })

  conform(
    "acme",
    async () => ({ vendor: acmeVendor, createAdapter }),
    () => rig,
    () => stuck,
  )
})
