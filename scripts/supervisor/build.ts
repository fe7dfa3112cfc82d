import { spawn } from "node:child_process"
import { createHash, type Hash } from "node:crypto"
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Failure } from "@/scripts/supervisor/failure"

/** What a build is made from. The Prisma client is generated from prisma/. */
const SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "prisma",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
]

/** Builds the web process' pages, unless the last whole build was made from these very sources. Throws a Failure when it does not build. */
export async function buildIfStale(root: string, say: (line: string) => void): Promise<void> {
  const folder = join(root, process.env.NEXT_DIST_DIR || ".next")
  const stamp = join(folder, "rushes-sources")
  const wanted = sourcesHash(root)
  if (existsSync(join(folder, "BUILD_ID")) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return
  say("Building the pages (once per change, under a minute) …")
  const startedAt = Date.now()
  rmSync(stamp, { force: true })
  const progress = setInterval(() => say(`… still building, ${Math.round((Date.now() - startedAt) / 1000)} s`), 15_000)
  try {
    const { code, output } = await runNextBuild(root)
    if (code !== 0) throw new Failure(`${output.trim()}\nThe pages could not be built (see above).`)
  } finally {
    clearInterval(progress)
  }
  writeFileSync(stamp, wanted)
  say(`Built in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`)
}

function runNextBuild(root: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "build"], {
      cwd: root,
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    })
    const stop = () => child.kill("SIGTERM")
    process.once("SIGINT", stop).once("SIGTERM", stop)
    let output = ""
    child.stdout.on("data", (chunk) => (output += chunk))
    child.stderr.on("data", (chunk) => (output += chunk))
    child.once("error", reject)
    child.once("close", (code) => {
      process.off("SIGINT", stop).off("SIGTERM", stop)
      resolve({ code, output })
    })
  })
}

function sourcesHash(root: string): string {
  const hash = createHash("sha256")
  for (const source of SOURCES) addToHash(hash, root, source)
  return hash.digest("hex")
}

function addToHash(hash: Hash, root: string, path: string) {
  const full = join(root, path)
  if (!existsSync(full) || path === "lib/generated" || /\.test\.tsx?$/.test(path)) return
  if (statSync(full).isDirectory()) {
    for (const entry of readdirSync(full).sort()) addToHash(hash, root, `${path}/${entry}`)
  } else {
    hash.update(path).update("\0").update(readFileSync(full))
  }
}
