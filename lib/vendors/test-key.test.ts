import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { ProviderId } from "@/lib/providers/provider"
import { providerIds, requireVendor } from "@/lib/providers/vendors"
import { testKey } from "@/lib/vendors/test-key"

let status = 401
const server = createServer((_, response) => {
  response.writeHead(status, { "content-type": "application/json" }).end("{}")
})
beforeAll(async () => {
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
})
afterAll(() => server.close())

const ask = (provider: ProviderId) => {
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const fields = requireVendor(provider).sandboxFields ?? {}
  const baseUrls = { api: origin, rest: origin, jwks: origin }
  return testKey(provider, { apiKey: "wrong:key", fields, baseUrls, fetch, now: Date.now })
}

test.each(providerIds)("%s refuses a wrong key in clear words", async (provider) => {
  status = 401
  expect(await ask(provider)).toEqual({ isGood: false, words: expect.stringContaining("does not accept this key") })
})

test.each(providerIds)("%s that is down is not called a wrong key", async (provider) => {
  status = 503
  expect((await ask(provider)).words).toContain("could not be reached")
})
