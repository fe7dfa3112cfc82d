import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

// A zone that is not UTC, nor whole hours from it, finds code that mixes up local and universal time.
process.env.TZ = "Asia/Kathmandu"

const root = fileURLToPath(new URL(".", import.meta.url))

export default defineConfig({
  resolve: {
    alias: [
      { find: /^server-only$/, replacement: join(root, "lib/testing/server-only.ts") },
      { find: /^@\//, replacement: root },
    ],
  },
  test: {
    include: ["{app,bench,components,lib,scripts}/**/*.test.{ts,tsx}"],
    globalSetup: ["lib/testing/global-setup.ts"],
    pool: "forks",
    // One more than the cores of a small machine: many files wait for other processes more than they compute.
    maxWorkers: 3,
    testTimeout: 40_000,
    hookTimeout: 60_000,
    env: {
      NODE_ENV: "test",
      LOG_LEVEL: "silent",
      DATA_DIR: join(tmpdir(), "rushes-test-data"),
      AUTH_SECRET: "a test's secret that signs nothing of worth",
      ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
    },
  },
})
