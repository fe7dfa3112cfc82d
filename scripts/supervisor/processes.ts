import { join } from "node:path"
import { pathToFileURL } from "node:url"
import type { ChildSpec } from "@/scripts/supervisor/child"
import type { Settings } from "@/scripts/supervisor/settings"

export type Mode = "production" | "development"

const typescript = ["--conditions=react-server", "--disable-warning=ExperimentalWarning", "--import", "tsx"]

/** How each process of the studio is started. The web process is Next's own server. */
export function processSpecs(root: string, settings: Settings, databaseUrl: string, mode: Mode): ChildSpec[] {
  const { env } = settings
  const follow = `--import ${pathToFileURL(join(root, "scripts/supervisor/follow-parent.mjs"))}`
  const environment: NodeJS.ProcessEnv = {
    ...settings.childEnvironment,
    DATABASE_URL: databaseUrl,
    NODE_ENV: mode,
    NODE_OPTIONS: [process.env.NODE_OPTIONS, follow].filter(Boolean).join(" "),
  }
  const next = [join(root, "node_modules/next/dist/bin/next"), mode === "production" ? "start" : "dev"]
  const commands: Record<(typeof env.PROCESSES)[number], { words: string[]; graceSeconds: number }> = {
    // It keeps nothing of its own: an open live-updates connection is not worth waiting for.
    web: { words: [...next, "-H", env.HOST, "-p", String(env.PORT)], graceSeconds: 2 },
    worker: { words: [...typescript, join(root, "scripts/worker.ts")], graceSeconds: 20 },
    sandbox: { words: [...typescript, join(root, "scripts/sandbox.ts")], graceSeconds: 5 },
  }
  return env.PROCESSES.map((name) => ({
    name,
    command: [process.execPath, ...commands[name].words],
    // The sandbox answers anyone who has its address: it stays on this machine whatever HOST says.
    environment: { ...environment, RUSHES_PROCESS: name, ...(name === "sandbox" ? { HOST: "127.0.0.1" } : {}) },
    graceSeconds: commands[name].graceSeconds,
  }))
}
