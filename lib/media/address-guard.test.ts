import { describe, expect, test } from "vitest"
import { isPublicAddress, publicAddresses } from "@/lib/media/address-guard"

const closed = [
  ["unspecified", "0.0.0.0"],
  ["this network", "0.1.2.3"],
  ["private", "10.1.2.3"],
  ["carrier-grade NAT", "100.64.0.1"],
  ["loopback", "127.0.0.1"],
  ["far loopback", "127.255.255.254"],
  ["link-local and cloud metadata", "169.254.169.254"],
  ["private", "172.16.0.1"],
  ["private", "172.31.255.255"],
  ["private", "192.168.1.1"],
  ["benchmarking", "198.18.0.1"],
  ["documentation", "203.0.113.9"],
  ["multicast", "224.0.0.1"],
  ["reserved", "250.0.0.1"],
  ["broadcast", "255.255.255.255"],
  ["unspecified", "::"],
  ["loopback", "::1"],
  ["mapped loopback", "::ffff:127.0.0.1"],
  ["mapped public", "::ffff:8.8.8.8"],
  ["mapped in hexadecimal", "::ffff:7f00:1"],
  ["compatible", "::127.0.0.1"],
  ["NAT64", "64:ff9b::7f00:1"],
  ["local NAT64", "64:ff9b:1::a00:1"],
  ["unique local", "fd12:3456:789a::1"],
  ["link-local", "fe80::1"],
  ["link-local with a zone", "fe80::1%eth0"],
  ["multicast", "ff02::1"],
  ["documentation", "2001:db8::1"],
  ["6to4 of a private address", "2002:0a00:0001::1"],
  ["Teredo", "2001:0:53aa:64c::1"],
  ["not an address", "example.com"],
] as const

test.each(closed)("%s (%s) is not public", (_, address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each(["8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "2606:4700::1111", "2a00:1450:4001::1"])(
  "%s is public",
  (address) => {
    expect(isPublicAddress(address)).toBe(true)
  },
)

describe("an address of a vendor's result", () => {
  const never = () => Promise.reject(new Error("must not be resolved"))
  const to =
    (...addresses: string[]) =>
    async () =>
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }))

  test.each([
    ["http://cdn.example/a.mp4"],
    ["ftp://cdn.example/a.mp4"],
    ["file:///etc/passwd"],
    ["data:video/mp4;base64,AAAA"],
    ["https://user:pass@cdn.example/a.mp4"],
    ["https://user@cdn.example/a.mp4"],
    ["https://127.0.0.1/a.mp4"],
    ["https://127.1/a.mp4"],
    ["https://2130706433/a.mp4"],
    ["https://0x7f000001/a.mp4"],
    ["https://0177.0.0.1/a.mp4"],
    ["https://[::1]/a.mp4"],
    ["https://[::ffff:127.0.0.1]/a.mp4"],
    ["https://[::ffff:a9fe:a9fe]/a.mp4"],
    ["https://[fd00::1]/a.mp4"],
    ["https://169.254.169.254/latest/meta-data"],
    ["https://127。0。0。1/a.mp4"],
  ])("%s is refused without a look-up", async (url) => {
    await expect(publicAddresses(new URL(url), never)).rejects.toMatchObject({ reason: "blocked_address" })
  })

  test.each([
    ["a name that leads to loopback", "127.0.0.1"],
    ["a name that leads to a private network", "192.168.0.10"],
    ["a name that leads to a mapped address", "::ffff:10.0.0.1"],
  ])("%s is refused", async (_, address) => {
    await expect(publicAddresses(new URL("https://cdn.example/a.mp4"), to(address))).rejects.toMatchObject({
      reason: "blocked_address",
    })
  })

  test("one private address among public ones is refused", async () => {
    const resolve = to("93.184.215.14", "10.0.0.1")
    await expect(publicAddresses(new URL("https://cdn.example/a.mp4"), resolve)).rejects.toMatchObject({
      reason: "blocked_address",
    })
  })

  test("a public name gives the addresses to connect to, on any explicit port", async () => {
    const resolve = to("93.184.215.14", "2606:4700::1111")
    expect(await publicAddresses(new URL("https://cdn.example:8443/a.mp4"), resolve)).toHaveLength(2)
  })

  test("a name that does not resolve is a network failure, not a refusal", async () => {
    const resolve = () => Promise.reject(new Error("ENOTFOUND"))
    await expect(publicAddresses(new URL("https://cdn.example/a.mp4"), resolve)).rejects.toMatchObject({ reason: "network" })
  })
})
