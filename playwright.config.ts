import { defineConfig } from "@playwright/test"
import { findChromium } from "@/scripts/chromium"

const isRoot = process.getuid?.() === 0

/**
 * Journeys through a real build in a real browser. Each spec starts its own studio (e2e/studio.ts), so there is no
 * address here. Two at a time: a journey waits for clips more than it computes, and 25 journeys then take 4.5 minutes, not 7.
 */
export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  // About ten minutes by itself: npm run matrix.
  testIgnore: process.env.MATRIX === "full" ? [] : "**/matrix.spec.ts",
  outputDir: "test-results",
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 300_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json", { outputFile: process.env.PLAYWRIGHT_REPORT || "test-results/report.json" }]],
  use: {
    browserName: "chromium",
    viewport: { width: 1440, height: 900 },
    // Recording costs time in every journey, whether it is kept or not.
    trace: process.env.TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    actionTimeout: 30_000,
    launchOptions: {
      executablePath: findChromium(),
      // Without these, Chromium's own errands to the network are refused one after the other on a closed machine.
      args: [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
      // Chromium's sandbox does not run as root.
      chromiumSandbox: !isRoot,
    },
  },
})
