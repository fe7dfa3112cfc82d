import type { Teller } from "@/lib/sandbox/announce"
import type { Job, Vendor } from "@/lib/sandbox/job"
import type { VendorSettings } from "@/lib/sandbox/settings"
import type { World } from "@/lib/sandbox/world"

export type VendorServer = { handle(request: Request): Promise<Response> }

/** One vendor as the sandbox plays it: everything under "/<id>" of its one origin. */
export type VendorWire = {
  id: Vendor
  /** How it behaves until somebody rehearses otherwise. */
  settings: VendorSettings
  createServer(world: World): VendorServer
  /** `secret`: what callbacks are signed with, where the vendor has such secrets ("whsec_…"). Absent: clients poll. */
  createTeller?(world: World, secret: string | undefined): Teller
  /** What jobs compete for `settings.concurrency`; absent: all jobs of one key. */
  slotOf?(job: Job): string
}
