import { expect, test } from "vitest"
import { parseEnv } from "@/lib/env"

const whole = {
  DATABASE_URL: "postgresql://rushes:hidden@127.0.0.1/rushes",
  AUTH_SECRET: "0123456789abcdef0123456789abcdef",
  ENCRYPTION_KEY: Buffer.alloc(32).toString("base64"),
}

test("what is absent has its default, and an empty value counts as absent", () => {
  expect(parseEnv({ ...whole, PORT: "" })).toMatchObject({
    PORT: 3000,
    HOST: "127.0.0.1",
    PROCESSES: ["web", "worker", "sandbox"],
  })
})

test.each([
  [{ PORT: "abc" }, 'PORT must be a whole number from 1 to 65535 (it is "abc").'],
  [{ PORT: "70000" }, 'PORT must be a whole number from 1 to 65535 (it is "70000").'],
  [{ PUBLIC_URL: "rushes.example.com" }, /^PUBLIC_URL must be an address that begins with http:\/\/ or https:\/\//],
  [{ LOG_LEVEL: "loud" }, 'LOG_LEVEL must be one of debug, info, warn, error, silent (it is "loud").'],
  [{ PROCESSES: "web,wrker" }, /^PROCESSES must be a list of web, worker, sandbox/],
  [{ STORAGE_DRIVER: "s3" }, "STORAGE_S3_BUCKET is not set, and STORAGE_DRIVER is s3: name the bucket."],
  [{ ENCRYPTION_KEY: "short" }, "ENCRYPTION_KEY must be 32 bytes in base64: make one with `openssl rand -base64 32`."],
  [{ ENCRYPTION_KEY: undefined }, /^ENCRYPTION_KEY is not set: make one/],
])("a wrong setting is named in one line with its cure: %o", (wrong, message) => {
  expect(() => parseEnv({ ...whole, ...wrong })).toThrow(message)
})

test("each of several wrong settings has its own line", () => {
  expect(() => parseEnv({ ...whole, PORT: "0", LOG_LEVEL: "x" })).toThrow(/^PORT .*\nLOG_LEVEL .*$/)
})

test("a line never repeats a secret", () => {
  const secret = "mysql://user:pass@host/db"
  expect(() => parseEnv({ ...whole, DATABASE_URL: secret })).toThrow(
    expect.objectContaining({ message: "DATABASE_URL must begin with postgres:// or postgresql://." }),
  )
})
