import { mkdir, readdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { PrismaPg } from "@prisma/adapter-pg"
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils"
import * as engine from "@prisma/schema-engine-wasm"
import pg from "pg"
import { createScratchDatabase } from "@/lib/database/scratch"

const prismaFolder = join(process.cwd(), "prisma")
const migrationsFolder = join(prismaFolder, "migrations")
const lockFile = { path: "migration_lock.toml", content: 'provider = "postgresql"\n' }

/**
 * Applies every migration in prisma/migrations that the database has not seen, in order, with Prisma's own schema
 * engine (in wasm: nothing is downloaded). Records them in `_prisma_migrations`. Returns the names it applied.
 * Throws when an applied migration was edited or a migration failed; the database is then as that migration left it.
 */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  return withSchemaEngine(databaseUrl, async (schemaEngine) => {
    const { appliedMigrationNames } = await schemaEngine.applyMigrations({
      migrationsList: await readMigrations(),
      filters: { externalTables: [], externalEnums: [] },
    })
    return appliedMigrationNames
  })
}

/**
 * The SQL that leads from the newest migration to schema.prisma; empty when they agree. The migrations are replayed
 * on a shadow database that is made beside the one named by `databaseUrl` and dropped afterwards.
 */
export async function pendingSchemaChange(databaseUrl: string): Promise<string> {
  return withSchemaEngine(databaseUrl, async (schemaEngine) => {
    const { stdout } = await schemaEngine.diff({
      from: { tag: "migrations", ...(await readMigrations()) },
      to: { tag: "schemaDatamodel", files: await readSchema() },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    })
    const script = stdout ?? ""
    return script.includes("-- This is an empty migration.") ? "" : script
  })
}

/**
 * Writes prisma/migrations/<time>_<name>/migration.sql with the pending schema change.
 * Returns the folder's name, or null when schema and migrations already agree.
 */
export async function writeMigration(databaseUrl: string, name: string): Promise<string | null> {
  const script = await pendingSchemaChange(databaseUrl)
  if (!script) return null
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14)
  const folder = `${stamp}_${name.toLowerCase().replace(/[^a-z0-9]+/g, "_")}`
  await mkdir(join(migrationsFolder, folder), { recursive: true })
  await writeFile(join(migrationsFolder, folder, "migration.sql"), script)
  await writeFile(join(migrationsFolder, lockFile.path), lockFile.content)
  return folder
}

async function withSchemaEngine<Result>(databaseUrl: string, use: (schemaEngine: engine.SchemaEngine) => Promise<Result>) {
  const opened: SqlDriverAdapter[] = []
  const adapter = bindMigrationAwareSqlAdapterFactory(migrationAdapter(databaseUrl, opened))
  const datamodels = (await readSchema()).map(({ path, content }): [string, string] => [path, content])
  const schemaEngine = await engine.SchemaEngine.new({ datamodels }, () => {}, adapter)
  const restoreTimers = letProcessEnd()
  try {
    return await use(schemaEngine)
  } finally {
    restoreTimers()
    schemaEngine.free()
    // The engine leaves its connections open, and an open connection keeps a database from being a template.
    await Promise.all(opened.map((connection) => connection.dispose()))
  }
}

/** The engine bounds its wait for the migration lock with a timer of ten seconds that it never clears; let nothing wait for it. */
function letProcessEnd(): () => void {
  const { setTimeout } = globalThis
  globalThis.setTimeout = Object.assign((...given: Parameters<typeof setTimeout>) => {
    const timer = setTimeout(...given)
    return given[1] === 10_000 ? timer.unref() : timer
  }, setTimeout)
  return () => {
    globalThis.setTimeout = setTimeout
  }
}

async function readSchema() {
  const models = (await readdir(join(prismaFolder, "models"))).filter((file) => file.endsWith(".prisma")).sort()
  const paths = ["schema.prisma", ...models.map((file) => join("models", file))]
  return Promise.all(paths.map(async (path) => ({ path, content: await readFile(join(prismaFolder, path), "utf8") })))
}

async function readMigrations(): Promise<engine.MigrationList> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true }).catch(() => [])
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  const migrationDirectories = await Promise.all(
    folders.map(async (path) => ({
      path,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: await readFile(join(migrationsFolder, path, "migration.sql"), "utf8") },
      },
    })),
  )
  return { baseDir: migrationsFolder, lockfile: lockFile, shadowDbInitScript: "", migrationDirectories }
}

/**
 * PrismaPg as the schema engine needs it. Two mends for @prisma/adapter-pg 7.10.0: it cannot carry Postgres' one-byte
 * "char" type, which the engine reads from pg_catalog; and its shadow database is the real one whenever the connection
 * is given as an address, because pg lets the address win over `database`.
 */
function migrationAdapter(databaseUrl: string, opened: SqlDriverAdapter[]): SqlMigrationAwareDriverAdapterFactory {
  const connectTo = async (url: string) => {
    const connection = await withChars(
      new PrismaPg({ connectionString: url, Client: CharCarryingClient } as pg.PoolConfig).connect(),
    )
    connection.dispose = once(connection.dispose.bind(connection))
    opened.push(connection)
    return connection
  }
  const { provider, adapterName } = new PrismaPg({ connectionString: databaseUrl })
  return {
    provider,
    adapterName,
    connect: () => connectTo(databaseUrl),
    connectToShadowDb: async () => {
      const shadow = await createScratchDatabase(databaseUrl)
      const connection = await connectTo(shadow.url)
      const disconnect = connection.dispose
      connection.dispose = once(async () => {
        await disconnect()
        await shadow.drop()
      })
      return connection
    },
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => (done ??= work())
}

const CHAR_OID = 18
/** "char" travels as json, which the adapter passes through untouched and pg_catalog never uses otherwise. */
const JSON_OID = 114

class CharCarryingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config)
    this.connection.prependListener("rowDescription", ({ fields }: { fields: pg.FieldDef[] }) => {
      for (const field of fields) if (field.dataTypeID === CHAR_OID) field.dataTypeID = JSON_OID
    })
  }
}

/** Gives "char" columns their type back; the zero byte, which pg reads as "", becomes a character again. */
async function withChars(connecting: Promise<SqlDriverAdapter>): Promise<SqlDriverAdapter> {
  const connection = await connecting
  const queryRaw = connection.queryRaw.bind(connection)
  connection.queryRaw = async (query) => {
    const result = await queryRaw(query)
    const isChar = result.columnTypes.map((type) => type === ColumnTypeEnum.Json)
    return {
      ...result,
      columnTypes: result.columnTypes.map((type, column) => (isChar[column] ? ColumnTypeEnum.Character : type)),
      rows: result.rows.map((row) => row.map((value, column) => (isChar[column] && value === "" ? "\0" : value))),
    }
  }
  return connection
}
