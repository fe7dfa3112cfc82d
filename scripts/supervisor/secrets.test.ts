import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { loadSecrets } from "@/scripts/supervisor/secrets"

const newFolder = () => mkdtempSync(join(tmpdir(), "rushes-secrets-"))

test("secrets are made once, readable by their owner alone, and the same ever after", () => {
  const folder = newFolder()
  const made = loadSecrets(folder)
  expect(statSync(join(folder, "secrets.json")).mode & 0o777).toBe(0o600)
  expect(Buffer.from(made.encryptionKey, "base64")).toHaveLength(32)
  expect(loadSecrets(folder)).toEqual(made)
  expect(loadSecrets(newFolder())).not.toEqual(made)
})

test("a damaged file is named and left as it is", () => {
  const folder = newFolder()
  writeFileSync(join(folder, "secrets.json"), '{"authSecret": ')
  expect(() => loadSecrets(folder)).toThrow(/secrets\.json cannot be read .* put its backup back/)
  expect(readFileSync(join(folder, "secrets.json"), "utf8")).toBe('{"authSecret": ')
})

test("a lost file is not replaced while the database that it opens is there", () => {
  const folder = newFolder()
  mkdirSync(join(folder, "postgres"))
  expect(() => loadSecrets(folder)).toThrow(/secrets\.json is missing/)
})

test("a file of an earlier release still opens what it locked, under the new name of the sandbox's secret", () => {
  const folder = newFolder()
  const { sandboxWebhookSecret, ...same } = loadSecrets(folder)
  writeFileSync(join(folder, "secrets.json"), JSON.stringify({ ...same, sandboxKlingWebhookSecret: sandboxWebhookSecret }))
  expect(loadSecrets(folder)).toEqual({ ...same, sandboxWebhookSecret })
})
