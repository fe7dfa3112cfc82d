import type { NextRequest } from "next/server"
import NextAuth from "next-auth"
import { authOptions } from "@/lib/auth/options"
import { env } from "@/lib/env"

type Context = { params: Promise<{ nextauth: string[] }> }

/** next-auth's own endpoints, with its own CSRF token: sign-in by password and by OAuth. Sign-out is an action of ours. */
async function handler(request: NextRequest, context: Context) {
  // next-auth builds OAuth's return address from NEXTAUTH_URL, or else from the Host header when told to trust it.
  if (env().PUBLIC_URL) process.env.NEXTAUTH_URL ??= env().PUBLIC_URL
  else process.env.AUTH_TRUST_HOST ??= "true"
  return NextAuth(request, context, authOptions(request.headers))
}

export { handler as GET, handler as POST }
