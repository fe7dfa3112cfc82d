import path from "node:path"
import { startSandbox } from "@/lib/sandbox/server"

/** The sandbox as a process: `npm run sandbox`. Needs no database. */
const { HOST, SANDBOX_PORT = "3010", SANDBOX_URL, DATA_DIR = "data", SANDBOX_WEBHOOK_SECRET, SANDBOX_SPEED } = process.env

const sandbox = await startSandbox({
  port: Number(SANDBOX_PORT),
  host: HOST || undefined,
  dataDir: path.resolve(DATA_DIR, "sandbox"),
  webhookSecret: SANDBOX_WEBHOOK_SECRET || undefined,
  publicUrl: SANDBOX_URL?.replace(/\/+$/, "") || undefined,
  speed: SANDBOX_SPEED ? Number(SANDBOX_SPEED) : undefined,
}).catch((error: unknown) => {
  console.error(explain(error))
  process.exit(1)
})
console.log(`sandbox at ${sandbox.url}`)
process.send?.({ type: "ready", url: sandbox.url })

let isEnding = false
async function end(): Promise<void> {
  if (isEnding) return
  isEnding = true
  await sandbox.close()
  process.exit(0)
}
process.on("SIGTERM", end)
process.on("SIGINT", end)
process.on("disconnect", end)

function explain(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  if (text.includes("EADDRINUSE")) return `sandbox: port ${SANDBOX_PORT} is taken: set SANDBOX_PORT to another one`
  if (text.includes("database is locked"))
    return `sandbox: another sandbox uses ${path.resolve(DATA_DIR, "sandbox")}: stop it or set DATA_DIR`
  return `sandbox: ${text}`
}
