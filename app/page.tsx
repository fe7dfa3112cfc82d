import { db } from "@/lib/db"

export const dynamic = "force-dynamic"

export default async function Page() {
  return <p>{await db().user.count()}</p>
}
