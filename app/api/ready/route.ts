import { unreadyParts } from "@/lib/health/readiness"

/** 200 when this process can serve: database, queue and storage answer. Else 503 with the names of those that do not. */
export async function GET() {
  const unready = await unreadyParts()
  return Response.json(unready.length === 0 ? { status: "ready" } : { status: "unready", unready }, {
    status: unready.length === 0 ? 200 : 503,
    headers: { "Cache-Control": "no-store" },
  })
}

export const dynamic = "force-dynamic"
