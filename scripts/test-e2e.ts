import { spawn } from "node:child_process"
import { buildIfStale } from "@/scripts/supervisor/build"
import { runScript } from "@/scripts/supervisor/failure"
import { forgetSettings } from "@/scripts/testing/clean-environment"
import { testBuildFolder } from "@/scripts/testing/test-build-folder"

/** `npm run test:e2e -- …`: the journeys alone; what follows goes to Playwright. Built first: studios start two at a time. */
await runScript(async () => {
  forgetSettings()
  process.env.NEXT_DIST_DIR = testBuildFolder
  await buildIfStale(process.cwd(), console.log)
  const child = spawn(process.execPath, ["node_modules/@playwright/test/cli.js", "test", ...process.argv.slice(2)], {
    stdio: "inherit",
  })
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal))
  child.once("exit", (code) => process.exit(code ?? 1))
})
