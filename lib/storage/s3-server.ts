import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

/**
 * A small server that speaks the part of S3 that we use (path-style PutObject, GetObject with Range, HeadObject,
 * DeleteObject), for tests. Refuses what an S3 server refuses: no signature, no length, an unfinished body.
 */
export async function startS3Server(): Promise<{ endpoint: string; bucket: string; stop(): Promise<void> }> {
  const bucket = "clips"
  const objects = new Map<string, Buffer>()
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://s3").pathname
    const fail = (status: number, code: string) =>
      response.writeHead(status, { "content-type": "application/xml" }).end(`<Error><Code>${code}</Code></Error>`)
    if (!request.headers.authorization?.startsWith("AWS4-HMAC-SHA256 ")) return fail(403, "AccessDenied")
    if (!path.startsWith(`/${bucket}/`)) return fail(404, "NoSuchBucket")
    if (request.method === "PUT") {
      const length = request.headers["content-length"]
      if (length === undefined) return fail(411, "MissingContentLength")
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      const body = Buffer.concat(chunks)
      if (body.length !== Number(length)) return fail(400, "IncompleteBody")
      objects.set(path, body)
      return response.writeHead(200, { etag: '"1"' }).end()
    }
    if (request.method === "DELETE") {
      objects.delete(path)
      return response.writeHead(204).end()
    }
    const object = objects.get(path)
    if (!object) return request.method === "HEAD" ? response.writeHead(404).end() : fail(404, "NoSuchKey")
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "")
    const start = range ? Number(range[1]) : 0
    const end = range ? Math.min(Number(range[2]), object.length - 1) : object.length - 1
    const body = object.subarray(start, end + 1)
    response.writeHead(range ? 206 : 200, {
      "content-length": body.length,
      ...(range && { "content-range": `bytes ${start}-${end}/${object.length}` }),
    })
    response.end(request.method === "HEAD" ? undefined : body)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bucket,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
