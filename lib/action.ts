import "server-only"
import { headers } from "next/headers"
import { unstable_rethrow } from "next/navigation"
import { z } from "zod"
import { requireSameOrigin } from "@/lib/auth/same-origin"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import { type Failure, toFailure } from "@/lib/fault"
import { requireTeam } from "@/lib/teams/access"
import type { TeamAccess } from "@/lib/teams/types"

export type ActionResult<Value> = { ok: true; value: Value } | { ok: false; error: Failure }

/**
 * A server action of one team: proves same origin, session and membership in `role` or above (default "member": reviewers
 * spend and change nothing), parses the input, and calls `handler` with what was proven. The caller adds `team`, the team's
 * slug, to the input. Never throws to the browser: an AppError comes back as `error`, anything else as a logged reference.
 */
export function teamAction<Schema extends z.ZodType, Value>(
  schema: Schema,
  handler: (input: z.output<Schema>, access: TeamAccess) => Promise<Value>,
  options: { role?: "reviewer" | "member" | "owner" } = {},
) {
  return async (input: { team: string } & z.input<Schema>): Promise<ActionResult<Value>> =>
    answer(async () => {
      const { team, rest } = splitTeam(input)
      const access = await requireTeam(team, options.role ?? "member")
      return handler(parseInput(schema, rest), access)
    })
}

/** A server action before anybody is signed in (set-up, joining): same promises without a team. */
export function openAction<Schema extends z.ZodType, Value>(
  schema: Schema,
  handler: (input: z.output<Schema>) => Promise<Value>,
) {
  return async (input: z.input<Schema>): Promise<ActionResult<Value>> => answer(async () => handler(parseInput(schema, input)))
}

async function answer<Value>(work: () => Promise<Value>): Promise<ActionResult<Value>> {
  try {
    requireSameOrigin(await headers(), env().PUBLIC_URL)
    return { ok: true, value: await work() }
  } catch (error) {
    unstable_rethrow(error)
    return { ok: false, error: toFailure(error, "action") }
  }
}

/** An action is a public endpoint: its argument may be anything. */
function splitTeam(input: unknown): { team: string; rest: unknown } {
  const { team, ...rest } = parseInput(z.looseObject({ team: z.string() }), input)
  return { team, rest }
}

/** Parses, or throws AppError "invalid_input" with the first thing that is wrong in each field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const fields: Record<string, string> = {}
  for (const issue of result.error.issues) fields[issue.path.join(".")] ??= issue.message
  const first = result.error.issues[0]?.message ?? "This is not what the form sends."
  throw new AppError("invalid_input", first, { fields })
}
