import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { readHolder, releaseLock, setLockState, takeLock, withLock } from "@/scripts/setup/lock.mjs"

const newFile = () => join(mkdtempSync(join(tmpdir(), "rushes-lock-")), "lock")

test("a lock is taken once, names its holder, and is free again after its release", () => {
  const file = newFile()
  expect(takeLock(file)).toBeNull()
  expect(takeLock(file)).toMatchObject({ pid: process.pid, state: "running" })
  setLockState(file, "ending")
  expect(readHolder(file)?.state).toBe("ending")
  releaseLock(file)
  expect(takeLock(file)).toBeNull()
})

test("a holder that was killed holds nothing", async () => {
  const file = newFile()
  const script = `import(${JSON.stringify(join(process.cwd(), "scripts/setup/lock.mjs"))}).then(({ takeLock }) => {
    takeLock(${JSON.stringify(file)}); console.log("taken"); setInterval(() => {}, 1000)
  })`
  const holder = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] })
  await once(holder.stdout, "data")
  expect(takeLock(file)).toMatchObject({ pid: holder.pid })
  holder.kill("SIGKILL")
  await once(holder, "exit")
  expect(takeLock(file)).toBeNull()
})

test("a process id that another program has by now holds nothing", () => {
  const file = newFile()
  writeFileSync(file, JSON.stringify({ pid: process.pid, startedAt: "long ago", state: "running" }))
  expect(takeLock(file)).toBeNull()
})

test("a damaged lock file holds nothing", () => {
  const file = newFile()
  writeFileSync(file, "{")
  expect(takeLock(file)).toBeNull()
})

test("the lock is released when the work fails", async () => {
  const file = newFile()
  await expect(
    withLock(file, "nobody", async () => {
      throw new Error("no")
    }),
  ).rejects.toThrow("no")
  expect(existsSync(file)).toBe(false)
})
