import { startReceiver } from "@/lib/jobs/testing-http"

// The webhook endpoint as a process that a test may kill.
const { url } = await startReceiver(Number(process.env.PORT))
setInterval(() => {}, 60_000)
console.log(`receiver started at ${url}`)
