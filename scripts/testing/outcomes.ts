import { existsSync, readFileSync } from "node:fs"
import { z } from "zod"

export type Outcome = { passed: number; failed: number }

/** A check that is one test: it passes when its program ended with 0. */
export function oneCheck(exitCode: number): Outcome {
  return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({ name: z.string(), status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
})

/** Counts vitest's tests; a file that could not even be read counts as one failure. */
export function vitestOutcome(reportFile: string, exitCode: number): Outcome {
  if (!existsSync(reportFile)) return oneCheck(1)
  const report = vitestReport.parse(JSON.parse(readFileSync(reportFile, "utf8")))
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  )
  return whole({ passed: report.numPassedTests, failed: report.numFailedTests + brokenFiles.length }, exitCode)
}

/**
 * The test files whose process ended in the middle, as native code can make it: of their tests some are still pending. Empty
 * where anything else failed too: then it is no question of the process.
 */
export function crashedFiles(reportFile: string): string[] {
  if (!existsSync(reportFile)) return []
  const { testResults } = vitestReport.parse(JSON.parse(readFileSync(reportFile, "utf8")))
  const failed = testResults.filter(({ status }) => status === "failed")
  const isCrashed = (file: (typeof failed)[number]) =>
    file.assertionResults.some(({ status }) => status === "pending") &&
    !file.assertionResults.some(({ status }) => status === "failed")
  return failed.every(isCrashed) ? failed.map(({ name }) => name) : []
}

/** Both together: what the second run has told replaces what the first left open. */
export function withSecondRun(first: Outcome, second: Outcome): Outcome {
  return { passed: first.passed + second.passed, failed: second.failed }
}

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
})

/** Counts Playwright's tests; one that was skipped or passed at the second try has not passed. */
export function playwrightOutcome(reportFile: string, exitCode: number): Outcome {
  if (!existsSync(reportFile)) return oneCheck(1)
  const { stats, errors } = playwrightReport.parse(JSON.parse(readFileSync(reportFile, "utf8")))
  return whole({ passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + errors.length }, exitCode)
}

/** A program that reports no failure and yet ends badly, or that ran nothing, has failed once. */
function whole(outcome: Outcome, exitCode: number): Outcome {
  const isUnexplained = outcome.failed === 0 && (exitCode !== 0 || outcome.passed === 0)
  return isUnexplained ? { ...outcome, failed: 1 } : outcome
}
