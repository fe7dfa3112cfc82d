import { exportPKCS8, generateKeyPair, jwtVerify } from "jose"
import { describe, expect, it } from "vitest"
import { ProviderError } from "@/lib/providers/errors"
import { testSettings } from "@/lib/providers/testing"
import { accessToken } from "@/lib/providers/vertex/token"

const call = { signal: new AbortController().signal }
const now = Date.parse("2026-11-21T12:00:00Z")
const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true })
const pem = await exportPKCS8(privateKey)

const account = (email: string) =>
  JSON.stringify({
    type: "service_account",
    client_email: email,
    private_key: pem,
    private_key_id: "k1",
    token_uri: "https://evil.example/token",
  })

/** Settings whose fetch is Google's token address, and what it was asked. */
function google(apiKey: string, answer: () => Response, clock = () => now) {
  const asked: { url: string; form: URLSearchParams }[] = []
  const fetched: typeof fetch = async (input, init) => {
    asked.push({ url: String(input), form: new URLSearchParams(new TextDecoder().decode(init?.body as Uint8Array)) })
    return answer()
  }
  return { asked, settings: testSettings("http://vendor.example", { apiKey, fetch: fetched, now: clock }) }
}

const granted = (token = "ya29.abc") => Response.json({ access_token: token, expires_in: 3600, token_type: "Bearer" })

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => (error instanceof ProviderError ? error : undefined),
  )

describe("the token", () => {
  it("is the key itself where that is one", async () => {
    const { asked, settings } = google("ya29.given", granted)
    expect(await accessToken(settings, call)).toBe("ya29.given")
    expect(asked).toEqual([])
  })

  it("is given for a signed assertion of the service account, at Google's own address alone", async () => {
    const { asked, settings } = google(account("a@p-1.iam.gserviceaccount.com"), granted)
    expect(await accessToken(settings, call)).toBe("ya29.abc")
    expect(asked.map(({ url }) => url)).toEqual(["https://oauth2.googleapis.com/token"])
    expect(asked[0]?.form.get("grant_type")).toBe("urn:ietf:params:oauth:grant-type:jwt-bearer")
    const assertion = asked[0]?.form.get("assertion") ?? ""
    const { payload, protectedHeader } = await jwtVerify(assertion, publicKey, { currentDate: new Date(now) })
    expect(protectedHeader).toMatchObject({ alg: "RS256", kid: "k1" })
    expect(payload).toEqual({
      iss: "a@p-1.iam.gserviceaccount.com",
      aud: "https://oauth2.googleapis.com/token",
      scope: "https://www.googleapis.com/auth/cloud-platform",
      iat: now / 1000,
      exp: now / 1000 + 3600,
    })
  })

  it("is kept until shortly before it ends", async () => {
    let clock = now
    let count = 0
    const { asked, settings } = google(
      account("b@p-1.iam.gserviceaccount.com"),
      () => granted(`t${++count}`),
      () => clock,
    )
    const ask = () => accessToken(settings, call)
    expect([await ask(), await ask()]).toEqual(["t1", "t1"])
    clock = now + 3_301_000
    expect(await ask()).toBe("t2")
    expect(asked).toHaveLength(2)
  })

  it("is refused with nothing asked of Vertex: a document that is none, a key that Google does not take, a cut line", async () => {
    const none = google("{}", granted)
    expect(await failureOf(accessToken(none.settings, call))).toMatchObject({ kind: "auth", acceptance: "no" })
    const broken = google(JSON.stringify({ client_email: "c@x", private_key: "no key" }), granted)
    expect(await failureOf(accessToken(broken.settings, call))).toMatchObject({ kind: "auth", acceptance: "no" })
    expect([none.asked, broken.asked]).toEqual([[], []])
    const unknown = google(account("d@x"), () => Response.json({ error: "invalid_grant" }, { status: 400 }))
    expect(await failureOf(accessToken(unknown.settings, call))).toMatchObject({ kind: "auth", acceptance: "no" })
    const cut = google(account("e@x"), () => {
      throw new TypeError("fetch failed")
    })
    expect(await failureOf(accessToken(cut.settings, call))).toMatchObject({ kind: "unavailable", acceptance: "no" })
  })
})
