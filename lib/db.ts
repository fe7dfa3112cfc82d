import "server-only"
import { PrismaPg } from "@prisma/adapter-pg"
import { env } from "@/lib/env"
import { PrismaClient } from "@/lib/generated/prisma/client"

/** One client, and so one pool, per process; kept across hot reloads in development. */
const kept = globalThis as { rushesDb?: PrismaClient }

/** The database. Only data.ts, mutations.ts and the jobs room use it. Made at the first call, so that a build needs none. */
export function db(): PrismaClient {
  return (kept.rushesDb ??= new PrismaClient({
    adapter: new PrismaPg({ connectionString: env().DATABASE_URL, max: env().DATABASE_POOL_SIZE }),
  }))
}

/** The database inside a transaction: what `db().$transaction(async (tx) => …)` hands over. */
export type Transaction = Parameters<Parameters<PrismaClient["$transaction"]>[0]>[0]
