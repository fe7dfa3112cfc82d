import { spawnSync } from "node:child_process"
import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { readBallots } from "@/lib/judging/ratings/read-ballots"

const head = "session,question,shot,left,right,outcome,rater,weight"
const line = "s,look,shot 1,A,B,left,ann,1"

test("prints each question's ratings as JSON, the best first", () => {
  const lines = Array.from(
    { length: 60 },
    (_, i) => `s,look,shot ${i % 5},A,B,${i % 11 > 0 ? "left" : "right"},rater ${i % 4},1`,
  )
  const { stdout, status } = run([head, ...lines, "s,motion,shot 1,A,B,both_bad,ann,"].join("\n"))
  expect(status).toBe(0)
  const printed = JSON.parse(stdout)
  expect(Object.keys(printed)).toEqual(["look", "motion"])
  expect(Object.keys(printed.look[0])).toEqual(["model", "rating", "low", "high", "rank", "ballots"])
  expect(printed.look).toMatchObject([
    { model: "A", rank: 1, ballots: 60 },
    { model: "B", rank: 2, ballots: 60 },
  ])
  expect(printed.look[0].rating).toBeCloseTo(1000 + 200 * Math.log10(9), -1)
  expect(printed.motion).toMatchObject([
    { rating: 1000, rank: 1 },
    { rating: 1000, rank: 1 },
  ])
})

test("says in one line what is wrong with a file", () => {
  const { stdout, stderr, status } = run([head, line, "s,look,shot 1,A,B,draw,ann,1"].join("\n"))
  expect({ stdout, status }).toEqual({ stdout: "", status: 1 })
  expect(stderr).toMatch(/^.*ballots\.csv: Row 3: "draw" is no outcome \(left, right, tie, both_bad\)\.\n$/)
})

test.each([
  ["", "The file is empty."],
  [head, "The file has a head row and no ballots."],
  ["session,question,shot,left,right,outcome,rater", "The head row lacks weight."],
  [`${head}\n${line},more`, "Row 2 has 9 cells, the head row 8."],
  [`${head}\ns,look,x,A,A,left,ann,1`, "Row 2 compares A with itself."],
  [`${head}\ns,look,x,A,B,left,,1`, "Row 2 has no rater."],
  [`${head}\ns,look,x,A,B,left,ann,heavy`, 'Row 2: weight "heavy" is not a number of 0 or more.'],
  [`${head}\ns,look,x,A,B,left,ann,-1`, 'Row 2: weight "-1" is not a number of 0 or more.'],
])("refuses %j", (text, message) => {
  const rows = text === "" ? [] : text.split("\n").map((row) => row.split(","))
  expect(() => readBallots(rows)).toThrow(message)
})

function run(text: string) {
  const path = join(mkdtempSync(join(tmpdir(), "ratings-")), "ballots.csv")
  writeFileSync(path, text)
  return spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", "--import", "tsx", "scripts/ratings.ts", path], {
    encoding: "utf8",
  })
}
