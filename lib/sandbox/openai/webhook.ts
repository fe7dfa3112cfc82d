import { randomBytes } from "node:crypto"
import { Webhook } from "standardwebhooks"
import { z } from "zod"
import type { Teller } from "@/lib/sandbox/announce"
import type { JsonObject } from "@/lib/sandbox/job"
import { fail } from "@/lib/sandbox/openai/errors"
import { isCallbackAddress } from "@/lib/sandbox/postman"
import { answer, readObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

const stranger = `whsec_${Buffer.from("nobody knows this secret in here").toString("base64")}`

const endpoint = z.object({
  id: z.string(),
  object: z.literal("webhook_endpoint"),
  created_at: z.number(),
  name: z.string(),
  url: z.string(),
  event_types: z.array(z.string()),
  signing_secret_hint: z.string().nullable(),
})
type Endpoint = z.infer<typeof endpoint>

const created = z.strictObject({ name: z.string().min(1), url: z.string(), event_types: z.array(z.string()).min(1) })

const setting = (account: string) => `openai-webhooks ${account}`
const secretSetting = "openai-webhook-secret"

/** /v1/webhook_endpoints: addresses of a project. One secret signs for all of them here: the sandbox's. http is taken too. */
export async function handleEndpoints(
  world: World,
  request: Request,
  account: string,
  id: string | undefined,
): Promise<Response> {
  const all = endpointsOf(world, account)
  const save = (endpoints: Endpoint[]) => world.store.setSetting(setting(account), JSON.stringify(endpoints))
  if (id === undefined && request.method === "GET") {
    const ends = { first_id: all[0]?.id ?? null, last_id: all.at(-1)?.id ?? null }
    return answer(200, { object: "list", data: all, ...ends, has_more: false })
  }
  if (id === undefined && request.method === "POST") {
    const input = created.safeParse(await readObject(request))
    if (!input.success || !isCallbackAddress(input.data.url)) return fail(400, "Invalid webhook endpoint.", { param: "url" })
    const secret = secretOf(world)
    const made: Endpoint = {
      id: `whe_${randomBytes(12).toString("hex")}`,
      object: "webhook_endpoint",
      created_at: Math.floor(Date.now() / 1000),
      ...input.data,
      signing_secret_hint: `${secret.slice(0, 8)}…`,
    }
    save([...all, made])
    return answer(200, { ...made, signing_secret: secret })
  }
  const found = all.find((one) => one.id === id)
  if (!found) return fail(404, `No such webhook endpoint: ${id}`)
  if (request.method === "GET") return answer(200, found)
  if (request.method !== "DELETE") return fail(405, "Method not allowed.")
  save(all.filter((one) => one !== found))
  return answer(200, { id: found.id, object: "webhook_endpoint.deleted", deleted: true })
}

function endpointsOf(world: World, account: string): Endpoint[] {
  return z.array(endpoint).parse(JSON.parse(world.store.setting(setting(account)) ?? "[]"))
}

/** The newest address of this project that wants to hear of videos. */
export function callbackOf(world: World, account: string): string | null {
  const wanted = endpointsOf(world, account).filter(({ event_types: types }) => types.some((type) => type.startsWith("video.")))
  return wanted.at(-1)?.url ?? null
}

function secretOf(world: World): string {
  const kept = world.store.setting(secretSetting) ?? `whsec_${randomBytes(32).toString("base64")}`
  world.store.setSetting(secretSetting, kept)
  return kept
}

/** OpenAI's callbacks: thin events, signed by Standard Webhooks, when a video is over. */
export function createOpenAiTeller(world: World, secret: string | undefined): Teller {
  if (secret !== undefined) world.store.setSetting(secretSetting, secret)
  return {
    timeoutMilliseconds: 5000,
    pausesMilliseconds: [1000, 5000, 30_000, 120_000, 600_000],
    headers(delivery, at) {
      const key = delivery.kind === "forged" ? stranger : secretOf(world)
      const seconds = Math.floor(at / 1000)
      return {
        "user-agent": "OpenAI/1.0 (+https://platform.openai.com/docs/webhooks)",
        "webhook-id": delivery.messageId,
        "webhook-timestamp": String(seconds),
        "webhook-signature": new Webhook(key).sign(delivery.messageId, new Date(seconds * 1000), delivery.body),
      }
    },
    tell(job, invented) {
      if (job.status !== "succeeded" && job.status !== "failed") return []
      const type = (job.status === "succeeded") === invented ? "video.failed" : "video.completed"
      const isWanted = endpointsOf(world, job.account).some(
        ({ url, event_types: types }) => url === job.callbackUrl && types.includes(type),
      )
      if (!isWanted) return []
      const event: JsonObject = {
        id: `evt_${job.id.slice("video_".length, 30)}`,
        object: "event",
        created_at: Math.floor((job.finishedAt ?? Date.now()) / 1000),
        type,
        data: { id: job.id },
      }
      return [{ event: type, body: JSON.stringify(event) }]
    },
  }
}
