import { randomBytes } from "node:crypto"
import { type NextRequest, NextResponse } from "next/server"
import { lastProjectCookie, projectPathOf } from "@/lib/auth/last-project"
import { pathHeader } from "@/lib/auth/path-header"
import { contentSecurityPolicy } from "@/lib/auth/security-headers"
import {
  decodeSession,
  encodeSession,
  sessionCookieName,
  sessionIdleSeconds,
  sessionRenewAfterSeconds,
} from "@/lib/auth/session"
import { env } from "@/lib/env"

/**
 * Before every page: a fresh nonce in the Content-Security-Policy, the path for whoever must sign in first, a renewed
 * session. Proves nothing: gates stand in loaders, actions and routes. /api is left out, because Next keeps a copy of every body
 * that passes here; the headers that do not change per request are in next.config.ts.
 */
export async function proxy(request: NextRequest) {
  const nonce = randomBytes(16).toString("base64")
  const policy = contentSecurityPolicy({ nonce, isDevelopment: process.env.NODE_ENV === "development" })
  const requestHeaders = new Headers(request.headers)
  requestHeaders.set("content-security-policy", policy)
  requestHeaders.set(pathHeader, request.nextUrl.pathname + request.nextUrl.search)
  const response = NextResponse.next({ request: { headers: requestHeaders } })
  response.headers.set("content-security-policy", policy)
  if (env().PUBLIC_URL?.startsWith("https://")) response.headers.set("strict-transport-security", "max-age=31536000")
  if (request.headers.get("sec-fetch-dest") === "document") {
    await renewSession(request, response)
    rememberProject(request, response)
  }
  return response
}

/** A session in use lives on: its token is replaced once an hour, by the page view of a person and nothing else. */
async function renewSession(request: NextRequest, response: NextResponse) {
  const session = await decodeSession(request.cookies.get(sessionCookieName)?.value)
  if (!session || session.issuedAt + sessionRenewAfterSeconds > Date.now() / 1000) return
  response.cookies.set(sessionCookieName, await encodeSession(session), {
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    secure: session.secure,
    maxAge: sessionIdleSeconds,
  })
}

/** So that "/" opens where this browser was last. The page proves that it may. */
function rememberProject(request: NextRequest, response: NextResponse) {
  const path = projectPathOf(request.nextUrl.pathname)
  if (path === null || request.cookies.get(lastProjectCookie)?.value === path) return
  response.cookies.set(lastProjectCookie, path, { httpOnly: true, sameSite: "lax", path: "/", maxAge: 365 * 24 * 60 * 60 })
}

export const config = {
  matcher: ["/((?!api/|_next/static|_next/image|samples/|favicon.ico|icon.svg).*)"],
}
