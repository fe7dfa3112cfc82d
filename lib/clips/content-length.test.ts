import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { expect, test } from "vitest"
import { keepContentLength, lengthHeader } from "@/lib/clips/content-length"

test("a clip's length is told, and the header that carried it is not", async () => {
  keepContentLength()
  const server = createServer((_, response) => {
    response.setHeader(lengthHeader, "5")
    response.write("12")
    response.end("345")
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  for (const address of ["/api/clips/1", "/api/arena/clips/1"]) {
    const clip = await fetch(`${origin}${address}`)
    expect([clip.headers.get("content-length"), clip.headers.get(lengthHeader)]).toEqual(["5", null])
    expect(await clip.text()).toBe("12345")
  }
  const other = await fetch(`${origin}/other`)
  expect(other.headers.get("transfer-encoding")).toBe("chunked")
  await other.text()
  server.close()
})
