import { createServer } from "node:net"
import { afterEach, describe, expect, it } from "vitest"
import { ProviderError } from "@/lib/providers/errors"
import { createHttp, type HttpRequest, isUnder } from "@/lib/providers/http"
import { readRetryAfter } from "@/lib/providers/http-failures"
import { startVendor, type TestVendor } from "@/lib/providers/testing"

const vendors: TestVendor[] = []
afterEach(async () => {
  await Promise.all(vendors.splice(0).map((vendor) => vendor.stop()))
})

async function vendor(...args: Parameters<typeof startVendor>): Promise<TestVendor> {
  const started = await startVendor(...args)
  vendors.push(started)
  return started
}

function client(url: string, overrides: { timeoutSeconds?: number; maxReplyBytes?: number } = {}) {
  return createHttp({ provider: "fal", keyUrls: [url], authorization: "Key secret", fetch, now: () => 0, ...overrides })
}

async function failureOf(url: string, overrides: Parameters<typeof client>[1] = {}, request: Partial<HttpRequest> = {}) {
  const http = client(new URL(url).origin, overrides)
  const sent = { method: "POST", url, signal: new AbortController().signal, isSubmit: true, ...request } as const
  try {
    const reply = await http.send(sent)
    return http.failure(reply, sent)
  } catch (error) {
    if (error instanceof ProviderError) return error
    throw error
  }
}

async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  if (address === null || typeof address === "string") throw new Error("no port")
  return address.port
}

describe("what is known of a submit that went wrong", () => {
  it("was surely not accepted, and may be sent again, when the connection was refused", async () => {
    const error = await failureOf(`http://127.0.0.1:${await closedPort()}/x`)
    expect(error).toMatchObject({ kind: "unavailable", acceptance: "no", isRetryable: true })
  })

  it("was surely not accepted when the name does not exist", async () => {
    const error = await failureOf("http://vendor.invalid/x")
    expect(error).toMatchObject({ kind: "unavailable", acceptance: "no", isRetryable: true })
  })

  it("was surely not accepted, and is not tried again, when the certificate is not believed", async () => {
    const cause = Object.assign(new Error("self-signed certificate"), { code: "DEPTH_ZERO_SELF_SIGNED_CERT" })
    const failing: typeof fetch = async () => {
      throw new TypeError("fetch failed", { cause })
    }
    const http = createHttp({
      provider: "fal",
      keyUrls: ["https://v.example"],
      authorization: "k",
      fetch: failing,
      now: () => 0,
    })
    const signal = new AbortController().signal
    await expect(http.send({ method: "POST", url: "https://v.example/x", signal, isSubmit: true })).rejects.toMatchObject({
      acceptance: "no",
      isRetryable: false,
    })
  })

  it.each([
    { code: "ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC" },
    { code: "ERR_SSL_UNEXPECTED_EOF_WHILE_READING" },
    { code: "EHOSTUNREACH", syscall: "read" },
  ])("may have been accepted when a connection that stood ends with $code", async (facts) => {
    const failing: typeof fetch = async () => {
      throw new TypeError("fetch failed", { cause: Object.assign(new Error("cut"), facts) })
    }
    const settings = { provider: "fal", keyUrls: ["https://v.example"], authorization: "k", fetch: failing, now: () => 0 }
    const sent = createHttp(settings).send({
      method: "POST",
      url: "https://v.example/x",
      signal: new AbortController().signal,
      isSubmit: true,
    })
    await expect(sent).rejects.toMatchObject({ acceptance: "maybe", isRetryable: false })
  })

  it("may have been accepted when the socket is cut after the request was read", async () => {
    const { url } = await vendor(
      () => null,
      (_request, response) => response.socket?.destroy(),
    )
    expect(await failureOf(`${url}/x`)).toMatchObject({ kind: "unavailable", acceptance: "maybe", isRetryable: false })
  })

  it("may have been accepted when no answer comes in time", async () => {
    const { url } = await vendor(() => null)
    expect(await failureOf(`${url}/x`, { timeoutSeconds: 0.2 })).toMatchObject({ acceptance: "maybe", isRetryable: false })
  })

  it("may have been accepted when we stop waiting, but not when we stopped before sending", async () => {
    const { url, seen } = await vendor(() => null)
    const controller = new AbortController()
    const pending = failureOf(`${url}/x`, {}, { signal: controller.signal })
    await expect.poll(() => seen.length).toBe(1)
    controller.abort()
    expect(await pending).toMatchObject({ acceptance: "maybe", isRetryable: false })
    expect(await failureOf(`${url}/x`, {}, { signal: controller.signal })).toMatchObject({ acceptance: "no" })
    expect(seen.length).toBe(1)
  })

  it("may have been accepted when a good answer is cut off or endless", async () => {
    const cut = await vendor(
      () => null,
      (_request, response) => {
        response.writeHead(200, { "content-length": "1000" })
        response.write("{")
        setTimeout(() => response.socket?.destroy(), 20)
      },
    )
    expect(await failureOf(`${cut.url}/x`)).toMatchObject({ acceptance: "maybe" })
    const large = await vendor(() => ({ text: "x".repeat(5000) }))
    expect(await failureOf(`${large.url}/x`, { maxReplyBytes: 1000 })).toMatchObject({ kind: "bad_reply", acceptance: "maybe" })
  })

  it.each([
    [400, {}, "invalid_request", "no", false],
    [401, {}, "auth", "no", false],
    [402, {}, "credit", "no", false],
    [403, {}, "auth", "no", false],
    [404, {}, "not_found", "no", false],
    [408, {}, "unavailable", "maybe", false],
    [422, {}, "invalid_request", "no", false],
    [429, {}, "rate_limited", "no", true],
    [429, { "retry-after": "7" }, "rate_limited", "no", true],
    [500, {}, "unavailable", "maybe", false],
    [502, {}, "unavailable", "maybe", false],
    [503, {}, "unavailable", "maybe", false],
    [503, { "retry-after": "7" }, "unavailable", "no", true],
    [504, {}, "unavailable", "maybe", false],
  ] as const)("reads HTTP %d %j as %s, accepted: %s, retryable: %s", async (status, headers, kind, acceptance, isRetryable) => {
    const { url } = await vendor(() => ({ status, headers, json: { detail: "x" } }))
    const error = await failureOf(`${url}/x`)
    expect(error).toMatchObject({ kind, acceptance, isRetryable, httpStatus: status })
    if ("retry-after" in headers) expect(error.retryAfterSeconds).toBe(7)
  })
})

it("calls every failure of a reading call unaccepted, and what time may heal retryable", async () => {
  const { url } = await vendor(() => ({ status: 502 }))
  const read = { method: "GET", isSubmit: false } as const
  expect(await failureOf(`${url}/x`, {}, read)).toMatchObject({ acceptance: "no", isRetryable: true })
  const silent = await vendor(() => null)
  expect(await failureOf(`${silent.url}/x`, { timeoutSeconds: 0.2 }, read)).toMatchObject({
    acceptance: "no",
    isRetryable: true,
  })
})

it("sends a submit once, whatever comes back", async () => {
  const { url, seen } = await vendor(() => ({ status: 503 }))
  await failureOf(`${url}/x`)
  expect(seen.length).toBe(1)
})

it("follows no redirect, so the key stays with the vendor", async () => {
  const elsewhere = await vendor(() => ({ json: {} }))
  const { url } = await vendor(() => ({ status: 307, headers: { location: `${elsewhere.url}/steal` } }))
  expect(await failureOf(`${url}/x`)).toMatchObject({ kind: "bad_reply", acceptance: "no" })
  expect(elsewhere.seen).toEqual([])
})

it("refuses to send the key to an address outside the configured ones", async () => {
  const elsewhere = await vendor(() => ({ json: {} }))
  const http = client("http://127.0.0.1:1")
  const signal = new AbortController().signal
  await expect(http.send({ method: "GET", url: `${elsewhere.url}/x`, signal })).rejects.toMatchObject({ acceptance: "no" })
  await http.send({ method: "GET", url: `${elsewhere.url}/x`, signal, withoutKey: true })
  expect(elsewhere.seen.map(({ headers }) => headers.authorization)).toEqual([undefined])
})

it.each([
  ["https://queue.fal.run/a/b", "https://queue.fal.run", true],
  ["https://queue.fal.run.evil.example/a", "https://queue.fal.run", false],
  ["http://queue.fal.run/a", "https://queue.fal.run", false],
  ["https://queue.fal.run:444/a", "https://queue.fal.run", false],
  ["https://key@queue.fal.run/a", "https://queue.fal.run", false],
  ["http://127.0.0.1:3010/fal/queue/a", "http://127.0.0.1:3010/fal/queue", true],
  ["http://127.0.0.1:3010/fal/queueing/a", "http://127.0.0.1:3010/fal/queue", false],
  ["http://127.0.0.1:3010/fal/queue/../../_sandbox", "http://127.0.0.1:3010/fal/queue", false],
  ["not an address", "https://queue.fal.run", false],
])("%s lies under %s: %s", (address, prefix, expected) => {
  expect(isUnder(address, [prefix])).toBe(expected)
})

it("reads Retry-After as seconds or as a date", () => {
  const now = Date.parse("2026-11-21T08:00:00Z")
  const read = (value: string) => readRetryAfter(new Headers({ "retry-after": value }), now)
  expect(read("12")).toBe(12)
  expect(read("Sat, 21 Nov 2026 08:00:30 GMT")).toBe(30)
  expect(read("Sat, 21 Nov 2026 07:00:00 GMT")).toBe(0)
  expect(read("soon")).toBeUndefined()
  expect(readRetryAfter(new Headers(), now)).toBeUndefined()
})
