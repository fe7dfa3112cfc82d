import { createRequire } from "node:module"
import { NextRequest } from "next/server"
import { beforeEach, expect, test } from "vitest"
import { GET, POST } from "@/app/api/auth/[...nextauth]/route"
import { createFirstOwner } from "@/lib/auth/mutations"
import { decodeSession, sessionCookieName } from "@/lib/auth/session"
import { db } from "@/lib/db"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()

const jar = new Map<string, string>()
let sent = new Headers()
// next-auth is CommonJS and asks Next for the request's headers by itself; there is no request of Next's here.
Object.assign(createRequire(import.meta.url)("next/headers"), {
  cookies: async () => ({ getAll: () => [...jar].map(([name, value]) => ({ name, value })) }),
  headers: async () => sent,
})

const owner = { name: "Mara", email: "mara@example.com", password: "correct-horse-1", teamName: "North" }

beforeEach(async () => {
  jar.clear()
  await db().signInThrottle.deleteMany()
  if ((await db().user.count()) === 0) await createFirstOwner(owner)
})

async function call(path: string, origin: string, fields?: Record<string, string>) {
  sent = new Headers({
    host: new URL(origin).host,
    ...(fields && { origin, "content-type": "application/x-www-form-urlencoded" }),
  })
  const request = new NextRequest(`${origin}/api/auth/${path}`, {
    headers: sent,
    ...(fields && { method: "POST", body: new URLSearchParams({ ...fields, json: "true" }).toString() }),
  })
  const reply = (await (fields ? POST : GET)(request, { params: Promise.resolve({ nextauth: path.split("/") }) })) as Response
  const cookies = reply.headers.getSetCookie()
  for (const cookie of cookies) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
    jar.set(name, decodeURIComponent(value))
  }
  return { status: reply.status, body: (await reply.json()) as Record<string, string>, cookies }
}

async function signIn(password: string, origin = "http://127.0.0.1:3000", csrfToken?: string) {
  const csrf = csrfToken ?? (await call("csrf", origin)).body.csrfToken ?? ""
  return call("callback/credentials", origin, { email: owner.email, password, csrfToken: csrf })
}

const sessionCookie = (cookies: string[]) => cookies.find((cookie) => cookie.startsWith(`${sessionCookieName}=`))

test("the right password gives a session that scripts cannot read and other sites cannot send", async () => {
  const { status, cookies } = await signIn(owner.password)
  expect(status).toBe(200)
  const cookie = sessionCookie(cookies)
  expect(cookie).toMatch(/; Path=\/.*; HttpOnly; SameSite=Lax$/i)
  expect(cookie).not.toMatch(/Secure/i)
  const { id } = await db().user.findFirstOrThrow()
  expect(await decodeSession(jar.get(sessionCookieName))).toMatchObject({ userId: id, epoch: 0, secure: false })
})

test("over https the cookie is for https alone", async () => {
  const { cookies } = await signIn(owner.password, "https://rushes.example")
  expect(sessionCookie(cookies)).toMatch(/; Secure/i)
})

test("a wrong password says so in our words and gives no session", async () => {
  const { status, body, cookies } = await signIn("wrong")
  expect(status).toBe(401)
  expect(new URL(body.url ?? "").searchParams.get("error")).toBe("Email or password is wrong.")
  expect(sessionCookie(cookies)).toBeUndefined()
})

test("without next-auth's CSRF token the password is not even looked at", async () => {
  const { cookies } = await signIn(owner.password, undefined, "forged")
  expect(sessionCookie(cookies)).toBeUndefined()
  expect(await db().signInThrottle.count()).toBe(0)
})

test("after ten wrong ones the right one is refused too, with when to try again", async () => {
  for (let attempt = 0; attempt < 10; attempt++) await signIn("wrong")
  const { body, cookies } = await signIn(owner.password)
  expect(new URL(body.url ?? "").searchParams.get("error")).toMatch(/^Too many attempts. Try again in 1[45] min.$/)
  expect(sessionCookie(cookies)).toBeUndefined()
})
