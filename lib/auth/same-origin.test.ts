import { expect, test } from "vitest"
import { requireSameOrigin } from "@/lib/auth/same-origin"

const check = (headers: Record<string, string>, publicUrl?: string) => () => requireSameOrigin(new Headers(headers), publicUrl)

test("our own pages pass, by Host or by the public address", () => {
  expect(check({ origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" })).not.toThrow()
  expect(check({ origin: "https://rushes.example", host: "web:3000" }, "https://rushes.example")).not.toThrow()
  expect(check({ "sec-fetch-site": "same-origin", host: "127.0.0.1:3000" })).not.toThrow()
})

test.each([
  ["another site", { origin: "https://evil.example", host: "127.0.0.1:3000" }],
  ["another port", { origin: "http://127.0.0.1:3001", host: "127.0.0.1:3000" }],
  ["a sandboxed frame", { origin: "null", host: "127.0.0.1:3000" }],
  ["a sibling domain", { "sec-fetch-site": "same-site", host: "127.0.0.1:3000" }],
  ["nobody says where from", { host: "127.0.0.1:3000" }],
])("%s is refused", (_, headers) => {
  expect(check(headers)).toThrow("another site")
})
