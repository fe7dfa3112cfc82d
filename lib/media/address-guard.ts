import type { LookupAddress } from "node:dns"
import { lookup } from "node:dns/promises"
import { BlockList, isIP, isIPv4 } from "node:net"
import { MediaError } from "@/lib/media/errors"

/** All addresses of a name; replaced in tests. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>

export const resolveByDns: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true })

/** IANA's special-purpose IPv4 blocks (registry read 2026-11-21): nothing in them is a vendor's public server. */
const closedIpv4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "192.175.48.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
]

/**
 * Of IPv6 only global unicast (2000::/3) is open, which leaves out loopback, mapped, NAT64, unique local, link-local and
 * multicast; and in it these are closed: Teredo and other protocol blocks, documentation, 6to4.
 */
const closedIpv6 = ["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"]

const closed = new BlockList()
for (const [block, family] of [
  ...closedIpv4.map((block) => [block, "ipv4"] as const),
  ...closedIpv6.map((block) => [block, "ipv6"] as const),
]) {
  const [network = "", prefix = ""] = block.split("/")
  closed.addSubnet(network, Number(prefix), family)
}
const globalUnicast = new BlockList()
globalUnicast.addSubnet("2000::", 3, "ipv6")

/** True for an IP address that any machine on the internet may be expected at. False for whatever is not an IP address. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !closed.check(address, "ipv4")
  // A zone ("fe80::1%eth0") only makes sense inside a network.
  if (isIP(address) !== 6 || address.includes("%")) return false
  return globalUnicast.check(address, "ipv6") && !closed.check(address, "ipv6")
}

/**
 * The addresses of a URL's host that may be connected to. Throws MediaError "blocked_address" unless the URL is https,
 * carries no credentials and every one of its addresses is public: one private address among many is an attack, not luck.
 * The caller must connect to one of the returned addresses and not resolve the name again.
 */
export async function publicAddresses(url: URL, resolve: Resolve): Promise<LookupAddress[]> {
  if (url.protocol !== "https:") throw blocked(url, "not https")
  if (url.username || url.password) throw blocked(url, "credentials in the address")
  // URL has already turned odd IPv4 notations (0x7f.1, 2130706433, 0177.0.0.1) into dotted decimals.
  const host = url.hostname.replace(/^\[|\]$/g, "")
  const family = isIP(host)
  const addresses = family ? [{ address: host, family }] : await resolveName(url, host, resolve)
  const refused = addresses.find(({ address }) => !isPublicAddress(address))
  if (refused) throw blocked(url, `resolves to ${refused.address}`)
  return addresses
}

async function resolveName(url: URL, host: string, resolve: Resolve): Promise<LookupAddress[]> {
  const addresses = await resolve(host).catch((cause: unknown) => {
    throw new MediaError("network", `${url.host} does not resolve`, { cause })
  })
  if (addresses.length === 0) throw new MediaError("network", `${url.host} has no address`)
  return addresses
}

function blocked(url: URL, why: string) {
  return new MediaError("blocked_address", `${url.protocol}//${url.host}: ${why}`)
}
