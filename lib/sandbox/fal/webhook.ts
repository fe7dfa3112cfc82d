import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto"
import type { Delivery, Json } from "@/lib/sandbox/job"
import type { Store } from "@/lib/sandbox/store"

export type FalSigner = {
  headers(delivery: Delivery, at: number): Record<string, string>
  /** What stands at /.well-known/jwks.json; `x` is padded, as the live copy was seen to be. */
  jwks(): Json
}

const userId = "user_sandbox"

/** Signs callbacks with a key of this sandbox's own, kept in its state. */
export function openFalSigner(store: Store): FalSigner {
  const saved = store.setting("fal-signing-key")
  const key = saved ? createPrivateKey(saved) : generateKeyPairSync("ed25519").privateKey
  if (!saved) store.setSetting("fal-signing-key", key.export({ type: "pkcs8", format: "pem" }).toString())
  const stranger = generateKeyPairSync("ed25519").privateKey
  return {
    headers(delivery, at) {
      const requestId: string = JSON.parse(delivery.body).request_id
      const timestamp = String(Math.floor(at / 1000))
      return {
        "x-fal-webhook-request-id": requestId,
        "x-fal-webhook-user-id": userId,
        "x-fal-webhook-timestamp": timestamp,
        "x-fal-webhook-signature": signFal(
          delivery.kind === "forged" ? stranger : key,
          requestId,
          userId,
          timestamp,
          delivery.body,
        ),
      }
    },
    jwks() {
      const { x = "" } = createPublicKey(key).export({ format: "jwk" })
      return { keys: [{ kty: "OKP", crv: "Ed25519", x: x.padEnd(44, "="), use: "sig", alg: "EdDSA", kid: "sandbox" }] }
    },
  }
}

/** Hex Ed25519 signature over request id, user id, timestamp and the body's sha256, each on its line. */
export function signFal(key: KeyObject, requestId: string, user: string, timestamp: string, body: string): string {
  const hash = createHash("sha256").update(body).digest("hex")
  return sign(null, Buffer.from([requestId, user, timestamp, hash].join("\n")), key).toString("hex")
}

/** JSON as Python writes it: a space after commas and colons, everything beyond ASCII escaped. */
export function pythonJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(", ")}]`
  if (value !== null && typeof value === "object") {
    return `{${Object.entries(value)
      .map(([key, inner]) => `${pythonJson(key)}: ${pythonJson(inner)}`)
      .join(", ")}}`
  }
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  )
}
