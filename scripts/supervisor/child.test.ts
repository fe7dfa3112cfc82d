import { mkdtempSync, readFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test, vi } from "vitest"
import { backoffSeconds, type ChildSpec, supervise } from "@/scripts/supervisor/child"

/** A stand-in that writes one line per start, with its process id, then does as told. */
function standIn(then: string, graceSeconds = 5): { spec: ChildSpec; starts: () => string[] } {
  const file = join(mkdtempSync(join(tmpdir(), "rushes-child-")), "starts")
  const script = `require("fs").appendFileSync(${JSON.stringify(file)}, process.pid + "\\n"); ${then}`
  const starts = () => {
    try {
      return readFileSync(file, "utf8").trim().split("\n")
    } catch {
      return []
    }
  }
  return { spec: { name: "worker", command: [process.execPath, "-e", script], environment: process.env, graceSeconds }, starts }
}

test("the delay doubles from one second to thirty", () => {
  expect([0, 1, 2, 3, 4, 5, 6].map(backoffSeconds)).toEqual([1, 2, 4, 8, 16, 30, 30])
})

test("a process that crashes is started again, each time with one line, until it is stopped", async () => {
  const { spec, starts } = standIn("process.exit(3)")
  const lines: string[] = []
  const child = supervise(
    spec,
    (line) => lines.push(line),
    () => 0.05,
  )
  onTestFinished(() => child.stop())
  await vi.waitFor(() => expect(starts().length).toBeGreaterThanOrEqual(3), 10_000)
  await child.stop()
  const count = starts().length
  expect(lines[0]).toBe("The worker process ended (code 3); starting it again in 0.05 s.")
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(starts().length).toBe(count)
})

test("one that is asked to end is not started again, and nothing is said", async () => {
  const { spec, starts } = standIn("process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000)")
  const lines: string[] = []
  const child = supervise(
    spec,
    (line) => lines.push(line),
    () => 0.05,
  )
  await vi.waitFor(() => expect(starts()).toHaveLength(1), 10_000)
  await child.stop()
  expect([starts().length, lines]).toEqual([1, []])
})

test("one that will not end is killed after its grace", async () => {
  const { spec, starts } = standIn("process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)", 0.2)
  const child = supervise(
    spec,
    () => {},
    () => 0.05,
  )
  await vi.waitFor(() => expect(starts()).toHaveLength(1), 10_000)
  await child.stop()
  // A killed process still stands in the system's table until whoever started it has been told.
  await vi.waitFor(() => expect(() => process.kill(Number(starts()[0]), 0)).toThrow(), 5_000)
})
