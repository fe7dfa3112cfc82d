import "server-only"
import type { OAuthConfig } from "next-auth/providers/oauth"
import { type Env, env } from "@/lib/env"

/** Who somebody is elsewhere. `email` is only present when that place has verified it. */
type Identity = { id: string; name: string | null; email: string | null }

type OidcClaims = { sub: string; name?: string; email?: string; email_verified?: boolean }

const fromClaims = (claims: OidcClaims): Identity => ({
  id: claims.sub,
  name: claims.name ?? null,
  email: claims.email_verified === true ? (claims.email ?? null) : null,
})

/** The ways to sign in besides a password that env has both halves of; the sign-in page shows one button for each. */
export function oauthProviders(settings: Env = env()): OAuthConfig<OidcClaims>[] {
  const { AUTH_GITHUB_ID, AUTH_GITHUB_SECRET, AUTH_GOOGLE_ID, AUTH_GOOGLE_SECRET } = settings
  const { AUTH_OIDC_ISSUER, AUTH_OIDC_ID, AUTH_OIDC_SECRET, AUTH_OIDC_NAME } = settings
  const providers: OAuthConfig<OidcClaims>[] = []
  if (AUTH_GITHUB_ID && AUTH_GITHUB_SECRET) providers.push(github(AUTH_GITHUB_ID, AUTH_GITHUB_SECRET))
  if (AUTH_GOOGLE_ID && AUTH_GOOGLE_SECRET) {
    providers.push(oidc("google", "Google", "https://accounts.google.com", AUTH_GOOGLE_ID, AUTH_GOOGLE_SECRET))
  }
  if (AUTH_OIDC_ISSUER && AUTH_OIDC_ID && AUTH_OIDC_SECRET) {
    providers.push(oidc("oidc", AUTH_OIDC_NAME, AUTH_OIDC_ISSUER, AUTH_OIDC_ID, AUTH_OIDC_SECRET))
  }
  return providers
}

function oidc(id: string, name: string, issuer: string, clientId: string, clientSecret: string): OAuthConfig<OidcClaims> {
  return {
    id,
    name,
    type: "oauth",
    wellKnown: `${issuer}/.well-known/openid-configuration`,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    clientId,
    clientSecret,
    profile: fromClaims,
  }
}

/** GitHub is no OpenID issuer; next-auth's own GitHub provider does not look whether the email is verified, so this one does. */
function github(clientId: string, clientSecret: string): OAuthConfig<OidcClaims> {
  return {
    id: "github",
    name: "GitHub",
    type: "oauth",
    issuer: "https://github.com/login/oauth",
    authorization: { url: "https://github.com/login/oauth/authorize", params: { scope: "read:user user:email" } },
    token: "https://github.com/login/oauth/access_token",
    checks: ["pkce", "state"],
    clientId,
    clientSecret,
    userinfo: {
      url: "https://api.github.com/user",
      request: async ({ client, tokens }) => {
        const accessToken = tokens.access_token ?? ""
        const user = await client.userinfo<{ id: number; login: string; name?: string }>(accessToken)
        const reply = await fetch("https://api.github.com/user/emails", { headers: { authorization: `Bearer ${accessToken}` } })
        const emails = reply.ok ? ((await reply.json()) as { email: string; primary: boolean; verified: boolean }[]) : []
        const primary = emails.find((email) => email.primary && email.verified)
        return { sub: String(user.id), name: user.name ?? user.login, email: primary?.email, email_verified: true }
      },
    },
    profile: fromClaims,
  }
}
