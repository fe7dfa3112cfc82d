import { NextRequest } from "next/server"
import { expect, test } from "vitest"
import { lastProjectCookie } from "@/lib/auth/last-project"
import { decodeSession, encodeSession, sessionCookieName, sessionRenewAfterSeconds } from "@/lib/auth/session"
import { proxy } from "@/proxy"

process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:9/none"
process.env.PUBLIC_URL = "https://rushes.example"

const view = (path: string, headers: Record<string, string> = {}) =>
  proxy(new NextRequest(`http://127.0.0.1:3000${path}`, { headers }))

test("every page has a policy with a nonce of its own, which the page is told", async () => {
  const [first, second] = [await view("/north"), await view("/north")]
  const policy = first.headers.get("content-security-policy") ?? ""
  expect(policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic'; /)
  expect(policy).not.toContain("unsafe-eval")
  for (const rule of ["frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'", "form-action 'self'"]) {
    expect(policy).toContain(rule)
  }
  expect(second.headers.get("content-security-policy")).not.toBe(policy)
  expect(first.headers.get("x-middleware-request-content-security-policy")).toBe(policy)
  expect(first.headers.get("strict-transport-security")).toBe("max-age=31536000")
})

test("whoever must sign in is led back: the path is passed on, and cannot be forged", async () => {
  const reply = await view("/north/film?status=failed", { "x-rushes-path": "/evil" })
  expect(reply.headers.get("x-middleware-request-x-rushes-path")).toBe("/north/film?status=failed")
})

test("a page view remembers the project", async () => {
  const document = { "sec-fetch-dest": "document" }
  expect((await view("/north/film/shots/3", document)).cookies.get(lastProjectCookie)?.value).toBe("north/film")
  expect((await view("/north/settings", document)).cookies.get(lastProjectCookie)).toBeUndefined()
  expect((await view("/north/film")).cookies.get(lastProjectCookie)).toBeUndefined()
})

test("a session in use is renewed once an hour, keeps its beginning, and nothing but a page view renews it", async () => {
  const startedAt = Math.floor(Date.now() / 1000) - 86_400
  const session = { userId: "0190a000-0000-7000-8000-000000000000", epoch: 3, startedAt, secure: true }
  const fresh = await encodeSession(session)
  const headers = (token: string) => ({ "sec-fetch-dest": "document", cookie: `${sessionCookieName}=${token}` })
  expect((await view("/north", headers(fresh))).cookies.get(sessionCookieName)).toBeUndefined()

  const realNow = Date.now
  Date.now = () => realNow() + (sessionRenewAfterSeconds + 1) * 1000
  try {
    const renewed = (await view("/north", headers(fresh))).cookies.get(sessionCookieName)
    expect(renewed).toMatchObject({ httpOnly: true, secure: true, sameSite: "lax" })
    expect(await decodeSession(renewed?.value)).toMatchObject(session)
    const { "sec-fetch-dest": _, ...fetched } = headers(fresh)
    expect((await view("/north", fetched)).cookies.get(sessionCookieName)).toBeUndefined()
  } finally {
    Date.now = realNow
  }
})
