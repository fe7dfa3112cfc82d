import { randomBytes } from "node:crypto"
import { Webhook } from "standardwebhooks"
import type { Teller } from "@/lib/sandbox/announce"
import { isOver, type Job } from "@/lib/sandbox/job"
import { toPrediction } from "@/lib/sandbox/replicate/prediction"
import { isObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

const stranger = `whsec_${Buffer.from("nobody knows this secret in here").toString("base64")}`
const secretSetting = "replicate-webhook-secret"

/** What signs the callbacks of every account here; made when nobody gave one. */
export function webhookSecretOf(world: World): string {
  const kept = world.store.setting(secretSetting) ?? `whsec_${randomBytes(32).toString("base64")}`
  world.store.setSetting(secretSetting, kept)
  return kept
}

/** Replicate's callbacks: the whole prediction, signed by Standard Webhooks, for the events that were asked for. */
export function createReplicateTeller(world: World, secret: string | undefined): Teller {
  if (secret !== undefined) world.store.setSetting(secretSetting, secret)
  return {
    timeoutMilliseconds: 10_000,
    pausesMilliseconds: [1000, 5000, 30_000],
    headers(delivery, at) {
      const key = delivery.kind === "forged" ? stranger : webhookSecretOf(world)
      const seconds = Math.floor(at / 1000)
      return {
        "webhook-id": delivery.messageId,
        "webhook-timestamp": String(seconds),
        "webhook-signature": new Webhook(key).sign(delivery.messageId, new Date(seconds * 1000), delivery.body),
      }
    },
    tell(job, invented) {
      const event = isOver(job) ? "completed" : job.status === "running" ? "start" : undefined
      if (event === undefined || !eventsOf(job).includes(event)) return []
      return [{ event, body: JSON.stringify(toPrediction(world, invented ? lie(job) : job)) }]
    },
  }
}

/** Outputs and the end, unless the client asked for something else. */
function eventsOf({ request }: Job): readonly unknown[] {
  const asked = isObject(request) ? request.webhook_events_filter : undefined
  return Array.isArray(asked) ? asked : ["output", "completed"]
}

/** The opposite of what happened. */
function lie(job: Job): Job {
  const failure = { kind: "vendor" as const, detail: "forged" }
  return job.status === "succeeded" ? { ...job, status: "failed", failure } : { ...job, status: "succeeded", failure: null }
}
