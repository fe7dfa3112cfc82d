import { GenerateVideosOperation, type Image } from "@google/genai"
import { z } from "zod"
import { ProviderError } from "@/lib/providers/errors"
import { openFile } from "@/lib/providers/open-file"
import { lost, unsupportedModel } from "@/lib/providers/outcomes"
import { scalePolling } from "@/lib/providers/polling"
import type {
  Call,
  Download,
  ImageRef,
  JobRef,
  JobReport,
  PollingPlan,
  ProviderSettings,
  Submission,
  SubmitCall,
  VideoProvider,
  VideoRequest,
} from "@/lib/providers/provider"
import { withVertex } from "@/lib/providers/vertex/client"
import { placeOf } from "@/lib/providers/vertex/place"
import { inline, operationName, toReport, type VertexOperation, vertexOperation, videosIn } from "@/lib/providers/vertex/reply"
import { toVertex } from "@/lib/providers/vertex/request"
import { accessToken } from "@/lib/providers/vertex/token"

/** Google's samples look every 15 s; a clip takes 11 s to 6 min. */
const polling: PollingPlan = {
  firstCheckAfterSeconds: 15,
  everySeconds: 15,
  maxEverySeconds: 30,
  giveUpAfterSeconds: 3 * 3600,
}

const vertexJob = z.object({ name: z.string().regex(operationName) })

/** Veo on Vertex AI by Google's own SDK. No callbacks, no lookup, and no way to cancel. */
export function createAdapter(settings: ProviderSettings): VideoProvider {
  return {
    id: "vertex",
    polling: scalePolling(polling, settings.pollScale),
    submit: (request, call) => submit(settings, request, call),
    check: (job, call) => check(settings, job, call),
    download: (job, key, call) => download(settings, job, key, call),
    testCredential: (call) => testCredential(settings, call),
  }
}

async function submit(settings: ProviderSettings, request: VideoRequest, call: SubmitCall): Promise<Submission> {
  const still = async (image: ImageRef): Promise<Image> => {
    const { bytes, mime } = await call.readImage(image)
    return { imageBytes: Buffer.from(bytes).toString("base64"), mimeType: mime }
  }
  const optional = (image: ImageRef | undefined) => (image === undefined ? undefined : still(image))
  const [firstFrame, lastFrame, references] = await Promise.all([
    optional(request.firstFrame),
    optional(request.lastFrame),
    Promise.all(request.referenceImages.map(still)),
  ])
  const parameters = toVertex(request, { firstFrame, lastFrame, references }, placeOf(settings).bucket)
  if (parameters === null) throw unsupportedModel("vertex", request.model)
  const { name } = await withVertex(settings, { signal: call.signal, isSubmit: true }, (client) =>
    client.models.generateVideos(parameters),
  )
  if (name === undefined || !operationName.test(name)) {
    const message = `No name of an operation: ${JSON.stringify(name)?.slice(0, 500)}`
    throw new ProviderError({ provider: "vertex", kind: "bad_reply", acceptance: "maybe", message })
  }
  return { jobRef: { name }, vendorJobId: name }
}

/** The operation as it stands; null when Vertex does not know it. */
async function look(settings: ProviderSettings, name: string, call: Call): Promise<VertexOperation | null> {
  const operation = new GenerateVideosOperation()
  operation.name = name
  try {
    const found = await withVertex(settings, call, (client) => client.operations.getVideosOperation({ operation }))
    return vertexOperation.parse(found)
  } catch (error) {
    if (error instanceof ProviderError && error.kind === "not_found") return null
    throw error
  }
}

async function check(settings: ProviderSettings, jobRef: JobRef, call: Call): Promise<JobReport> {
  const job = vertexJob.safeParse(jobRef)
  if (!job.success) return lost("The stored job reference is not one of Vertex's.")
  const operation = await look(settings, job.data.name, call)
  return operation === null ? lost(`Vertex knows no ${job.data.name}.`) : toReport(operation)
}

async function download(settings: ProviderSettings, jobRef: JobRef, key: string, call: Call): Promise<Download> {
  if (key !== inline) return openInBucket(settings, key, call)
  const job = vertexJob.safeParse(jobRef)
  const operation = job.success ? await look(settings, job.data.name, call) : null
  const video = operation === null ? undefined : videosIn(operation).find(({ videoBytes }) => videoBytes)
  if (!video?.videoBytes) throw gone("The operation holds no clip any more.")
  const bytes = Buffer.from(video.videoBytes, "base64")
  return { body: new Blob([bytes]).stream(), bytes: bytes.length, ...(video.mimeType && { mime: video.mimeType }) }
}

/** An object of Cloud Storage, by its JSON API. */
async function openInBucket(settings: ProviderSettings, address: string, call: Call): Promise<Download> {
  const [, bucket, object] = /^gs:\/\/([a-z0-9][a-z0-9._-]+)\/(.+)$/.exec(address) ?? []
  const storage = settings.baseUrls.rest
  if (bucket === undefined || object === undefined || storage === undefined) throw gone(`No object is ${address}.`)
  return openFile({
    provider: "vertex",
    url: `${storage}/storage/v1/b/${bucket}/o/${encodeURIComponent(object)}?alt=media`,
    keyHeaders: { authorization: `Bearer ${await accessToken(settings, call)}` },
    keyUrls: [storage],
    redirectHosts: [],
    fetch: settings.fetch,
    now: settings.now,
    signal: call.signal,
  })
}

function gone(message: string): ProviderError {
  return new ProviderError({ provider: "vertex", kind: "not_found", acceptance: "no", message })
}

/** Asks for an operation that there cannot be: whoever may ask is told that it is not there. */
async function testCredential(settings: ProviderSettings, call: Call): Promise<void> {
  const { project, location } = placeOf(settings)
  const model = "publishers/google/models/veo-3.1-lite-generate-001"
  const name = `projects/${project}/locations/${location}/${model}/operations/00000000-0000-0000-0000-000000000000`
  try {
    await look(settings, name, call)
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== "invalid_request") throw error
  }
}
