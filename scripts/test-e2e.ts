import { spawn } from "node:child_process"
import { forgetSettings } from "@/scripts/testing/clean-environment"

forgetSettings()

/** `npm run test:e2e -- …`: the journeys alone; what follows goes to Playwright. */
const child = spawn(process.execPath, ["node_modules/@playwright/test/cli.js", "test", ...process.argv.slice(2)], {
  stdio: "inherit",
})
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal))
child.once("exit", (code) => process.exit(code ?? 1))
