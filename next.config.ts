import type { NextConfig } from "next"

/** What every answer carries. The Content-Security-Policy of pages has a nonce per request and comes from proxy.ts. */
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()" },
]

const config: NextConfig = {
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
  distDir: process.env.NEXT_DIST_DIR || ".next",
  poweredByHeader: false,
  // `next dev` would print what actions are called with: passwords and keys.
  logging: { serverFunctions: false },
  reactStrictMode: true,
  // Next then leaves tsconfig.json alone, which it would otherwise rewrite for every build folder.
  experimental: { strictRouteTypes: true },
  // `npm test` checks the types, of everything; whoever starts the studio need not wait for that.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["node-av", "sharp", "pg", "graphile-worker", "pino", "@prisma/schema-engine-wasm"],
}

export default config
