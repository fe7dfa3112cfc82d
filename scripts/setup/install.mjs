import { spawn, spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { delimiter, join } from "node:path"

/**
 * Installs what package-lock.json names, unless node_modules holds it already. Throws one line when npm fails.
 * @param {string} root
 */
export async function installPackages(root) {
  if (isInstalled(root)) return
  console.log(
    existsSync(join(root, "node_modules"))
      ? "The lock file has changed: installing packages …"
      : "Installing packages (once, a minute or two) …",
  )
  const startedAt = Date.now()
  const seconds = () => `${Math.round((Date.now() - startedAt) / 1000)} s`
  const progress = setInterval(() => console.log(`… still installing, ${seconds()}`), 15_000)
  try {
    await runNpm(root)
  } finally {
    clearInterval(progress)
  }
  const { stdout } = spawnSync(join(root, "node_modules", ".bin", "node"), ["--version"], { encoding: "utf8" })
  if (!stdout?.startsWith("v24.")) {
    throw new Error(
      "The packages are installed, but the Node among them does not run here. Does npm refuse install scripts (ignore-scripts)?",
    )
  }
  writeFileSync(stampFile(root), stampOf(root))
  console.log(`Packages installed in ${seconds()}.`)
}

/**
 * Whether node_modules holds what package-lock.json names: by our own stamp, else by npm's record of what it installed.
 * @param {string} root
 */
export function isInstalled(root) {
  try {
    if (!existsSync(join(root, "node_modules", ".bin", "node"))) return false
    const stamp = stampOf(root)
    if (existsSync(stampFile(root)) && readFileSync(stampFile(root), "utf8") === stamp) return true
    if (!isInstalledAsLocked(root)) return false
    writeFileSync(stampFile(root), stamp)
    return true
  } catch {
    return false
  }
}

/** @param {string} root */
function isInstalledAsLocked(root) {
  const locked = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages
  const installed = JSON.parse(readFileSync(join(root, "node_modules", ".package-lock.json"), "utf8")).packages
  return Object.entries(locked).every(([path, wanted]) => {
    if (path === "") return true
    const found = installed[path]
    return found ? found.version === wanted.version : Boolean(wanted.optional || wanted.devOptional || wanted.peer)
  })
}

/** @param {string} root */
function runNpm(root) {
  // On its way npm removes node_modules, and with it the Node that stands first in an npm script's PATH.
  const path = (process.env.PATH ?? "").split(delimiter).filter((folder) => !folder.includes("node_modules"))
  const environment = {
    ...process.env,
    PATH: path.join(delimiter),
    // Older npm runs every install script; with this set, Prisma's downloads nothing.
    PRISMA_SCHEMA_ENGINE_BINARY: join(root, "package.json"),
    // Older Node is fine for npm itself: nothing else runs on it.
    npm_config_engine_strict: "false",
  }
  const words = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"]
  return new Promise((resolve, reject) => {
    const child = spawn("npm", words, { cwd: root, env: environment, stdio: "inherit" })
    child.once("error", () => reject(new Error("npm was not found. Install Node with npm from https://nodejs.org.")))
    child.once("exit", (code) =>
      code === 0
        ? resolve(undefined)
        : reject(new Error("npm could not install the packages (see above). Is the npm registry reachable? Then start again.")),
    )
  })
}

/** @param {string} root */
function stampFile(root) {
  return join(root, "node_modules", ".rushes-lock")
}

/** @param {string} root */
function stampOf(root) {
  const hash = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex")
  return `${process.platform}-${process.arch} ${hash}`
}
