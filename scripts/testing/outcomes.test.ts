import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { crashedFiles, playwrightOutcome, vitestOutcome, withSecondRun } from "@/scripts/testing/outcomes"

function report(content: unknown) {
  const file = join(mkdtempSync(join(tmpdir(), "rushes-report-")), "report.json")
  writeFileSync(file, JSON.stringify(content))
  return file
}

const units = (passed: number, failed: number, testResults: unknown[] = []) =>
  report({ numPassedTests: passed, numFailedTests: failed, testResults })
const file = (name: string, status: string, ...statuses: string[]) => ({
  ...{ name, status },
  assertionResults: statuses.map((each) => ({ status: each })),
})
const journeys = (stats: object, errors: unknown[] = []) =>
  report({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats }, errors })

test("vitest's tests are counted, and a file that could not be read is a failure", () => {
  expect(vitestOutcome(units(5, 0), 0)).toEqual({ passed: 5, failed: 0 })
  expect(vitestOutcome(units(5, 2), 1)).toEqual({ passed: 5, failed: 2 })
  expect(vitestOutcome(units(5, 0, [file("a", "failed")]), 1)).toEqual({ passed: 5, failed: 1 })
})

test("a file whose process ended in the middle is told apart from one that failed", () => {
  const crashed = file("b", "failed", "passed", "pending")
  expect(crashedFiles(units(5, 0, [file("a", "passed", "passed"), crashed]))).toEqual(["b"])
  expect(crashedFiles(units(5, 1, [file("a", "failed", "failed"), crashed]))).toEqual([])
  expect(crashedFiles(units(5, 0, [file("a hook failed", "failed", "skipped", "passed"), crashed]))).toEqual([])
  expect(crashedFiles(units(5, 0, [file("a", "failed"), crashed]))).toEqual([])
  expect(crashedFiles(units(5, 0, [file("a", "passed", "passed")]))).toEqual([])
  expect(crashedFiles("/nowhere/report.json")).toEqual([])
})

test("what its second run tells counts, good or bad", () => {
  expect(withSecondRun({ passed: 5, failed: 1 }, { passed: 2, failed: 0 })).toEqual({ passed: 7, failed: 0 })
  expect(withSecondRun({ passed: 5, failed: 1 }, { passed: 1, failed: 1 })).toEqual({ passed: 6, failed: 1 })
})

test("a run that ends badly without a failed test has failed, and so has one that ran nothing or left no report", () => {
  expect(vitestOutcome(units(5, 0), 1)).toEqual({ passed: 5, failed: 1 })
  expect(vitestOutcome(units(0, 0), 0)).toEqual({ passed: 0, failed: 1 })
  expect(vitestOutcome("/nowhere/report.json", 0)).toEqual({ passed: 0, failed: 1 })
})

test("a journey that was skipped, or passed at the second try, has not passed", () => {
  expect(playwrightOutcome(journeys({ expected: 3 }), 0)).toEqual({ passed: 3, failed: 0 })
  expect(playwrightOutcome(journeys({ expected: 3, skipped: 1, flaky: 1, unexpected: 1 }), 1)).toEqual({ passed: 3, failed: 3 })
})
