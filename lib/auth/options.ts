import "server-only"
import type { CookieOption, CookiesOptions, NextAuthOptions } from "next-auth"
import Credentials from "next-auth/providers/credentials"
import { clientAddress } from "@/lib/auth/address"
import { findOrLinkPerson } from "@/lib/auth/identities"
import { oauthProviders } from "@/lib/auth/providers"
import { sessionCookieName, sessionIdleSeconds } from "@/lib/auth/session"
import { signInWithPassword } from "@/lib/auth/sign-in"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import { log } from "@/lib/log"

/** next-auth's settings for one request. Everything else reads the session with lib/teams/access.ts. */
export function authOptions(headers: Headers): NextAuthOptions {
  const isSecure = cameByHttps(headers)
  return {
    secret: env().AUTH_SECRET,
    session: { strategy: "jwt", maxAge: sessionIdleSeconds },
    useSecureCookies: isSecure,
    cookies: cookies(isSecure),
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    logger: {
      error: (code) => log().warn({ code }, "sign-in failed"),
      warn: (code) => log().debug({ code }, "sign-in warning"),
      debug: () => {},
    },
    providers: [
      Credentials({
        id: "credentials",
        name: "Email and password",
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: async (credentials) => {
          try {
            return await signInWithPassword(credentials, clientAddress(headers, env().TRUST_PROXY))
          } catch (error) {
            if (error instanceof AppError) throw error
            log().error({ error }, "sign-in failed unexpectedly")
            throw new AppError("unavailable", "Signing in does not work right now. Try again in a minute.", { cause: error })
          }
        },
      }),
      ...oauthProviders(),
    ],
    callbacks: {
      /** The only place where an outside identity meets our people; false says so on /sign-in. */
      signIn: async ({ user, account }) => {
        if (!account || account.type === "credentials") return true
        const { provider, providerAccountId } = account
        const person = await findOrLinkPerson({ provider, providerAccountId, email: user.email, name: user.name })
        if (!person) return "/sign-in?error=not_invited"
        Object.assign(user, person)
        return true
      },
      jwt: ({ token, user, trigger }) => {
        if (trigger !== "signIn" || !user) return token
        const { id, sessionEpoch } = user as { id: string; sessionEpoch: number }
        return { sub: id, epoch: sessionEpoch, startedAt: Math.floor(Date.now() / 1000), secure: isSecure }
      },
    },
  }
}

/** Whether the browser reached us over https, as far as can be told: by its Origin, by a trusted proxy, by our public address. */
function cameByHttps(headers: Headers): boolean {
  const origin = headers.get("origin")
  if (origin) return origin.startsWith("https://")
  const { TRUST_PROXY, PUBLIC_URL } = env()
  if (TRUST_PROXY > 0) return headers.get("x-forwarded-proto") === "https"
  return PUBLIC_URL?.startsWith("https://") === true && headers.get("host") === new URL(PUBLIC_URL).host
}

/** next-auth's cookies under names that do not depend on https, so that one session serves both ways in. */
function cookies(isSecure: boolean): CookiesOptions {
  const cookie = (name: string, maxAge?: number): CookieOption => ({
    name,
    options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure, ...(maxAge !== undefined && { maxAge }) },
  })
  const handshakeSeconds = 15 * 60
  return {
    sessionToken: cookie(sessionCookieName),
    callbackUrl: cookie("rushes.callback"),
    csrfToken: cookie("rushes.csrf"),
    pkceCodeVerifier: cookie("rushes.pkce", handshakeSeconds),
    state: cookie("rushes.state", handshakeSeconds),
    nonce: cookie("rushes.nonce", handshakeSeconds),
  }
}
