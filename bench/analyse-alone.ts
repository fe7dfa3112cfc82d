import { existsSync, readFileSync } from "node:fs"
import { analyseVideo } from "@/lib/media/analyse"

/** Analyses one clip in a process of its own and prints that process' greatest resident size, in kilobytes. */
const [path = ""] = process.argv.slice(2)
await analyseVideo(path)
// Linux hands the parent's peak down to `maxRSS` at exec; VmHWM begins anew with the program.
const status = existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : ""
console.log(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS)
