import { existsSync, readFileSync } from "node:fs"
import { ingestPass } from "@/lib/media/ingest-pass"

/** Analyses one clip, measures it and makes its proxy, in a process of its own; prints that process' greatest resident size, in kilobytes. */
const [path = ""] = process.argv.slice(2)
await ingestPass({ path, extras: { proxyPath: `${path}.proxy.mp4` } })
// Linux hands the parent's peak down to `maxRSS` at exec; VmHWM begins anew with the program.
const status = existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : ""
console.log(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS)
