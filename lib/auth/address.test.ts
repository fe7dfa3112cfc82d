import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { expect, test } from "vitest"
import { clientAddress, noteConnectionAddresses } from "@/lib/auth/address"

const from = (headers: Record<string, string>, proxies = 0) => clientAddress(new Headers(headers), proxies)

test("without a trusted proxy X-Forwarded-For says nothing", () => {
  expect(from({ "x-forwarded-for": "1.1.1.1", "x-rushes-address": "192.0.2.7" })).toBe("192.0.2.7")
})

test("with one proxy the last entry is believed, with two the one before it", () => {
  const headers = { "x-forwarded-for": "6.6.6.6, 203.0.113.9, 10.0.0.2", "x-rushes-address": "127.0.0.1" }
  expect(from(headers, 1)).toBe("10.0.0.2")
  expect(from(headers, 2)).toBe("203.0.113.9")
})

test("IPv4 inside IPv6 is IPv4, and IPv6 counts by its /64", () => {
  expect(from({ "x-rushes-address": "::ffff:192.0.2.7" })).toBe("192.0.2.7")
  expect(from({ "x-rushes-address": "2001:db8::1" })).toBe("2001:db8:0:0::/64")
  expect(from({ "x-rushes-address": "2001:DB8:0:0:5:6:7:8" })).toBe("2001:db8:0:0::/64")
})

test("the connection's address reaches a handler, whatever the client claims", async () => {
  noteConnectionAddresses()
  const server = createServer((request, response) => response.end(String(request.headers["x-rushes-address"])))
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  const reply = await fetch(`http://127.0.0.1:${port}/`, { headers: { "x-rushes-address": "6.6.6.6" } })
  expect(await reply.text()).toBe("127.0.0.1")
  server.close()
})
