import { Prisma } from "@/lib/generated/prisma/client"

/** True when a statement was undone because a unique key was taken: somebody else did it already. */
export function isDuplicate(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false
  if (error.code === "P2002") return true
  // Raw statements are all P2010; Postgres' own code stands inside (@prisma/adapter-pg 7.10.0).
  return error.code === "P2010" && JSON.stringify(error.meta ?? {}).includes('"originalCode":"23505"')
}
