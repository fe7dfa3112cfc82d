import { createHash } from "node:crypto"
import { importPKCS8, SignJWT } from "jose"
import { z } from "zod"
import { ProviderError } from "@/lib/providers/errors"
import { createHttp } from "@/lib/providers/http"
import type { Call, ProviderSettings } from "@/lib/providers/provider"

/** Google's one address for tokens. What a key document names as its `token_uri` is not believed. */
const tokenUrl = "https://oauth2.googleapis.com/token"
const scope = "https://www.googleapis.com/auth/cloud-platform"
const lifeSeconds = 3600
/** A token that ends sooner than this is not used any more. */
const spareSeconds = 300

const serviceAccount = z.object({
  client_email: z.string().min(1),
  private_key: z.string().min(1),
  private_key_id: z.string().optional(),
})
type ServiceAccount = z.infer<typeof serviceAccount>

const granted = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().default(lifeSeconds) })

/** By a hash of the key document, for the whole process: an adapter is made for each job. */
const tokens = new Map<string, { token: string; endsAt: number }>()

/**
 * What proves who we are: the key itself where it is a short-lived access token, else a token that Google gives for the
 * service account's key (OAuth 2 "JWT bearer"), kept until shortly before it ends. Throws `ProviderError`, always with
 * acceptance "no": nothing was asked of Vertex yet.
 */
export async function accessToken(settings: ProviderSettings, { signal }: Call): Promise<string> {
  const { apiKey } = settings
  if (!apiKey.trimStart().startsWith("{")) return apiKey
  const name = createHash("sha256").update(apiKey).digest("hex")
  const known = tokens.get(name)
  if (known !== undefined && known.endsAt - spareSeconds * 1000 > settings.now()) return known.token
  const { access_token: token, expires_in: seconds } = await exchange(readKey(apiKey), settings, signal)
  tokens.set(name, { token, endsAt: settings.now() + seconds * 1000 })
  return token
}

function readKey(document: string): ServiceAccount {
  try {
    return serviceAccount.parse(JSON.parse(document))
  } catch {
    throw unproven("The key is a JSON document, but not one of a service account.")
  }
}

async function exchange(account: ServiceAccount, settings: ProviderSettings, signal: AbortSignal) {
  const assertion = await sign(account, Math.floor(settings.now() / 1000))
  const form = new URLSearchParams({ grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion })
  const http = createHttp({ provider: "vertex", keyUrls: [], authorization: "", fetch: settings.fetch, now: settings.now })
  const reply = await http.send({
    method: "POST",
    url: tokenUrl,
    body: { bytes: new TextEncoder().encode(form.toString()), mime: "application/x-www-form-urlencoded" },
    signal,
    withoutKey: true,
  })
  const token = granted.safeParse(reply.json)
  if (reply.status === 200 && token.success) return token.data
  // 400 invalid_grant: the account or its key is gone.
  if (reply.status === 400 || reply.status === 200)
    throw unproven(`No token: HTTP ${reply.status}: ${reply.text.slice(0, 500)}`)
  throw http.failure(reply, {})
}

async function sign({ client_email, private_key, private_key_id }: ServiceAccount, nowSeconds: number): Promise<string> {
  try {
    return await new SignJWT({ scope })
      .setProtectedHeader({ alg: "RS256", typ: "JWT", ...(private_key_id !== undefined && { kid: private_key_id }) })
      .setIssuer(client_email)
      .setAudience(tokenUrl)
      .setIssuedAt(nowSeconds)
      .setExpirationTime(nowSeconds + lifeSeconds)
      .sign(await importPKCS8(private_key, "RS256"))
  } catch {
    throw unproven("The service account's private key is unreadable.")
  }
}

function unproven(message: string): ProviderError {
  return new ProviderError({ provider: "vertex", kind: "auth", acceptance: "no", message })
}
