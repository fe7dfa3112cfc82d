import "server-only"
import { createHash } from "node:crypto"
import { db } from "@/lib/db"
import { AppError } from "@/lib/errors"

const windowMinutes = 15
const limits = {
  /** One person who mistypes, or one guesser at one account. */
  accountAndAddress: 10,
  /** One machine that goes through many accounts. An office behind one address shares it. */
  address: 50,
  /** Many machines at one account. High, so that it takes ten addresses to keep somebody out, and never for longer than a window. */
  account: 100,
}

/**
 * Counts an attempt before it is looked at, so that a thousand at once cannot all slip under the limit. Counts live in
 * Postgres: every web process sees the same ones. Throws AppError "too_many_attempts" with when to try again.
 * Call `forgive` after a success.
 */
export async function countSignIn(email: string, address: string): Promise<{ forgive(): Promise<void> }> {
  const keys = keysOf(email, address)
  await count([
    { key: keys.accountAndAddress, limit: limits.accountAndAddress },
    { key: keys.address, limit: limits.address },
  ])
  // Only now: attempts that one address was refused must not add up to keeping the account's owner out.
  await count([{ key: keys.account, limit: limits.account }])
  return { forgive: () => forgive(keys) }
}

function keysOf(email: string, address: string) {
  const account = createHash("sha256").update(email).digest("hex")
  return { accountAndAddress: `account:${account}@${address}`, address: `address:${address}`, account: `account:${account}` }
}

async function count(limited: { key: string; limit: number }[]) {
  // In order of key, so that two attempts never wait for each other's rows.
  for (const { key, limit } of limited.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    const [row] = await db().$queryRaw<{ failures: number; minutesLeft: number }[]>`
      insert into "SignInThrottle" as kept (key, failures, "windowStart") values (${key}, 1, now())
      on conflict (key) do update set
        failures = case when kept."windowStart" <= now() - make_interval(mins => ${windowMinutes}) then 1 else kept.failures + 1 end,
        "windowStart" = case when kept."windowStart" <= now() - make_interval(mins => ${windowMinutes}) then now() else kept."windowStart" end
      returning failures, ceil(${windowMinutes} - extract(epoch from now() - "windowStart") / 60)::int as "minutesLeft"`
    if (row && row.failures > limit) {
      throw new AppError("too_many_attempts", `Too many attempts. Try again in ${Math.max(1, row.minutesLeft)} min.`)
    }
  }
}

/** A success clears what this person mistyped here, takes its own attempt back from the others, and sweeps old rows. */
async function forgive(keys: ReturnType<typeof keysOf>) {
  const others = [keys.address, keys.account]
  await db().signInThrottle.deleteMany({ where: { key: keys.accountAndAddress } })
  await db().signInThrottle.updateMany({
    where: { key: { in: others }, failures: { gt: 0 } },
    data: { failures: { decrement: 1 } },
  })
  await db().$executeRaw`delete from "SignInThrottle" where "windowStart" < now() - interval '1 day'`
}
