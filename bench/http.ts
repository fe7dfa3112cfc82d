import { Agent, request } from "node:http"

export type Call = { method?: "GET" | "POST"; path: string; headers?: Record<string, string>; body?: string }

export type Load = { seconds: number; bytes: number; milliseconds: number[] }

/**
 * Sends all calls to `origin`, `concurrency` at a time over kept connections, and waits for all answers. Throws when one
 * is not of `status`: a fast refusal is no figure.
 */
export async function drive(
  origin: string,
  calls: readonly Call[],
  { concurrency, status }: { concurrency: number; status: number },
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency, maxTotalSockets: concurrency })
  const milliseconds: number[] = []
  let next = 0
  let bytes = 0
  const start = performance.now()
  async function run() {
    for (let call = calls[next++]; call; call = calls[next++]) {
      const sent = performance.now()
      const answer = await send(origin, agent, call)
      if (answer.status !== status) throw new Error(`${call.path} was answered with ${answer.status} instead of ${status}`)
      milliseconds.push(performance.now() - sent)
      bytes += answer.bytes
    }
  }
  try {
    await Promise.all(Array.from({ length: concurrency }, run))
  } finally {
    agent.destroy()
  }
  return { seconds: (performance.now() - start) / 1000, bytes, milliseconds }
}

/** One call, its answer read to the end. */
export function send(origin: string, agent: Agent | undefined, call: Call): Promise<{ status: number; bytes: number }> {
  const { method = "GET", path, headers = {}, body } = call
  return new Promise((resolve, reject) => {
    const sent = request(
      `${origin}${path}`,
      { method, agent, headers: { ...headers, ...(body !== undefined && { "content-length": Buffer.byteLength(body) }) } },
      (response) => {
        let bytes = 0
        response.on("data", (chunk: Buffer) => (bytes += chunk.byteLength))
        response.once("end", () => resolve({ status: response.statusCode ?? 0, bytes }))
        response.once("error", reject)
      },
    )
    sent.once("error", reject)
    sent.end(body)
  })
}
