import { createHash, randomUUID } from "node:crypto"
import { announce, silent, type Teller } from "@/lib/sandbox/announce"
import { type ImageShelf, openImages } from "@/lib/sandbox/images"
import { isOver, type Job, type JobFailure, type Vendor } from "@/lib/sandbox/job"
import { type Links, openLinks } from "@/lib/sandbox/links"
import { createPostman, type Postman } from "@/lib/sandbox/postman"
import { type Plan, type RehearsalName, readDirectives, rehearsals, standardNumber } from "@/lib/sandbox/rehearsals"
import { openStudio, type Studio } from "@/lib/sandbox/render/studio"
import { openSettings, type RehearseSettings } from "@/lib/sandbox/settings"
import { openStore, type Store } from "@/lib/sandbox/store"
import type { VendorWire } from "@/lib/sandbox/vendor-wire"

/** What a vendor hands over when it takes a request. */
export type Acceptance = Pick<
  Job,
  "vendor" | "model" | "account" | "externalId" | "callbackUrl" | "request" | "order" | "plan" | "doom" | "price"
> & { id?: string }

export type World = {
  store: Store
  settings: RehearseSettings
  images: ImageShelf
  studio: Studio
  links: Links
  postman: Postman
  /** Where clients reach the sandbox; no trailing slash. */
  origin(): string
  speed: number
  /** Failures to rehearse for one request, by its directives and the vendor's rates. */
  plan(vendor: Vendor, prompt: string): Plan
  /** True the first so many times for this request: a failure that passes when the client tries again. */
  strikes(name: RehearsalName, plan: Plan, identity: string): boolean
  accept(acceptance: Acceptance): Job
  find(vendor: Vendor, id: string): Job | undefined
  findExternal(account: string, externalId: string): Job | undefined
  /** Jobs of this key that are not over. */
  openJobs(vendor: Vendor, account: string): Job[]
  /** True when a queued job waits for others of its key rather than for its time. */
  isThrottled(job: Job): boolean
  /** 0 to 1, of a running job. */
  progress(job: Job): number
  cancel(job: Job): void
  forget(job: Job): void
  /** Resolves when the job is over, or after the given time. */
  finished(job: Job, milliseconds: number): Promise<void>
  close(): Promise<void>
}

/** Timers hold at most 2^31 ms; a job that hangs would ask for more. */
const longestNap = 3_600_000

/** Opens the sandbox's state and lets every unfinished job and unsent callback go on from where it stood. */
export async function openWorld(options: {
  folder: string
  speed: number
  origin(): string
  wires: readonly VendorWire[]
  isDurable: boolean
  /** "whsec_…": what vendors with webhook secrets sign callbacks with. */
  webhookSecret: string | undefined
}): Promise<World> {
  const { speed } = options
  const store = openStore(options.folder, { isDurable: options.isDurable })
  const settings = openSettings(store, new Map(options.wires.map((wire) => [wire.id, wire.settings])))
  const wires = new Map(options.wires.map((wire) => [wire.id, wire]))
  const studio = await openStudio(options.folder)
  const open = new Map(store.unfinishedJobs().map((job) => [job.sequence, job]))
  const parts = new Map<number, number>()
  const renders = new Map<number, AbortController>()
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  const world: World = {
    store,
    settings,
    studio,
    speed,
    images: openImages(studio),
    links: openLinks(store),
    origin: options.origin,
    get postman(): Postman {
      return postman
    },
    plan(vendor, prompt) {
      const { plan } = readDirectives(prompt, vendor)
      for (const rehearsal of rehearsals) {
        const rate = settings.of(vendor).rates[rehearsal.name] ?? 0
        if (plan[rehearsal.name] === undefined && rate > 0 && Math.random() < rate)
          plan[rehearsal.name] = standardNumber(rehearsal)
      }
      return plan
    },
    strikes(name, plan, identity) {
      const limit = plan[name]
      return limit !== undefined && store.count(`${name} ${identity}`) <= limit
    },
    accept(acceptance) {
      const now = Date.now()
      const { queueMs } = settings.of(acceptance.vendor)
      const id = acceptance.id ?? randomUUID()
      const job = store.together(() => {
        const added = store.addJob({
          ...acceptance,
          id,
          status: "queued",
          failure: null,
          clip: null,
          acceptedAt: now,
          startsAt: now + draw(queueMs, id) / speed,
          finishesAt: null,
          startedAt: null,
          finishedAt: null,
          isGone: false,
        })
        notify(added)
        return added
      })
      open.set(job.sequence, job)
      startRender(job)
      postman.wake()
      tick()
      return job
    },
    find(vendor, id) {
      const stored = store.jobById(vendor, id)
      const job = stored && (open.get(stored.sequence) ?? stored)
      return job && !isLost(job) ? job : undefined
    },
    findExternal(account, externalId) {
      const stored = store.jobByExternalId(account, externalId)
      const job = stored && (open.get(stored.sequence) ?? stored)
      return job && !isLost(job) ? job : undefined
    },
    openJobs: (vendor, account) => [...open.values()].filter((job) => job.vendor === vendor && job.account === account),
    isThrottled: (job) => job.status === "queued" && job.startsAt <= Date.now(),
    progress(job) {
      if (job.startedAt === null || job.finishesAt === null) return 0
      const byTime = (Date.now() - job.startedAt) / Math.max(1, job.finishesAt - job.startedAt)
      const byWork = job.clip || !job.order ? 1 : (parts.get(job.sequence) ?? 0)
      return Math.round(Math.min(0.98, Math.max(0.02, Math.min(byTime, byWork))) * 100) / 100
    },
    cancel(job) {
      end(job, "cancelled", null)
      tick()
    },
    forget(job) {
      job.isGone = true
      if (isOver(job)) store.saveJob(job)
      else end(job, "cancelled", null)
      tick()
    },
    async finished(job, milliseconds) {
      const until = Date.now() + milliseconds
      while (!isOver(job) && Date.now() < until && !isClosed) await new Promise((resolve) => setTimeout(resolve, 10))
    },
    async close() {
      isClosed = true
      clearTimeout(timer)
      studio.close()
      await postman.close()
      store.close()
    },
  }

  const tellers = new Map<Vendor, Teller>(
    options.wires.map((wire) => [wire.id, wire.createTeller?.(world, options.webhookSecret) ?? silent]),
  )
  const tellerOf = (vendor: Vendor) => tellers.get(vendor) ?? silent
  const postman = createPostman(store, tellerOf, speed)

  function tick(): void {
    if (isClosed) return
    clearTimeout(timer)
    const now = Date.now()
    store.together(() => {
      for (const job of open.values()) if (job.finishesAt !== null && job.finishesAt <= now) finish(job)
      startWhatFits(now)
    })
    postman.wake()
    const next = Math.min(
      ...[...open.values()]
        .map((job) => (job.status === "queued" ? job.startsAt : (job.finishesAt ?? Number.POSITIVE_INFINITY)))
        .filter((at) => at > now),
    )
    if (Number.isFinite(next)) timer = setTimeout(tick, Math.min(longestNap, Math.max(1, next - Date.now())))
  }

  function startWhatFits(now: number): void {
    const taken = new Map<string, number>()
    const takeSlot = (slot: string) => taken.set(slot, (taken.get(slot) ?? 0) + 1)
    for (const job of open.values()) if (job.status === "running") takeSlot(slotOf(job))
    for (const job of open.values()) {
      const slot = slotOf(job)
      if (job.status !== "queued" || job.startsAt > now) continue
      if ((taken.get(slot) ?? 0) >= settings.of(job.vendor).concurrency) continue
      start(job, now)
      takeSlot(slot)
    }
  }

  function slotOf(job: Job): string {
    return `${job.vendor} ${wires.get(job.vendor)?.slotOf?.(job) ?? job.account}`
  }

  function start(job: Job, now: number): void {
    job.status = "running"
    job.startedAt = now
    const extra = (job.plan.slow ?? 0) * 1000
    job.finishesAt =
      job.plan.hang !== undefined
        ? Number.MAX_SAFE_INTEGER
        : now + 1 + draw(settings.of(job.vendor).runMs, job.id) / speed + extra
    store.saveJob(job)
    notify(job)
  }

  function finish(job: Job): void {
    if (job.doom) end(job, "failed", job.doom)
    else if (job.clip) end(job, "succeeded", null)
  }

  function end(job: Job, status: "succeeded" | "failed" | "cancelled", failure: JobFailure | null): void {
    store.together(() => {
      job.status = status
      job.failure = failure
      job.finishedAt = Date.now()
      store.saveJob(job)
      notify(job)
    })
    open.delete(job.sequence)
    parts.delete(job.sequence)
    renders.get(job.sequence)?.abort()
    renders.delete(job.sequence)
  }

  function startRender(job: Job): void {
    const { order } = job
    if (!order || job.doom || job.clip || job.plan.hang !== undefined) return
    const unwanted = new AbortController()
    renders.set(job.sequence, unwanted)
    const settle = (change: () => void) => {
      if (isClosed || isOver(job)) return
      change()
      tick()
    }
    studio
      .render(order, unwanted.signal, (part) => parts.set(job.sequence, part))
      .then(
        ({ file, bytes }) => {
          settle(() => {
            const { width, height, fps, frames, sound } = order
            job.clip = { file, bytes, width, height, fps, frames, hasAudio: sound }
            store.saveJob(job)
          })
        },
        (error: unknown) => {
          settle(() => {
            job.doom = { kind: "vendor", detail: error instanceof Error ? error.message : String(error) }
          })
        },
      )
  }

  function notify(job: Job): void {
    announce(postman, tellerOf(job.vendor), job, speed)
  }

  function isLost(job: Job): boolean {
    return job.isGone || (job.plan.forget !== undefined && Date.now() > job.startsAt)
  }

  for (const job of open.values()) startRender(job)
  tick()
  return world
}

/** A whole number between the ends that is the same for the same job. */
function draw([low, high]: [number, number], id: string): number {
  return low + Math.floor((createHash("sha256").update(id).digest().readUInt32LE(4) / 2 ** 32) * (high - low))
}
