import { serveClip } from "@/lib/sandbox/files"
import { fileIdOf } from "@/lib/sandbox/gemini/interaction"
import { googleError } from "@/lib/sandbox/google"
import type { Job } from "@/lib/sandbox/job"
import { answer } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

/** How long a finished clip's file is PROCESSING before it is ACTIVE. */
const processingMs = 600

/** GET /files/{id}, its facts, and /files/{id}:download, its bytes. One that has expired is 403, as one of nobody's. */
export async function serveStored(world: World, request: Request, name: string, account: string): Promise<Response> {
  const [id = "", verb] = name.split(":")
  const job = world.find("gemini", `v1_${id}`)
  if (!job?.clip || job.account !== account || job.status !== "succeeded" || isExpired(world, job)) {
    return googleError(403, `You do not have permission to access the File ${id} or it may not exist.`)
  }
  if (request.method !== "GET" && request.method !== "HEAD") return googleError(404, "Not Found")
  const isActive = Date.now() - (job.finishedAt ?? 0) >= processingMs / world.speed
  if (verb === undefined) return answer(200, factsOf(world, job, isActive))
  if (verb !== "download") return googleError(404, "Not Found")
  return isActive ? serveClip(world, request, job) : googleError(400, `The File ${id} is not in an ACTIVE state.`)
}

function isExpired(world: World, job: Job): boolean {
  if (job.plan["expired-link"] !== undefined) return true
  return Date.now() > (job.finishedAt ?? 0) + world.settings.of("gemini").linkSeconds * 1000
}

function factsOf(world: World, job: Job, isActive: boolean) {
  const time = (at: number) => new Date(at).toISOString()
  const made = job.finishedAt ?? 0
  const uri = `${world.origin()}/gemini/v1beta/files/${fileIdOf(job)}`
  return {
    name: `files/${fileIdOf(job)}`,
    mimeType: "video/mp4",
    sizeBytes: String(job.clip?.bytes ?? 0),
    createTime: time(made),
    updateTime: time(made),
    expirationTime: time(made + world.settings.of("gemini").linkSeconds * 1000),
    uri,
    downloadUri: `${uri}:download?alt=media`,
    state: isActive ? "ACTIVE" : "PROCESSING",
    source: "GENERATED",
  }
}
