import { afterAll, beforeAll } from "vitest"
import { createAdapter } from "@/lib/providers/kling/provider"
import { klingVendor } from "@/lib/providers/kling/vendor"
import { conform } from "@/lib/providers/testing/conformance"
import { openRig, type Rig, type Subject } from "@/lib/providers/testing/conformance-rig"
import { klingWire } from "@/lib/sandbox/kling/wire"

/** The suite's key stands for the access key: one that is not the sandbox's is refused. */
const subject: Subject = {
  vendor: klingVendor,
  createAdapter: (settings) =>
    createAdapter({ ...settings, fields: { accessKey: settings.apiKey, secretKey: "sandbox-secret" } }),
}

let rig: Rig
let stuck: Rig
beforeAll(async () => {
  rig = await openRig([klingWire])
  stuck = await openRig([klingWire])
  await rig.rehearse(klingVendor, { concurrency: 1000, rates: { "same-seed": 1 } })
  await stuck.rehearse(klingVendor, { queueMs: [3_600_000, 3_600_000] })
})
afterAll(async () => {
  await rig?.close()
  await stuck?.close()
})

conform(
  "kling's older API, with a key pair",
  async () => subject,
  () => rig,
  () => stuck,
)
