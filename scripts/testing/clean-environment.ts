import { settingNames } from "@/lib/env"

/** Tests know no setting of the person who runs them: neither from the shell nor from .env. A stray DATABASE_URL would be written to. */
export function forgetSettings(): void {
  for (const name of settingNames) delete process.env[name]
  process.env.RUSHES_IGNORE_ENV_FILE = "1"
}
