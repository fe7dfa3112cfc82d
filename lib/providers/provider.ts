/** The contract between Rushes and one video vendor. Knows no database, session or screen, and is safe in a browser. */

/** A vendor's word in model ids, addresses and rows, e.g. "kling". Which there are: vendors.ts. */
export type ProviderId = string

export type AspectRatio = "16:9" | "9:16" | "1:1" | "4:3" | "3:4" | "21:9" | "9:21"
export type Resolution = "360p" | "480p" | "540p" | "720p" | "768p" | "1080p" | "2k" | "4k"

/** Every camera move that a shot can ask for, in the order in which the form lists them. */
export const cameraMotions = [
  "static",
  "push_in",
  "pull_out",
  "pan_left",
  "pan_right",
  "tilt_up",
  "tilt_down",
  "truck_left",
  "truck_right",
  "pedestal_up",
  "pedestal_down",
  "roll_left",
  "roll_right",
  "orbit_left",
  "orbit_right",
  "handheld",
] as const
export type CameraMotion = (typeof cameraMotions)[number]

/** A camera move and how strong it is. */
export type Camera = { motion: CameraMotion; strength: "slow" | "medium" | "fast" }

/** A still we have stored. The adapter gets its bytes through `SubmitCall.readImage`. */
export type ImageRef = { clipId: string; sha256: string; mime: string; width: number; height: number; bytes: number }

/** A clip we have stored. The adapter gets its bytes through `SubmitCall.readClip`. */
export type ClipRef = ImageRef & { durationSeconds: number; fps: number }

/**
 * Everything one model is asked for, after pre-flight: values are ones the model accepts, camera words are already in
 * the prompt where the model has no parameter. Every key is present; `undefined` means "not asked for". Seed 0 is a seed.
 */
export type VideoRequest = {
  /** Our catalogue id, e.g. "kling/kling-3.0". */
  model: string
  prompt: string
  negativePrompt: string | undefined
  aspectRatio: AspectRatio
  resolution: Resolution
  durationSeconds: number
  seed: number | undefined
  camera: Camera | undefined
  sound: boolean | undefined
  firstFrame: ImageRef | undefined
  lastFrame: ImageRef | undefined
  referenceImages: readonly ImageRef[]
  /** The clip to work on: a performance to transfer, or a take to edit or enlarge. */
  sourceClip: ClipRef | undefined
}

/** How large a made frame is: the long edge in thousands of pixels, roughly. */
export type FrameSize = "1k" | "2k" | "4k"

/** Stills to be made from words, for use as frames. After pre-flight, as `VideoRequest` is. */
export type FrameRequest = {
  /** Our catalogue id of a frame model, e.g. "openai/gpt-image-2". */
  model: string
  prompt: string
  aspectRatio: AspectRatio
  size: FrameSize
  /** 1..4 */
  count: number
  seed: number | undefined
  referenceImages: readonly ImageRef[]
}

/** Wide enough that what Prisma reads from a Json column fits; an undefined key is an absent one. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined }

/** Opaque to everyone but the adapter, which parses it back with zod. */
export type JobRef = JsonValue

export type Call = { signal: AbortSignal }

export type SubmitCall = Call & {
  /** Unique per generation and stable across attempts; sent where the vendor has a field for it. */
  idempotencyKey: string
  /** Where the vendor may post its callback; undefined when nobody outside can reach us. */
  callbackUrl: string | undefined
  /** The still's bytes, already cropped and encoded within the model's `ImageLimits`. */
  readImage(image: ImageRef): Promise<{ bytes: Uint8Array; mime: string }>
  /** The source clip's bytes as they are stored; within the model's `ClipLimits`. */
  readClip(clip: ClipRef): Promise<{ bytes: Uint8Array; mime: string }>
}

/** The vendor has taken the job. */
export type Submission = { jobRef: JobRef; vendorJobId: string }

/** What a vendor that answers at once gave: the pictures themselves, since nobody can ask for them again. */
export type FrameSubmission = Submission & {
  made?: { images: readonly { bytes: Uint8Array; mime: string }[]; costMicros?: number }
}

/**
 * A finished file at the vendor. An address is untrusted and usually expires; a `key` opens only with the vendor's
 * credential, through `VideoProvider.download`.
 */
export type RemoteFile = ({ url: string } | { key: string }) & {
  mime?: string
  bytes?: number
  /** Not a clip: the exact last frame of the one before it, which needs no decoding and has no watermark. */
  isLastFrame?: true
}

/** A file on its way from the vendor. `bytes` is what was announced. */
export type Download = { body: ReadableStream<Uint8Array>; mime?: string; bytes?: number }

/** Refused by moderation, by what gave offence; "refused" where the vendor does not say. */
export const refusalKinds = [
  "prompt_refused",
  "image_refused",
  "output_refused",
  "person_refused",
  "minor_refused",
  "property_refused",
  "refused",
] as const
export type RefusalKind = (typeof refusalKinds)[number]

export type FailureKind =
  | RefusalKind
  | "invalid_request"
  | "vendor_error"
  | "vendor_timeout"
  | "auth"
  | "credit"
  | "rate_limited"
  | "lost"

/** Why a job ended badly. `vendorText` goes to the log and never to a screen. */
export type ProviderFailure = {
  kind: FailureKind
  vendorText: string
  /** Whether the vendor bills it all the same; undefined when it does not say. */
  charged: boolean | undefined
}

/** One look at a job. `costMicros` is what the vendor says it billed, where it says so. */
export type JobReport =
  | { status: "queued"; position?: number }
  | { status: "running" /** 0..1, both ends included. */; progress?: number }
  /** `files`: the clips, or the stills of a `FrameRequest`; then a clip's last frame, where the vendor gives it. */
  | { status: "succeeded"; files: readonly RemoteFile[]; seed?: number; costMicros?: number }
  | { status: "failed"; failure: ProviderFailure; costMicros?: number }
  | { status: "cancelled"; costMicros?: number }

export type CancelOutcome =
  /** The vendor confirmed that it will not run on. Not billed, unless `chargeUnknown`: this vendor does not say. */
  | { outcome: "stopped"; chargeUnknown?: true }
  /** Asked, but it may still finish and be billed: keep checking. */
  | { outcome: "asked" }
  /** It had finished before we asked. */
  | { outcome: "too_late" }

/** A callback as it arrived: raw bytes, because signatures cover them. Header names are lower-case. */
export type RawDelivery = { body: Uint8Array; headers: Headers }

export type ReceivedReport = {
  /** The vendor's id of this delivery; the same for its duplicates. */
  deliveryId: string
  vendorJobId: string
  /** What the signed delivery says; "hint" when it proves nothing by itself and the job must be read again. */
  report: JobReport | { status: "hint" }
}

/** When to look at a job again. Seconds; a check may come later than this but never sooner. */
export type PollingPlan = {
  /** From the accepted submit to the first look. */
  firstCheckAfterSeconds: number
  /** Between the next looks; the caller may grow it up to `maxEverySeconds`. */
  everySeconds: number
  maxEverySeconds: number
  /** From the accepted submit: after this the job is called expired. */
  giveUpAfterSeconds: number
}

export type VideoProvider = {
  readonly id: ProviderId
  /** The vendor's pace, already multiplied by `ProviderSettings.pollScale`. */
  readonly polling: PollingPlan
  /** One billable POST, never repeated by the adapter. Throws `ProviderError`, whose `acceptance` says what is known. */
  submit(request: VideoRequest, call: SubmitCall): Promise<Submission>
  /** One look, no loop, no sleep. Throws `ProviderError` when the look itself failed. A vanished job is a "lost" failure. */
  check(job: JobRef, call: Call): Promise<JobReport>
  /** Finds a job by our idempotency key after a cut-off submit; null when the vendor surely has none. */
  lookup?(idempotencyKey: string, request: VideoRequest, call: Call): Promise<Submission | null>
  /** The job of an id that a callback told, where one can be read by that alone: so a cut-off submit is found again. */
  jobOf?(vendorJobId: string, request: VideoRequest): JobRef
  /** One billable POST for stills, as `submit` for clips; the same `check`, `cancel` and `webhook` follow. Absent: makes none. */
  submitFrames?(request: FrameRequest, call: SubmitCall): Promise<FrameSubmission>
  /** Opens a `RemoteFile.key` of this job. Throws `ProviderError`; kind "not_found" when it has expired. */
  download?(job: JobRef, key: string, call: Call): Promise<Download>
  /** Absent where the vendor cannot cancel. */
  cancel?(job: JobRef, call: Call): Promise<CancelOutcome>
  /** Verifies, then reads. Throws `WebhookVerificationError`. Absent where the vendor has no callbacks. */
  webhook?: { receive(delivery: RawDelivery): Promise<ReceivedReport> }
  /** A harmless call that proves the key. Throws `ProviderError` of kind "auth" and others. */
  testCredential(call: Call): Promise<void>
}

/** What an adapter is made from. `fetch` and the clock arrive as arguments so that tests patch nothing. */
export type ProviderSettings = {
  apiKey: string
  baseUrls: ProviderBaseUrls
  /** The secret that the vendor signs callbacks with, where there is one; undefined means that they are only hints. */
  webhookSecret?: string
  /** What else a team enters for this vendor, by `CredentialField.name`. */
  fields?: Readonly<Record<string, string>>
  fetch: typeof fetch
  /** Milliseconds since 1970. */
  now: () => number
  /**
   * Multiplies every interval of the polling plan except the time to give up; 1 when absent. The sandbox answers in
   * seconds where a vendor takes minutes, so its mode may set less than 1; live use leaves it at 1.
   */
  pollScale?: number
}

/** Origins (and path prefix) of a vendor; fal has three hosts, the others one. No trailing slash. */
export type ProviderBaseUrls = { api: string; rest?: string; jwks?: string }
