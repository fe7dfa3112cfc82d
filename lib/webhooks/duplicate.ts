import pg from "pg"
import { Prisma } from "@/lib/generated/prisma/client"

const uniqueViolation = "23505"

/** True when a statement was undone because a unique key was taken: somebody else did it already. */
export function isDuplicate(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return error.code === uniqueViolation
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002"
}
