import { existsSync, mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { readSettings } from "@/scripts/supervisor/settings"

const newFolder = () => join(mkdtempSync(join(tmpdir(), "rushes-settings-")), "data")
const own = { AUTH_SECRET: "a".repeat(32), ENCRYPTION_KEY: Buffer.alloc(32).toString("base64") }

test("with nothing set, everything is filled in and the secrets are made", async () => {
  const DATA_DIR = newFolder()
  const { env, childEnvironment, secrets } = await readSettings({ DATA_DIR })
  expect(childEnvironment).toMatchObject({
    DATA_DIR,
    INTERNAL_URL: "http://127.0.0.1:3000",
    SANDBOX_URL: "http://127.0.0.1:3010",
    NEXTAUTH_URL: "http://127.0.0.1:3000",
    AUTH_SECRET: secrets?.authSecret,
  })
  expect(env.SANDBOX_WEBHOOK_SECRET).toBe(secrets?.sandboxWebhookSecret)
})

test("a wrong setting is refused before anything is written", async () => {
  const DATA_DIR = newFolder()
  await expect(readSettings({ DATA_DIR, PORT: "eighty" })).rejects.toThrow(
    'PORT must be a whole number from 1 to 65535 (it is "eighty").',
  )
  expect(existsSync(DATA_DIR)).toBe(false)
})

test("with a database of somebody else's, the secrets must be given", async () => {
  const DATABASE_URL = "postgresql://somewhere/rushes"
  await expect(readSettings({ DATA_DIR: newFolder(), DATABASE_URL })).rejects.toThrow(
    /^AUTH_SECRET is not set: .*\nENCRYPTION_KEY is not set/,
  )
  const { secrets } = await readSettings({ DATA_DIR: newFolder(), DATABASE_URL, ...own })
  expect(secrets).toBeNull()
})

test("without a sandbox among the processes there is no sandbox address", async () => {
  const { childEnvironment } = await readSettings({ DATA_DIR: newFolder(), PROCESSES: "web,worker" })
  expect(childEnvironment.SANDBOX_URL).toBeUndefined()
})

test("a public address stands in links, while processes on this machine keep the local one", async () => {
  const settings = await readSettings({
    DATA_DIR: newFolder(),
    HOST: "0.0.0.0",
    PORT: "8080",
    PUBLIC_URL: "https://rushes.example.com/",
  })
  expect(settings.publicAddress).toBe("https://rushes.example.com")
  expect(settings.childEnvironment).toMatchObject({
    INTERNAL_URL: "http://127.0.0.1:8080",
    NEXTAUTH_URL: "https://rushes.example.com",
  })
})
