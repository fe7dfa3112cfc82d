import { accessSync, constants, mkdirSync } from "node:fs"
import { resolve } from "node:path"
import { type Env, parseEnv } from "@/lib/env"
import { Failure, orFail } from "@/scripts/supervisor/failure"
import { loadSecrets, type Secrets } from "@/scripts/supervisor/secrets"

export type Settings = {
  env: Env
  dataFolder: string
  /** Null with a DATABASE_URL: then every machine needs the same secrets, and they come from the environment. */
  secrets: Secrets | null
  /** Where people open the studio. */
  publicAddress: string
  /** What the processes get, but for DATABASE_URL when the database is ours. */
  childEnvironment: NodeJS.ProcessEnv
}

/** Stands where our own database's address will be, while the other settings are checked before anything starts. */
const NOT_STARTED = "postgresql://not-started"

/**
 * Reads the settings, makes DATA_DIR, and fills in what was left out because `npm start` provides it.
 * Throws a Failure that names each wrong setting in one line, before anything is started.
 */
export async function readSettings(given: Record<string, string | undefined>): Promise<Settings> {
  const dataFolder = resolve(given.DATA_DIR || "data")
  const isOwnDatabase = !given.DATABASE_URL
  // Before any secret is made, so that a wrong setting leaves no trace.
  const placeholders = isOwnDatabase ? { DATABASE_URL: NOT_STARTED, ...placeholderSecrets } : {}
  await orFail(() => parseEnv({ ...placeholders, ...withoutEmpty(given) }))
  makeDataFolder(dataFolder)
  const secrets = isOwnDatabase ? loadSecrets(dataFolder) : null
  const own = secrets && {
    DATABASE_URL: NOT_STARTED,
    AUTH_SECRET: secrets.authSecret,
    ENCRYPTION_KEY: secrets.encryptionKey,
    SANDBOX_WEBHOOK_SECRET: secrets.sandboxWebhookSecret,
  }
  const env = await orFail(() => parseEnv({ ...own, ...withoutEmpty(given), DATA_DIR: dataFolder }))
  const local = `http://${localHost(env.HOST)}:${env.PORT}`
  const internal = env.INTERNAL_URL ?? local
  const sandbox = env.PROCESSES.includes("sandbox") ? `http://127.0.0.1:${env.SANDBOX_PORT}` : env.SANDBOX_URL
  const publicAddress = env.PUBLIC_URL ?? local
  const childEnvironment = {
    ...given,
    ...own,
    ...withoutEmpty(given),
    NODE_ENV: env.NODE_ENV,
    DATA_DIR: dataFolder,
    HOST: env.HOST,
    PORT: String(env.PORT),
    SANDBOX_PORT: String(env.SANDBOX_PORT),
    SANDBOX_URL: sandbox,
    INTERNAL_URL: internal,
    NEXTAUTH_URL: given.NEXTAUTH_URL || publicAddress,
    NEXTAUTH_SECRET: env.AUTH_SECRET,
    NEXT_TELEMETRY_DISABLED: "1",
  }
  return { env: { ...env, SANDBOX_URL: sandbox, INTERNAL_URL: internal }, dataFolder, secrets, publicAddress, childEnvironment }
}

const placeholderSecrets = { AUTH_SECRET: "-".repeat(32), ENCRYPTION_KEY: Buffer.alloc(32).toString("base64") }

function withoutEmpty(given: Record<string, string | undefined>) {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ""))
}

/** Others may pass through it (Postgres' account, when we are root), but not look around in it. */
function makeDataFolder(folder: string) {
  try {
    mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
    accessSync(folder, constants.W_OK)
  } catch (cause) {
    const why = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause)
    throw new Failure(
      `DATA_DIR ${folder} cannot be written (${why}). Give this user the right to, or set DATA_DIR to another folder.`,
      { cause },
    )
  }
}

/** The host to reach a server by that listens on `host`. */
export function localHost(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1"
  if (host === "::") return "[::1]"
  return host.includes(":") ? `[${host}]` : host
}
