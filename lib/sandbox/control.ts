import { z } from "zod"
import type { Job } from "@/lib/sandbox/job"
import { readDirectives, rehearsals } from "@/lib/sandbox/rehearsals"
import { rehearseInput } from "@/lib/sandbox/settings"
import { answer, readObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

const listInput = z.object({
  vendor: z.string().optional(),
  after: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(10_000).default(10_000),
})

/** The operator's side: /_sandbox/health, /_sandbox/jobs and /_sandbox/rehearse. */
export async function handleControl(world: World, request: Request): Promise<Response> {
  const url = new URL(request.url)
  switch (`${request.method} ${url.pathname}`) {
    case "GET /_sandbox/health":
      return answer(200, { ok: true, pid: process.pid })
    case "GET /_sandbox/jobs": {
      const input = listInput.safeParse(Object.fromEntries(url.searchParams))
      if (!input.success) return answer(400, { error: z.prettifyError(input.error) })
      const { vendor, after, limit } = input.data
      const jobs = world.store.jobs({ ...(vendor && { vendor }), ...(after !== undefined && { afterSequence: after }), limit })
      return answer(200, { jobs: jobs.map((job) => toView(world, job)) as never })
    }
    case "GET /_sandbox/rehearse":
      return answer(200, { vendors: world.settings.all() as never, rehearsals: [...rehearsals] as never })
    case "POST /_sandbox/rehearse": {
      const input = rehearseInput.safeParse(await readObject(request))
      if (!input.success) return answer(400, { error: z.prettifyError(input.error) })
      const { vendor } = input.data
      if (vendor !== "all" && !(vendor in world.settings.all())) return answer(400, { error: `No vendor ${vendor} here.` })
      world.settings.change(input.data)
      return answer(200, { vendors: world.settings.all() as never })
    }
    default:
      return answer(404, { error: "Not found" })
  }
}

/** Everything known of a job, with every callback and every answer to it. */
function toView(world: World, stored: Job): object {
  const job = world.find(stored.vendor, stored.id) ?? stored
  const prompt = promptOf(job)
  const time = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  return {
    sequence: job.sequence,
    vendor: job.vendor,
    model: job.model,
    id: job.id,
    account: job.account,
    externalId: job.externalId,
    callbackUrl: job.callbackUrl,
    status: job.status,
    outcome: job.failure?.kind ?? (job.status === "succeeded" || job.status === "cancelled" ? job.status : null),
    isGone: job.isGone,
    price: job.price,
    acceptedAt: time(job.acceptedAt),
    startedAt: time(job.startedAt),
    finishedAt: time(job.finishedAt),
    rehearsals: job.plan,
    unknownDirectives: readDirectives(prompt, job.vendor).unknown,
    clip: job.clip && {
      sha: job.clip.file.replace(/\.(mp4|png)$/, ""),
      bytes: job.clip.bytes,
      width: job.clip.width,
      height: job.clip.height,
      fps: job.clip.fps,
      frames: job.clip.frames,
      hasAudio: job.clip.hasAudio,
    },
    request: job.request,
    callbacks: world.store.deliveriesOf(job.sequence).map(({ id, messageId, event, kind, state, dueAt, attempts }) => ({
      id,
      messageId,
      event,
      kind,
      state,
      dueAt: time(dueAt),
      attempts: attempts.map(({ at, ...attempt }) => ({ at: time(at), ...attempt })),
    })),
  }
}

function promptOf(job: Job): string {
  return JSON.stringify(job.request)
}
