import { createHash, randomBytes } from "node:crypto"
import { z } from "zod"
import { fail, notFound, wrongMethod } from "@/lib/sandbox/replicate/errors"
import { answer } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

const lifeMilliseconds = 24 * 3_600_000

const stored = z.object({
  id: z.string(),
  account: z.string(),
  name: z.string(),
  content_type: z.string(),
  size: z.number(),
  sha256: z.string(),
  metadata: z.record(z.string(), z.json()),
  created_at: z.string(),
  expires_at: z.string(),
})
type Stored = z.infer<typeof stored>

const setting = (id: string) => `replicate-file ${id}`
const listSetting = (account: string) => `replicate-files ${account}`

/** /v1/files: kept for a day, named in inputs by their address. */
export async function handleFiles(world: World, request: Request, account: string, id: string | undefined): Promise<Response> {
  if (id === undefined) {
    if (request.method === "POST") return create(world, request, account)
    if (request.method !== "GET") return wrongMethod()
    const files = idsOf(world, account).flatMap((known) => find(world, known) ?? [])
    return answer(200, { previous: null, next: null, results: files.map((file) => toFile(world, file)) })
  }
  const file = find(world, id)
  if (file?.account !== account) return notFound()
  if (request.method === "GET") return answer(200, toFile(world, file))
  if (request.method !== "DELETE") return wrongMethod()
  world.store.setSetting(setting(id), "")
  return new Response(null, { status: 204 })
}

async function create(world: World, request: Request, account: string): Promise<Response> {
  const form = await request.formData().catch(() => undefined)
  const content = form?.get("content")
  if (!(content instanceof File)) return fail(400, "Bad Request", "Missing content")
  const metadata = form?.get("metadata")
  const words = metadata instanceof File ? await metadata.text() : (metadata ?? "{}")
  const bytes = Buffer.from(await content.arrayBuffer())
  await world.images.keepRaw(bytes)
  const now = Date.now()
  const file: Stored = {
    id: randomBytes(18).toString("base64url"),
    account,
    name: content.name,
    content_type: content.type || "application/octet-stream",
    size: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    metadata: z.record(z.string(), z.json()).catch({}).parse(JSON.parse(words)),
    created_at: new Date(now).toISOString(),
    expires_at: new Date(now + lifeMilliseconds).toISOString(),
  }
  world.store.setSetting(setting(file.id), JSON.stringify(file))
  world.store.setSetting(listSetting(account), JSON.stringify([...idsOf(world, account), file.id]))
  return answer(201, toFile(world, file))
}

function idsOf(world: World, account: string): string[] {
  return z.array(z.string()).parse(JSON.parse(world.store.setting(listSetting(account)) ?? "[]"))
}

function find(world: World, id: string): Stored | undefined {
  const saved = world.store.setting(setting(id))
  const file = saved ? stored.parse(JSON.parse(saved)) : undefined
  return file && Date.parse(file.expires_at) > Date.now() ? file : undefined
}

function toFile(world: World, { sha256, account: _, ...file }: Stored) {
  return { ...file, checksums: { sha256 }, urls: { get: `${world.origin()}/replicate/v1/files/${file.id}` } }
}

/** The bytes behind the address of an upload; undefined for any other address. */
export async function readUpload(world: World, address: string): Promise<Buffer | undefined> {
  const prefix = `${world.origin()}/replicate/v1/files/`
  const file = address.startsWith(prefix) ? find(world, address.slice(prefix.length)) : undefined
  return file && world.images.read(file.sha256)
}
