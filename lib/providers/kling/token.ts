import { SignJWT } from "jose"
import { z } from "zod"
import { createHttp, type Http, type HttpReply } from "@/lib/providers/http"
import type { ProviderSettings } from "@/lib/providers/provider"

/** The legacy console's pair of keys. */
export type KeyPair = { accessKey: string; secretKey: string }

/** The pair that a team entered; undefined unless both are there. */
export function keyPairOf({ fields }: Pick<ProviderSettings, "fields">): KeyPair | undefined {
  const accessKey = fields?.accessKey?.trim() ?? ""
  const secretKey = fields?.secretKey?.trim() ?? ""
  return accessKey === "" || secretKey === "" ? undefined : { accessKey, secretKey }
}

const lifeSeconds = 1800
const earlySeconds = 5

/** HS256, valid from 5 s ago for half an hour, as Kling's page has it. `nowSeconds` since 1970. */
export function signToken({ accessKey, secretKey }: KeyPair, nowSeconds: number): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuer(accessKey)
    .setExpirationTime(nowSeconds + lifeSeconds)
    .setNotBefore(nowSeconds - earlySeconds)
    .sign(new TextEncoder().encode(secretKey))
}

/** How far Kling's clock is ahead, by its address: an adapter is made for each call, and the clocks differ for all of them. */
const skews = new Map<string, number>()

/** Not yet valid, or expired: Kling's clock is not ours. */
const clockReply = z.object({ code: z.literal([1003, 1004]) })

/**
 * Http with a token of the key pair in place of a key, made new for each call. When Kling finds a token too young or too
 * old, the next ones go by the clock of its reply; a reading call is sent once more with such a token, a submit never.
 */
export function createTokenHttp(settings: ProviderSettings, pair: KeyPair): Http {
  const { fetch, now } = settings
  const { api } = settings.baseUrls
  const open = async () => {
    const token = await signToken(pair, Math.floor(now() / 1000) + (skews.get(api) ?? 0))
    return createHttp({ provider: "kling", keyUrls: [api], authorization: `Bearer ${token}`, fetch, now })
  }
  return {
    async send(request) {
      const reply = await (await open()).send(request)
      if (!clockReply.safeParse(reply.json).success) return reply
      skews.set(api, skewOf(reply, now()))
      return request.isSubmit === true ? reply : (await open()).send(request)
    },
    failure: (reply, request) =>
      createHttp({ provider: "kling", keyUrls: [], authorization: "", fetch, now }).failure(reply, request),
  }
}

/** How far Kling's clock is ahead of ours; 0 when the reply does not tell. */
function skewOf(reply: HttpReply, now: number): number {
  const theirs = Date.parse(reply.headers.get("date") ?? "")
  return Number.isNaN(theirs) ? 0 : Math.round((theirs - now) / 1000)
}
