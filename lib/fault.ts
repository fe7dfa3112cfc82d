import "server-only"
import { randomBytes } from "node:crypto"
import { AppError } from "@/lib/errors"
import { log } from "@/lib/log"

/** What a person is told about a failure, from an action or a route. */
export type Failure = { code: string; message: string; fields?: Readonly<Record<string, string>> }

/**
 * Turns anything thrown into what the person may read. An AppError speaks for itself; everything else is our fault: it is
 * logged under a short reference, and the person gets the reference. What was under way may have been done all the same
 * (a connection can be lost while it commits), so nothing is promised about it, least of all that nothing was charged.
 */
export function toFailure(error: unknown, where: string): Failure {
  if (error instanceof AppError) {
    return { code: error.code, message: error.message, ...(error.fields && { fields: error.fields }) }
  }
  const reference = randomBytes(2).toString("hex")
  log().error({ where, reference, error }, "unexpected failure")
  return {
    code: "fault",
    message: `Something went wrong here. Look whether it was done before you try again. Reference ${reference}`,
  }
}
