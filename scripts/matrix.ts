import { spawn } from "node:child_process"
import { forgetSettings } from "@/scripts/testing/clean-environment"

forgetSettings()

/** `npm run matrix`: every working model, from words and from a still, in the sandbox (e2e/matrix.spec.ts). About ten minutes. */
const child = spawn(process.execPath, ["node_modules/@playwright/test/cli.js", "test", "matrix", ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { ...process.env, MATRIX: "full" },
})
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal))
child.once("exit", (code) => process.exit(code ?? 1))
