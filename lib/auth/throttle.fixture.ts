import { countSignIn } from "@/lib/auth/throttle"
import { db } from "@/lib/db"

// Another web process, for throttle.test.ts: tells its parent how many of its attempts were let through.
const [email = "", address = "", count = "0"] = process.argv.slice(2)
const results = await Promise.allSettled(Array.from({ length: Number(count) }, () => countSignIn(email, address)))
await db().$disconnect()
process.send?.(results.filter(({ status }) => status === "fulfilled").length)
