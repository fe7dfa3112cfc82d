import { analyseVideo } from "@/lib/media/analyse"

/** Analyses one clip in a process of its own and prints that process' greatest resident size, in kilobytes. */
const [path = ""] = process.argv.slice(2)
await analyseVideo(path)
console.log(process.resourceUsage().maxRSS)
