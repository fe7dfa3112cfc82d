import { createServer } from "node:net"
import { expect, onTestFinished, test } from "vitest"
import { freePort } from "@/lib/database/ports"
import { createTestDatabase } from "@/lib/testing/database"
import { requireDatabase, requirePort } from "@/scripts/supervisor/checks"

const database = await createTestDatabase()

function changed(change: (url: URL) => void) {
  const url = new URL(database.url)
  change(url)
  return url.toString()
}

test("a free port passes; a taken one is named with another to try", async () => {
  const port = await freePort()
  await requirePort("PORT", "127.0.0.1", port)
  const server = createServer().listen(port, "127.0.0.1")
  onTestFinished(() => void server.close())
  await expect(requirePort("SANDBOX_PORT", "127.0.0.1", port)).rejects.toThrow(
    `SANDBOX_PORT ${port} is taken by another program. Stop that program, or choose another: SANDBOX_PORT=${port + 1} npm start`,
  )
})

test("a host that is not this machine's is named", async () => {
  await expect(requirePort("PORT", "192.0.2.1", await freePort())).rejects.toThrow(
    /^HOST 192\.0\.2\.1 is not an address of this machine/,
  )
})

test("a database that answers passes", async () => {
  await requireDatabase(database.url)
})

test("a server that is not there, a wrong database and a wrong password each have their line, without the password", async () => {
  const port = await freePort()
  await expect(requireDatabase(changed((url) => (url.port = String(port))))).rejects.toThrow(
    `No Postgres answers at 127.0.0.1:${port} (ECONNREFUSED). Start it, or correct DATABASE_URL; without DATABASE_URL npm start brings its own.`,
  )
  await expect(requireDatabase(changed((url) => (url.pathname = "/nowhere")))).rejects.toThrow(
    /has no database "nowhere"\. Make it \(createdb nowhere\), or correct DATABASE_URL\.$/,
  )
  await expect(requireDatabase(changed((url) => (url.username = "nobody-here")))).rejects.toThrow(
    /refuses the user "nobody-here"/,
  )
})
