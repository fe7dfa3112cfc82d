import { expect, test } from "vitest"
import { AppError } from "@/lib/errors"
import { toFailure } from "@/lib/fault"

test("what went wrong unexpectedly promises nothing about money: the work may have been committed all the same", () => {
  const failure = toFailure(new Error("Connection terminated unexpectedly"), "action")
  expect(failure.code).toBe("fault")
  expect(failure.message).not.toMatch(/charged|nothing/i)
  expect(failure.message).toMatch(/Reference [0-9a-f]{4}$/)
})

test("an error in our own words speaks for itself", () => {
  expect(toFailure(new AppError("conflict", "It is being made."), "action")).toEqual({
    code: "conflict",
    message: "It is being made.",
  })
})
