import { installationMark } from "@/lib/vendors/reach"

/** This process is alive, and which installation it is of; says nothing of what it depends on (that is /api/ready). */
export function GET() {
  return Response.json({ status: "ok", installation: installationMark() }, { headers: { "Cache-Control": "no-store" } })
}

export const dynamic = "force-dynamic"
