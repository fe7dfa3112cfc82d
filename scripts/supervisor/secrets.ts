import { randomBytes } from "node:crypto"
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"
import { Failure } from "@/scripts/supervisor/failure"

const secrets = z.object({
  authSecret: z.string().min(32),
  encryptionKey: z.base64().refine((key) => Buffer.from(key, "base64").length === 32),
  sandboxWebhookSecret: z.string().startsWith("whsec_"),
  databasePassword: z.string().min(1),
})

/** Files of releases before 2026-11-21 call the sandbox's secret Kling's. */
const stored = z
  .looseObject({ sandboxKlingWebhookSecret: z.string().optional() })
  .transform(({ sandboxKlingWebhookSecret: before, ...file }) => ({ sandboxWebhookSecret: before, ...file }))
  .pipe(secrets)

export type Secrets = z.infer<typeof secrets>

/**
 * The secrets of an installation that brings its own database: made at its first start, kept in DATA_DIR/secrets.json
 * (0600) and read ever after. Throws a Failure when the file is damaged, or lost while the data that it opens is there.
 */
export function loadSecrets(dataFolder: string): Secrets {
  const file = join(dataFolder, "secrets.json")
  if (existsSync(file)) return readSecrets(file)
  if (existsSync(join(dataFolder, "postgres"))) {
    throw new Failure(
      `${file} is missing, and the database beside it opens with it alone. Nothing was changed: put the file's backup back.`,
    )
  }
  const made: Secrets = {
    authSecret: randomBytes(32).toString("base64"),
    encryptionKey: randomBytes(32).toString("base64"),
    sandboxWebhookSecret: `whsec_${randomBytes(32).toString("base64")}`,
    databasePassword: randomBytes(24).toString("base64url"),
  }
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
  renameSync(unfinished, file)
  return made
}

function readSecrets(file: string): Secrets {
  try {
    return stored.parse(JSON.parse(readFileSync(file, "utf8")))
  } catch (cause) {
    const why = cause instanceof Error && "code" in cause ? String(cause.code) : "it is damaged"
    throw new Failure(
      `${file} cannot be read (${why}). Nothing was changed: put its backup back; a new one would not open what the old one locked.`,
      {
        cause,
      },
    )
  }
}
