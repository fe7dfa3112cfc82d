import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { chromium } from "@playwright/test"
import { startEmbeddedPostgres } from "@/lib/database/embedded-postgres"
import { findChromium } from "@/scripts/chromium"
import { buildIfStale } from "@/scripts/supervisor/build"
import { runScript } from "@/scripts/supervisor/failure"
import { forgetSettings } from "@/scripts/testing/clean-environment"
import {
  crashedFiles,
  type Outcome,
  oneCheck,
  playwrightOutcome,
  vitestOutcome,
  withSecondRun,
} from "@/scripts/testing/outcomes"
import { type ProgramRunner, programRunner } from "@/scripts/testing/program-runner"
import { testBuildFolder } from "@/scripts/testing/test-build-folder"

const sources = ["app", "bench", "components", "e2e", "lib", "scripts", "proxy.ts", "instrumentation.ts"]
const arrows = ["--config", ".dependency-cruiser.mjs", "--output-type", "err", ...sources]

/** Everything that npm test proves, in order; a failed stage does not keep the later ones from telling what they know. */
await runScript(async () => {
  const startedAt = Date.now()
  const folder = mkdtempSync(join(tmpdir(), "rushes-npm-test-"))
  const programs = programRunner()
  forgetSettings()
  let outcomes: Outcome[]
  try {
    outcomes = await runStages(programs, folder)
  } finally {
    await programs.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const sum = (key: "passed" | "failed") => outcomes.reduce((total, outcome) => total + outcome[key], 0)
  const failed = sum("failed")
  console.log(`\nnpm test took ${Math.round((Date.now() - startedAt) / 1000)} s.`)
  console.log(`${sum("passed")} passed, ${failed} failed`)
  process.exit(failed === 0 ? 0 : 1)
})

async function runStages(programs: ProgramRunner, folder: string): Promise<Outcome[]> {
  const { run } = programs
  const stages: [string, () => Promise<Outcome>][] = [
    ["format and lint", async () => oneCheck(await run("@biomejs/biome/bin/biome", ["check", "."]))],
    ["imports point one way", async () => oneCheck(await run("dependency-cruiser/bin/dependency-cruiser.mjs", arrows))],
    [
      "types",
      async () => {
        // Writes next-env.d.ts and the routes' types, which a bare clone does not have.
        const generated = await run("next/dist/bin/next", ["typegen"], { NEXT_TELEMETRY_DISABLED: "1" })
        return oneCheck(generated === 0 ? await run("typescript/bin/tsc", ["--noEmit"]) : generated)
      },
    ],
    ["units and queries", () => runVitest(programs, folder)],
    [
      "build",
      async () => {
        await buildIfStale(process.cwd(), console.log)
        return oneCheck(0)
      },
    ],
    ["journeys in a browser", () => runPlaywright(programs, folder)],
  ]
  process.env.NEXT_DIST_DIR = testBuildFolder
  const outcomes: Outcome[] = []
  for (const [name, stage] of stages) {
    if (programs.isStopped()) break
    console.log(`\n== ${name}`)
    const startedAt = Date.now()
    const outcome = await stage().catch((error) => {
      console.error(error instanceof Error ? error.message : error)
      return oneCheck(1)
    })
    outcomes.push(outcome)
    console.log(
      `== ${name}: ${outcome.passed} passed, ${outcome.failed} failed, ${((Date.now() - startedAt) / 1000).toFixed(1)} s`,
    )
  }
  if (programs.isStopped()) outcomes.push(oneCheck(1))
  return outcomes
}

async function runVitest(programs: ProgramRunner, folder: string): Promise<Outcome> {
  const temporary = join(folder, "temporary")
  mkdirSync(temporary)
  const server = await openServer(join(folder, "server"))
  try {
    const runOnce = async (name: string, files: readonly string[]) => {
      const report = join(folder, name)
      const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`]
      const code = await programs.run("vitest/vitest.mjs", ["run", ...reporters, ...files], {
        TEST_DATABASE_SERVER_URL: server.url,
        TMPDIR: temporary,
      })
      return { report, outcome: vitestOutcome(report, code) }
    }
    const { report, outcome } = await runOnce("vitest.json", [])
    const crashed = crashedFiles(report)
    if (crashed.length === 0) return outcome
    // FFmpeg has brought a test's process down before, as it may a media process, which the product starts once more too.
    console.log(`Ended by a signal in the middle, once more: ${crashed.join(", ")}`)
    return withSecondRun(outcome, (await runOnce("vitest-again.json", crashed)).outcome)
  } finally {
    await server.stop()
  }
}

/** The unit tests' Postgres is ours rather than vitest's, so that it ends with us however vitest ends. */
async function openServer(folder: string) {
  const given = process.env.TEST_DATABASE_SERVER_URL
  if (given) return { url: given, stop: async () => {} }
  mkdirSync(folder)
  return startEmbeddedPostgres({
    folder: join(folder, "postgres"),
    logFile: join(folder, "postgres.log"),
    password: "test",
    isDurable: false,
  })
}

async function runPlaywright(programs: ProgramRunner, folder: string): Promise<Outcome> {
  const report = join(folder, "playwright.json")
  if (!findChromium() && !existsSync(chromium.executablePath())) {
    console.log("No Chromium on this machine: asking Playwright to fetch one …")
    const code = await programs.run("@playwright/test/cli.js", ["install", "chromium"])
    if (code !== 0) throw new Error("No browser to test with. Install Chromium or Chrome, or set CHROMIUM_PATH to one.")
  }
  const code = await programs.run("@playwright/test/cli.js", ["test"], { PLAYWRIGHT_REPORT: report })
  return playwrightOutcome(report, code)
}
