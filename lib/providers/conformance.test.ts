import { afterAll, beforeAll, describe } from "vitest"
import type { AdapterModule } from "@/lib/providers/registry"
import { conform } from "@/lib/providers/testing/conformance"
import { openRig, type Rig } from "@/lib/providers/testing/conformance-rig"
import { vendors } from "@/lib/providers/vendors"

let rig: Rig
let stuck: Rig
beforeAll(async () => {
  rig = await openRig()
  stuck = await openRig()
  const never: [number, number] = [3_600_000, 3_600_000]
  for (const vendor of vendors) {
    // Equal requests are one clip, which is drawn once.
    await rig.rehearse(vendor, { concurrency: 1000, rates: { "same-seed": 1 } })
    await stuck.rehearse(vendor, { queueMs: never })
  }
})
afterAll(async () => {
  await rig?.close()
  await stuck?.close()
})

/** Every vendor of the registry: a new one is tested by its line there. */
describe("every adapter, against its wire", () => {
  for (const vendor of vendors) {
    const subject = async () => {
      const { createAdapter }: AdapterModule = await import(`./${vendor.id}/provider.ts`)
      return { vendor, createAdapter }
    }
    conform(
      vendor.id,
      subject,
      () => rig,
      () => stuck,
    )
  }
})
