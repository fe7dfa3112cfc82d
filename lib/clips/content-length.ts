import { subscribe } from "node:diagnostics_channel"
import type { IncomingMessage, ServerResponse } from "node:http"

/** Travels in place of Content-Length, which Next 16 strips from what a route answers (its send-response.js). */
export const lengthHeader = "x-rushes-content-length"

const addresses = ["/api/clips/", "/api/arena/clips/"]

/**
 * Gives clips their Content-Length back at the moment the head is written: players and downloads want to know it. Called
 * once per web process, by instrumentation.ts.
 */
export function keepContentLength(): void {
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    if (!addresses.some((address) => request.url?.startsWith(address))) return
    const writeHead = response.writeHead
    // Node calls it without further arguments when, as here, nobody wrote the head explicitly.
    response.writeHead = function (this: ServerResponse, ...rest: never[]) {
      const length = this.getHeader(lengthHeader)
      if (length !== undefined) {
        this.removeHeader(lengthHeader)
        this.setHeader("content-length", length)
      }
      return Reflect.apply(writeHead, this, rest)
    } as typeof writeHead
  })
}
