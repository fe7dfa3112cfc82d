import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"

/**
 * Generates the Prisma client when the schema or Prisma itself has changed since the last time.
 * @param {string} root
 */
export async function generateClient(root) {
  const stamp = join(root, "lib", "generated", "stamp")
  const wanted = schemaHash(root)
  if (
    existsSync(stamp) &&
    existsSync(join(root, "lib", "generated", "prisma", "client.ts")) &&
    readFileSync(stamp, "utf8") === wanted
  )
    return
  rmSync(stamp, { force: true })
  const { status, stdout, stderr, error } = spawnSync(
    join(root, "node_modules", ".bin", "node"),
    [join(root, "node_modules", "prisma", "build", "index.js"), "generate"],
    {
      cwd: root,
      encoding: "utf8",
      env: {
        ...process.env,
        // Any file that exists: the client needs no engine binary, and prisma would download one.
        PRISMA_SCHEMA_ENGINE_BINARY: join(root, "package.json"),
        CHECKPOINT_DISABLE: "1",
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
      },
    },
  )
  if (status !== 0)
    throw new Error(`The Prisma client could not be generated: ${error?.message ?? ""}${stdout ?? ""}${stderr ?? ""}`)
  mkdirSync(join(root, "lib", "generated"), { recursive: true })
  writeFileSync(stamp, wanted)
}

/** @param {string} root */
function schemaHash(root) {
  const hash = createHash("sha256")
  const models = readdirSync(join(root, "prisma", "models")).sort()
  const files = [
    "prisma/schema.prisma",
    "prisma.config.ts",
    "node_modules/prisma/package.json",
    ...models.map((file) => `prisma/models/${file}`),
  ]
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest("hex")
}
