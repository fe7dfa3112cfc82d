import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto"
import type { Teller } from "@/lib/sandbox/announce"
import { type Delivery, isOver, type Job, type Json, type JsonObject } from "@/lib/sandbox/job"
import type { Store } from "@/lib/sandbox/store"
import type { World } from "@/lib/sandbox/world"

const keyId = "sandbox-1"
const settingName = "gemini-signing-key"

export type GeminiSigner = { key: KeyObject; jwks(): Json }

/** The key of this sandbox's own that signs per-request callbacks, kept in its state; made when it is first needed. */
export function openGeminiSigner(store: Store): GeminiSigner {
  const saved = store.setting(settingName)
  const key = saved ? createPrivateKey(saved) : newKey()
  if (!saved) store.setSetting(settingName, key.export({ type: "pkcs8", format: "pem" }).toString())
  return {
    key,
    jwks() {
      const { n = "", e = "" } = createPublicKey(key).export({ format: "jwk" })
      return { keys: [{ kty: "RSA", use: "sig", alg: "RS256", kid: keyId, n, e }] }
    },
  }
}

function newKey(): KeyObject {
  return generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey
}

const events = {
  succeeded: "interaction.completed",
  failed: "interaction.failed",
  cancelled: "interaction.cancelled",
} as const

/** Per-request webhooks: thin notices of the end alone, with an RS256 JWT in `webhook-signature`. */
export function createGeminiTeller(world: World): Teller {
  let stranger: KeyObject | undefined
  const keyFor = (kind: Delivery["kind"]) => {
    if (kind !== "forged") return openGeminiSigner(world.store).key
    stranger ??= newKey()
    return stranger
  }
  return {
    timeoutMilliseconds: 10_000,
    pausesMilliseconds: [2000, 10_000, 30_000],
    headers(delivery, at) {
      const seconds = Math.floor(at / 1000)
      const claims = {
        iss: "https://generativelanguage.googleapis.com",
        aud: delivery.url,
        iat: seconds,
        exp: seconds + 3600,
        jti: delivery.messageId,
      }
      return {
        "webhook-id": delivery.messageId,
        "webhook-timestamp": String(seconds),
        "webhook-signature": signJwt(keyFor(delivery.kind), claims),
      }
    },
    tell(job, invented) {
      if (!isOver(job)) return []
      const told = invented ? lie(job) : job
      const event = events[told.status as keyof typeof events]
      return [{ event, body: JSON.stringify(noticeOf(told, event)) }]
    },
  }
}

function signJwt(key: KeyObject, claims: JsonObject): string {
  const part = (value: JsonObject) => Buffer.from(JSON.stringify(value)).toString("base64url")
  const content = `${part({ alg: "RS256", typ: "JWT", kid: keyId })}.${part(claims)}`
  return `${content}.${sign("sha256", Buffer.from(content), key).toString("base64url")}`
}

function noticeOf(job: Job, type: string): JsonObject {
  const failure: JsonObject =
    job.status === "failed" ? { error_code: "internal_error", error_message: "The interaction failed." } : {}
  const timestamp = new Date(job.finishedAt ?? job.acceptedAt).toISOString()
  return { type, version: "v1", timestamp, data: { id: job.id, ...failure } }
}

/** The opposite of what happened. */
function lie(job: Job): Job {
  const failure = { kind: "vendor" as const, detail: "forged" }
  return job.status === "succeeded" ? { ...job, status: "failed", failure } : { ...job, status: "succeeded", failure: null }
}
