import { startWorker } from "@/lib/jobs/worker"
import { log } from "@/lib/log"

/** One worker process. Ends well on SIGTERM and SIGINT, and when whoever started it with an IPC channel is gone. */
const worker = await startWorker()
log().info("worker started")

const stop = () => {
  worker.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  )
}
process.once("SIGTERM", stop).once("SIGINT", stop).once("disconnect", stop)
worker.ended.catch((error) => {
  log().error({ error }, "worker lost its database")
  process.exit(1)
})
