/** This process is alive; says nothing of what it depends on (that is /api/ready). */
export function GET() {
  return Response.json({ status: "ok" }, { headers: { "Cache-Control": "no-store" } })
}

export const dynamic = "force-dynamic"
