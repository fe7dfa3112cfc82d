import { receive } from "@/lib/jobs/receive"

export const dynamic = "force-dynamic"

/** Where vendors post that a job moved on. The address names the generation and proves it; see lib/jobs/receive.ts. */
export async function POST(request: Request, { params }: { params: Promise<{ provider: string }> }): Promise<Response> {
  const { provider } = await params
  return new Response(null, { status: await receive(provider, request), headers: { "cache-control": "no-store" } })
}
