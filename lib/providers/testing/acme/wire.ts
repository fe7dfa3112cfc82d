import { z } from "zod"
import { compose } from "@/lib/sandbox/compose"
import { doomOf } from "@/lib/sandbox/doom"
import { serveClip } from "@/lib/sandbox/files"
import { accountOf, identityOf } from "@/lib/sandbox/identity"
import { withoutImages } from "@/lib/sandbox/images"
import type { Job, JsonObject } from "@/lib/sandbox/job"
import { ratioOf, sizeOf } from "@/lib/sandbox/size"
import type { VendorWire } from "@/lib/sandbox/vendor-wire"
import { afterAcceptance, answer, readObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

const body = z.strictObject({
  prompt: z.string().min(1).max(300),
  ratio: z.enum(["16:9", "1:1"]),
  seconds: z.literal([2, 3]),
  seed: z.number().int().min(0).max(999).optional(),
  still: z.base64().optional(),
})

export const acmeWire: VendorWire = {
  id: "acme",
  settings: { rates: {}, queueMs: [100, 200], runMs: [500, 900], answerMs: 0, concurrency: 5, linkSeconds: 3600 },
  createServer: (world) => ({
    async handle(request) {
      const [, , kind = "", id = ""] = new URL(request.url).pathname.split("/")
      if (kind === "clips") return clip(world, request, id)
      const [, key = ""] = /^Bearer (\S+)$/.exec(request.headers.get("authorization") ?? "") ?? []
      if (!key.startsWith("sandbox")) return answer(401, { error: "no such key" })
      if (kind === "me") return answer(200, { ok: true })
      if (request.method === "POST") return create(world, request, accountOf("acme", key))
      const job = world.find("acme", id)
      return job ? answer(200, toReply(world, job)) : answer(404, { error: "no such job" })
    },
  }),
}

function clip(world: World, request: Request, id: string): Promise<Response> | Response {
  const job = world.find("acme", id)
  const isGone = job === undefined || job.plan["expired-link"] !== undefined
  return isGone ? answer(404, { error: "no such clip" }) : serveClip(world, request, job)
}

async function create(world: World, request: Request, account: string): Promise<Response> {
  const given = await readObject(request)
  const parsed = body.safeParse(given)
  if (!given || !parsed.success) return answer(400, { error: "bad body" })
  const { prompt, ratio, seconds, seed, still } = parsed.data
  const plan = world.plan("acme", prompt)
  const shown = withoutImages(given)
  const identity = identityOf("acme", account, shown)
  if (plan["no-credit"] !== undefined) return answer(402, { error: "no credit" })
  if (world.strikes("rate-limit", plan, identity)) return answer(429, { error: "slow down" }, { "retry-after": "2" })
  if (world.strikes("rate-limit-bare", plan, identity)) return answer(429, { error: "slow down" })
  if (world.strikes("error-before", plan, identity)) return answer(503, { error: "busy" })
  const frame = still === undefined ? undefined : await world.images.keep(Buffer.from(still, "base64"))
  const wish = { name: "Coyote 1", size: sizeOf(480, ratioOf(ratio)), seconds, prompt, seed, sound: false }
  const job = world.accept({
    ...{ vendor: "acme", model: "coyote-1", account, externalId: null, callbackUrl: null, request: shown, plan },
    order: compose({ ...wish, firstFrame: frame?.sha256 }, plan),
    doom: doomOf(plan),
    price: seconds,
  })
  return (await afterAcceptance(world, job, plan, () => answer(500, { error: "oops" }))) ?? answer(200, toReply(world, job))
}

function toReply(world: World, job: Job): JsonObject {
  const states = { queued: "queued", running: "running", succeeded: "done", failed: "failed", cancelled: "failed" } as const
  const isOdd = job.plan["odd-words"] !== undefined && job.status === "running"
  return {
    id: job.id,
    state: isOdd ? "pondering" : states[job.status],
    ...(isOdd && { mood: "fine" }),
    clip: job.status === "succeeded" ? `${world.origin()}/acme/clips/${job.id}` : null,
    why: job.failure?.kind ?? null,
  }
}
