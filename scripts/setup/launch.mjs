import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { generateClient } from "./generate.mjs"
import { installPackages } from "./install.mjs"
import { withLock } from "./lock.mjs"

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** A program of node_modules that is run as it is, and everything else: a TypeScript script of the same name. */
const programs = {
  lint: ["@biomejs/biome/bin/biome", "check", "."],
  format: ["@biomejs/biome/bin/biome", "check", "--write", "."],
  typecheck: ["typescript/bin/tsc", "--noEmit"],
  "test:unit": ["vitest/vitest.mjs", "run"],
}

/**
 * Sets up what is missing, runs one npm script to its end and ends this process as that script ended.
 * @param {string} name
 * @param {string[]} given
 */
export async function launch(name, given) {
  process.chdir(root)
  try {
    await withLock(join(root, ".setup-lock"), "another set-up", async () => {
      await installPackages(root)
      await generateClient(root)
    })
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
  const program = programs[name]
  if (program) return become([join(root, "node_modules", program[0]), ...program.slice(1), ...given])
  // These two read their settings from the environment that npm start gives them; alone, they need it made first.
  if (name === "worker" || name === "sandbox") return launchScript("standalone", [name, ...given])
  launchScript(name.replace(":", "-"), given)
}

/**
 * @param {string} name
 * @param {string[]} given
 */
function launchScript(name, given) {
  const script = ["scripts", "bench"].map((folder) => join(root, folder, `${name}.ts`)).find(existsSync)
  if (!script) {
    console.error(`There is no script "${name}".`)
    process.exit(1)
  }
  const settings = existsSync(".env") && !process.env.RUSHES_IGNORE_ENV_FILE ? ["--env-file=.env"] : []
  become(["--conditions=react-server", ...settings, "--import", "tsx", script, ...given])
}

/** @param {string[]} words */
function become(words) {
  const child = spawn(join(root, "node_modules", ".bin", "node"), ["--disable-warning=ExperimentalWarning", ...words], {
    stdio: "inherit",
  })
  // A Ctrl-C may reach the script twice, from the terminal and from here; it takes the two for one.
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(signal, () => child.kill(signal))
  child.once("error", (error) => {
    console.error(`The Node in node_modules does not run (${error.message}). Remove node_modules, then start again.`)
    process.exit(1)
  })
  child.once("exit", (code, signal) => {
    clearInterval(watch)
    if (!signal) process.exit(code ?? 1)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
  const watch = watchNpm(() => child.kill("SIGTERM"))
}

/**
 * Calls back when the npm that started us is gone without a word (SIGKILL), so that nothing is left running behind it.
 * Without npm there is nobody to watch: the one who started us may well have left us running on purpose.
 * @param {() => void} whenGone
 */
function watchNpm(whenGone) {
  if (!process.env.npm_lifecycle_event) return undefined
  const { ppid } = process
  const watch = setInterval(() => {
    if (process.ppid === ppid) return
    clearInterval(watch)
    whenGone()
  }, 500)
  return watch
}
