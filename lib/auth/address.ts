import { subscribe } from "node:diagnostics_channel"
import type { IncomingMessage } from "node:http"
import { isIPv6 } from "node:net"

/** Where the connection's own address travels to actions and routes; always overwritten, so a client cannot choose it. */
const addressHeader = "x-rushes-address"

/**
 * Notes each connection's address in a header of its request. Next hands neither actions nor routes the socket, and lets a
 * client's own X-Forwarded-For stand. Called once per web process, by instrumentation.ts.
 */
export function noteConnectionAddresses(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage }
    request.headers[addressHeader] = request.socket.remoteAddress ?? ""
  })
}

/**
 * The address that attempts are counted under. With `trustedProxies` reverse proxies in front, the last that many entries
 * of X-Forwarded-For are theirs and the outermost of those is believed; with 0 only the connection itself is. An IPv6
 * address stands for its /64, which one subscriber owns whole.
 */
export function clientAddress(headers: Headers, trustedProxies: number): string {
  const forwarded = (headers.get("x-forwarded-for") ?? "").split(",").map((entry) => entry.trim())
  const address = (trustedProxies > 0 && forwarded.at(-trustedProxies)) || headers.get(addressHeader) || "unknown"
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "")
  return isIPv6(plain) ? `${firstFourGroups(plain)}::/64` : plain
}

function firstFourGroups(address: string): string {
  const [head = "", tail] = address.toLowerCase().split("::")
  const before = head ? head.split(":") : []
  const after = tail ? tail.split(":") : []
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length
  const groups = [...before, ...Array<string>(Math.max(0, zeros)).fill("0"), ...after]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")
}
