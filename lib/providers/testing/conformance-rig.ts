import { createWriteStream } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { prepareStill } from "@/lib/media/prepare-still"
import { sandboxBaseUrls } from "@/lib/providers/base-urls"
import type { ImageLimits, VideoModel } from "@/lib/providers/catalogue"
import { ProviderError } from "@/lib/providers/errors"
import { preflight, type ShotAsk } from "@/lib/providers/preflight"
import type {
  AspectRatio,
  ClipRef,
  ImageRef,
  JobReport,
  ProviderSettings,
  RemoteFile,
  SubmitCall,
  VideoProvider,
  VideoRequest,
} from "@/lib/providers/provider"
import type { AdapterModule } from "@/lib/providers/registry"
import type { Vendor } from "@/lib/providers/vendor"
import { listJobs, makeStill, openReceiver, openTestSandbox, until } from "@/lib/sandbox/testing/harness"
import type { VendorWire } from "@/lib/sandbox/vendor-wire"
import { shotSettings } from "@/lib/shots/schema"

export const webhookSecret = "whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI="

/** One vendor under test: its data, its adapter, and (for one that the sandbox does not know) its wire. */
export type Subject = { vendor: Vendor; createAdapter: AdapterModule["createAdapter"]; wire?: VendorWire }

/** A call that failed as a ProviderError; anything else, a success too, is the test's failure. */
export async function failureOf(call: Promise<unknown>): Promise<ProviderError> {
  const outcome = await call.then(
    (value) => new Error(`It went well: ${JSON.stringify(value)}`),
    (error: unknown) => error,
  )
  if (outcome instanceof ProviderError) return outcome
  throw outcome
}

export const portrait = { first: "#c8321e", last: "#1e64c8", reference: "#28a050" } as const

/** The sandbox, a place for callbacks, and everything with which a vendor is driven as the studio drives it. */
export async function openRig(wires?: readonly VendorWire[]) {
  const sandbox = await openTestSandbox({ webhookSecret, speed: 40, ...(wires && { wires }) })
  const folder = await mkdtemp(join(tmpdir(), "conformance-"))
  const receiver = await openReceiver()
  const stills = new Map<string, Buffer>()
  let account = 0

  /** A key of its own for each use: nobody's slots and limits are in another's way. */
  const newKey = () => `sandbox-conformance-${++account}`

  const settingsOf = ({ vendor }: Subject, changes: Partial<ProviderSettings> = {}): ProviderSettings => ({
    apiKey: newKey(),
    baseUrls: sandboxBaseUrls(vendor, sandbox.url),
    fields: vendor.sandboxFields ?? {},
    ...(vendor.webhookSecretPrefix !== undefined && { webhookSecret }),
    fetch,
    now: Date.now,
    pollScale: 0.02,
    ...changes,
  })

  const still = async (colour: string, width = 1280, height = 720): Promise<ImageRef> => {
    const clipId = `${colour}-${width}x${height}`
    const bytes = stills.get(clipId) ?? (await paint(colour, width, height))
    stills.set(clipId, bytes)
    return { clipId, sha256: clipId, mime: "image/png", width, height, bytes: bytes.length }
  }

  const clips = new Map<string, Buffer>()
  const prepared = new Map<string, ReturnType<typeof prepareStill>>()
  const call = (
    model: { image?: ImageLimits },
    request: { aspectRatio?: AspectRatio; firstFrame?: ImageRef | undefined; lastFrame?: ImageRef | undefined },
    changes: Partial<SubmitCall> = {},
  ): SubmitCall => ({
    signal: AbortSignal.timeout(30_000),
    idempotencyKey: crypto.randomUUID(),
    callbackUrl: undefined,
    async readImage(image) {
      const bytes = stills.get(image.clipId)
      if (!bytes || !model.image) throw new Error(`no still ${image.clipId}`)
      const isFrame = image === request.firstFrame || image === request.lastFrame
      const target = { aspectRatio: isFrame ? request.aspectRatio : undefined, limits: model.image }
      const key = JSON.stringify([image.clipId, target])
      const still = prepared.get(key) ?? prepareStill(bytes, target)
      prepared.set(key, still)
      return still
    },
    async readClip(clip) {
      const bytes = clips.get(clip.clipId)
      if (!bytes) throw new Error(`no clip ${clip.clipId}`)
      return { bytes, mime: clip.mime }
    },
    ...changes,
  })

  return {
    sandbox,
    receiver,
    still,
    settingsOf,
    newKey,
    /** Names an address for all jobs of a key, as a person does at a vendor whose callbacks are registered: OpenAI. */
    async register(vendor: Vendor, url: string, key: string) {
      const reply = await fetch(`${sandboxBaseUrls(vendor, sandbox.url).api}/webhook_endpoints`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}` },
        body: JSON.stringify({ name: "studio", url, event_types: ["video.completed", "video.failed"] }),
      })
      if (!reply.ok) throw new Error(await reply.text())
    },
    call,
    adapterOf: (subject: Subject, changes: Partial<ProviderSettings> = {}) =>
      subject.createAdapter(settingsOf(subject, changes)),
    addClip(clip: ClipRef, bytes: Buffer) {
      clips.set(clip.clipId, bytes)
    },
    jobs: async (vendor: Vendor) => (await listJobs(sandbox.url)).filter((job) => job.vendor === vendor.id),
    rehearse: async (vendor: Vendor, change: object) => {
      const reply = await fetch(`${sandbox.url}/_sandbox/rehearse`, {
        method: "POST",
        body: JSON.stringify({ vendor: vendor.id, ...change }),
      })
      if (!reply.ok) throw new Error(await reply.text())
    },
    /** Looks until the job is over. Throws when it is not within the bound. */
    async outcome(provider: VideoProvider, jobRef: Parameters<VideoProvider["check"]>[0], seen: JobReport[] = []) {
      return until(
        async () => {
          const report = await provider.check(jobRef, { signal: AbortSignal.timeout(10_000) })
          seen.push(report)
          return report.status === "queued" || report.status === "running" ? undefined : report
          // Many jobs are looked at at once, and looking must not take the time that drawing needs.
        },
        240,
        150,
      )
    },
    /** Fetches a file as ingest would; its path. */
    async fetchFile(provider: VideoProvider, jobRef: Parameters<VideoProvider["check"]>[0], file: RemoteFile): Promise<string> {
      const path = join(folder, crypto.randomUUID())
      const signal = AbortSignal.timeout(30_000)
      if ("key" in file) {
        if (!provider.download) throw new Error("a key, and nothing that opens it")
        const { body } = await provider.download(jobRef, file.key, { signal })
        await pipeline(Readable.fromWeb(body as never), createWriteStream(path))
        return path
      }
      const reply = await fetch(file.url, { signal })
      if (!reply.ok || !reply.body)
        throw new ProviderError({ provider: provider.id, kind: "not_found", acceptance: "no", message: `HTTP ${reply.status}` })
      await pipeline(Readable.fromWeb(reply.body as never), createWriteStream(path))
      return path
    },
    async close() {
      await receiver.close()
      await sandbox.dispose()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
export type Rig = Awaited<ReturnType<typeof openRig>>

async function paint(colour: string, width: number, height: number): Promise<Buffer> {
  const { default: sharp } = await import("sharp")
  const texture = await makeStill(width, height, "png")
  return sharp(texture).tint(colour).png().toBuffer()
}

export function anAsk(
  changes: Partial<ShotAsk["settings"]> = {},
  frames: Partial<ShotAsk["frames"]> = {},
  text = "A paper boat on a pond",
): ShotAsk {
  return {
    text,
    negativePrompt: "",
    settings: shotSettings.parse(changes),
    frames: { first: null, last: null, references: [], source: null, ...frames },
  }
}

/** The request that the studio would send; throws where it would refuse. */
export function requestFor(model: VideoModel, ask: ShotAsk): VideoRequest {
  const { request, blocked } = preflight(ask, model, { isFree: true, revives: true })
  if (blocked !== null) throw new Error(`${model.id}: ${blocked}`)
  return request
}
