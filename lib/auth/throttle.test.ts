import { fork } from "node:child_process"
import { once } from "node:events"
import { beforeEach, expect, test } from "vitest"
import { countSignIn } from "@/lib/auth/throttle"
import { db } from "@/lib/db"
import { createTestDatabase } from "@/lib/testing/database"

const database = await createTestDatabase()
beforeEach(() => db().signInThrottle.deleteMany())

const tooMany = expect.objectContaining({
  code: "too_many_attempts",
  message: expect.stringMatching(/^Too many attempts. Try again in 1[45] min.$/),
})

async function attempts(count: number, email: (n: number) => string, address: (n: number) => string) {
  const results = await Promise.allSettled(Array.from({ length: count }, (_, n) => countSignIn(email(n), address(n))))
  return results.filter(({ status }) => status === "fulfilled").length
}

test("one account from one address gets ten attempts, however many come at once", async () => {
  expect(
    await attempts(
      40,
      () => "a@example.com",
      () => "192.0.2.1",
    ),
  ).toBe(10)
  await expect(countSignIn("a@example.com", "192.0.2.1")).rejects.toEqual(tooMany)
})

test("another address still gets in, so nobody is kept out by a stranger who guesses", async () => {
  await attempts(
    60,
    () => "a@example.com",
    () => "192.0.2.1",
  )
  await expect(countSignIn("a@example.com", "192.0.2.2")).resolves.toBeDefined()
})

test("one address gets fifty attempts over all accounts", async () => {
  expect(
    await attempts(
      70,
      (n) => `${n}@example.com`,
      () => "192.0.2.1",
    ),
  ).toBe(50)
})

test("many addresses at one account get a hundred attempts", async () => {
  expect(
    await attempts(
      130,
      () => "a@example.com",
      (n) => `192.0.2.${n}`,
    ),
  ).toBe(100)
})

test("a success forgives what was mistyped", async () => {
  await attempts(
    9,
    () => "a@example.com",
    () => "192.0.2.1",
  )
  const attempt = await countSignIn("a@example.com", "192.0.2.1")
  await attempt.forgive()
  expect(
    await attempts(
      20,
      () => "a@example.com",
      () => "192.0.2.1",
    ),
  ).toBe(10)
})

test("after the window the count begins again", async () => {
  await attempts(
    11,
    () => "a@example.com",
    () => "192.0.2.1",
  )
  await db().$executeRaw`update "SignInThrottle" set "windowStart" = "windowStart" - interval '15 minutes'`
  await expect(countSignIn("a@example.com", "192.0.2.1")).resolves.toBeDefined()
})

test("the count holds across processes", async () => {
  const child = fork(new URL("./throttle.fixture.ts", import.meta.url), ["a@example.com", "192.0.2.1", "8"], {
    execArgv: ["--conditions=react-server", "--disable-warning=ExperimentalWarning", "--import", "tsx"],
    env: { ...process.env, DATABASE_URL: database.url },
  })
  const [[allowed]] = await Promise.all([once(child, "message"), once(child, "exit")])
  expect(allowed).toBe(8)
  expect(
    await attempts(
      8,
      () => "a@example.com",
      () => "192.0.2.1",
    ),
  ).toBe(2)
})
