import { cpus, loadavg } from "node:os"
import { openContext } from "@/bench/context"
import { rows } from "@/bench/rows"
import { printTable, type RowResult, toJson } from "@/bench/table"

const words = process.argv.slice(2)
const asked = words.filter((word) => !word.startsWith("--"))
const unknown = asked.filter((name) => !rows.some((row) => row.name === name))
if (unknown.length > 0 || words.includes("--help")) {
  console.log(
    `npm run bench -- [ROW …] [--json]\n\n${rows.map(({ name, budget }) => `  ${name.padEnd(12)}${budget}`).join("\n")}`,
  )
  process.exit(unknown.length > 0 ? 1 : 0)
}

// Progress goes to stderr, so that `--json` leaves nothing but JSON on stdout.
const say = (line: string) => console.error(line)
const context = openContext(say)
let isStopping = false
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, async () => {
    if (isStopping) return
    isStopping = true
    await context.close()
    process.exit(1)
  })
}

// The renderer's process does not keep ours alive while it works.
setInterval(() => {}, 60_000)

const load = () => loadavg()[0]?.toFixed(1)
const before = load()
const results: RowResult[] = []
for (const row of rows.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  if (isStopping) break
  say(`${row.name} …`)
  const start = performance.now()
  // A row that breaks is a line in the table: the others are measured all the same, and no build fails by it.
  const findings = await row.measure(context).catch((error) => {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return [{ what: row.budget, notMeasured: `it broke: ${firstLine(error)}` }]
  })
  results.push({ row: row.name, budget: row.budget, seconds: (performance.now() - start) / 1000, findings })
}
if (!isStopping) await context.close()

const machine = `${cpus().length} × ${cpus()[0]?.model ?? "?"}, Node ${process.version}, load ${before} before, ${load()} after`
if (words.includes("--json")) console.log(JSON.stringify({ machine, rows: toJson(results) }, null, 2))
else console.log(`\n${printTable(results)}\n\n${machine}`)
process.exit(0)

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).trim().split("\n")[0] ?? ""
}
