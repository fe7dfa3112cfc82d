import { describe, expect, it } from "vitest"
import { probeVideo } from "@/lib/media/probe"
import { WebhookVerificationError } from "@/lib/providers/errors"
import { preflight } from "@/lib/providers/preflight"
import { type JobReport, type RawDelivery, refusalKinds, type VideoProvider, type VideoRequest } from "@/lib/providers/provider"
import { expectedSize } from "@/lib/providers/size"
import { anAsk, failureOf, portrait, type Rig, requestFor, type Subject } from "@/lib/providers/testing/conformance-rig"
import { playableModels, type Sample, samplesOf } from "@/lib/providers/testing/conformance-samples"
import { decodeClip } from "@/lib/sandbox/testing/decode"
import { type Received, until } from "@/lib/sandbox/testing/harness"

/** What each rehearsed refusal may come out as: exactly that, or a wider word where a vendor does not tell them apart. */
const refusals = {
  "refuse-prompt": ["prompt_refused", "refused"],
  "refuse-image": ["image_refused", "refused"],
  "refuse-person": ["person_refused", "image_refused", "refused"],
  "refuse-minor": ["minor_refused", "image_refused", "prompt_refused", "refused"],
  "refuse-property": ["property_refused", "image_refused", "prompt_refused", "output_refused", "refused"],
  "refuse-output": ["output_refused", "refused"],
} as const

/**
 * What every vendor's adapter must do, proven against its wire over real HTTP. `rig` is open while the tests run; `still`
 * is one whose queue never moves.
 */
export function conform(name: string, subjectOf: () => Promise<Subject>, rig: () => Rig, stuck: () => Rig): void {
  describe(name, { concurrent: true, timeout: 300_000 }, () => {
    /** Sends words (or a whole request) as the studio does, and gives what is needed to follow it. */
    async function send(sample: Sample | undefined, words: string | VideoRequest, changes: Partial<VideoRequest> = {}) {
      if (!sample) throw new Error("no model")
      const at = rig()
      const subject = await subjectOf()
      const provider = at.adapterOf(subject)
      const asked = typeof words === "string" ? requestFor(sample.model, anAsk(sample.settings, {}, words)) : words
      const request = { ...asked, ...changes }
      const call = at.call(sample.model, request)
      return { subject, provider, request, submission: await provider.submit(request, call) }
    }

    /** The cheapest way in that a vendor has, with words; a first frame comes along where nothing goes without. */
    async function any(words: string, at = rig()) {
      const { vendor } = await subjectOf()
      const { text, frame, source } = samplesOf(vendor)
      const sample = text ?? frame ?? source
      if (!sample) throw new Error("no model")
      const frames = sample === frame ? { first: await at.still(portrait.first) } : {}
      return { sample, request: requestFor(sample.model, anAsk(sample.settings, frames, words)) }
    }

    async function sendAny(words: string, at = rig(), change: Parameters<Rig["call"]>[2] = {}, apiKey = at.newKey()) {
      const subject = await subjectOf()
      const { sample, request } = await any(words, at)
      const provider = at.adapterOf(subject, { apiKey })
      return { subject, provider, request, submission: await provider.submit(request, at.call(sample.model, request, change)) }
    }

    async function succeeds(provider: VideoProvider, request: VideoRequest, jobRef: Parameters<VideoProvider["check"]>[0]) {
      const seen: JobReport[] = []
      const report = await rig().outcome(provider, jobRef, seen)
      if (report.status !== "succeeded") throw new Error(JSON.stringify(report))
      const [file] = report.files
      if (!file) throw new Error("no file")
      const path = await rig().fetchFile(provider, jobRef, file)
      return { seen, report, path, facts: await probeVideo(path), request }
    }

    function expectFacts({ facts, request }: Awaited<ReturnType<typeof succeeds>>, sample: Sample) {
      const [width, height] = expectedSize(sample.model, request)
      expect([facts.width, facts.height]).toEqual([width, height])
      expect(Math.abs(facts.durationSeconds - request.durationSeconds)).toBeLessThan(0.2)
      if (sample.model.fps !== undefined) expect(facts.fps).toBeCloseTo(sample.model.fps, 1)
      expect(facts.hasAudio).toBe(request.sound === true)
    }

    describe("makes clips", { concurrent: true }, () => {
      it("from words alone, told as queued or running on the way, with the size, length and sound that were asked for", async (context) => {
        const { vendor } = await subjectOf()
        const { text } = samplesOf(vendor)
        if (!text) return context.skip()
        const { provider, request, submission } = await send(text, "A boat [[sandbox: slow=1]]")
        expect(submission.vendorJobId).not.toBe("")
        const made = await succeeds(provider, request, submission.jobRef)
        expectFacts(made, text)
        expect(made.seen.length).toBeGreaterThan(1)
        const progress = made.seen.flatMap((report) => (report.status === "running" ? (report.progress ?? []) : []))
        expect(progress).toEqual([...progress].sort((a, b) => a - b))
        expect(progress.every((part) => part >= 0 && part <= 1)).toBe(true)
      })

      it("that begin with the first frame", async (context) => {
        const { vendor } = await subjectOf()
        const { frame, pair } = samplesOf(vendor)
        // Where both frames are taken, the next test proves the first one too.
        if (!frame || pair) return context.skip()
        const first = await rig().still(portrait.first)
        const request = requestFor(frame.model, anAsk(frame.settings, { first }))
        expect(request.firstFrame).toBe(first)
        const { provider, submission } = await send(frame, request)
        const made = await succeeds(provider, request, submission.jobRef)
        expectFacts(made, frame)
        expect(await colourAt(made.path, "first")).toBe("first")
      })

      it("that begin and end with the given frames", async (context) => {
        const { vendor } = await subjectOf()
        const { pair } = samplesOf(vendor)
        if (!pair) return context.skip()
        const [first, last] = [await rig().still(portrait.first), await rig().still(portrait.last)]
        const request = requestFor(pair.model, anAsk(pair.settings, { first, last }))
        expect(request.lastFrame).toBe(last)
        const { provider, submission } = await send(pair, request)
        const made = await succeeds(provider, request, submission.jobRef)
        expectFacts(made, pair)
        expect([await colourAt(made.path, "first"), await colourAt(made.path, "last")]).toEqual(["first", "last"])
      })

      it("from reference images", async (context) => {
        const { vendor } = await subjectOf()
        const { references } = samplesOf(vendor)
        if (!references) return context.skip()
        const images = [await rig().still(portrait.reference)]
        const words = "A boat [[sandbox: hang]]"
        const request = requestFor(references.model, anAsk(references.settings, { references: images }, words))
        expect(request.referenceImages).toHaveLength(1)
        const { provider, submission } = await send(references, request)
        // What is made of them looks as what is made of words: that they are taken is what can be seen.
        await until(
          async () => (await provider.check(submission.jobRef, { signal: AbortSignal.timeout(10_000) })).status === "running",
        )
      })

      it("with seed 0, which is a seed", async (context) => {
        const { vendor } = await subjectOf()
        const { seed } = samplesOf(vendor)
        if (!seed) return context.skip()
        const { submission } = await send(seed, "A boat [[sandbox: hang]]", { seed: 0 })
        const job = (await rig().jobs(vendor)).find(({ id }) => isSame(id, submission.vendorJobId))
        expect(JSON.stringify(job?.request)).toMatch(/seed\\?":\\?"?0\b/)
      })
    })

    describe("explains what went wrong", { concurrent: true }, () => {
      it.each(Object.keys(refusals) as (keyof typeof refusals)[])("%s, as a refusal of its kind", async (rehearsal) => {
        const { kind } = await endOf(`A boat [[sandbox: ${rehearsal}]]`)
        expect(refusals[rehearsal]).toContain(kind)
      })

      it("a failure inside the vendor, which is no refusal", async () => {
        const { kind } = await endOf("A boat [[sandbox: fail]]")
        expect(refusalKinds as readonly string[]).not.toContain(kind)
        expect(kind).toBe("vendor_error")
      })

      it("no credit", async () => {
        expect((await endOf("A boat [[sandbox: no-credit]]")).kind).toBe("credit")
      })

      it("a key that is not theirs, when sending and when tested; a good one passes", async () => {
        const subject = await subjectOf()
        const { sample, request } = await any("A boat")
        const wrong = rig().adapterOf(subject, { apiKey: "wrong-key-of-nobody" })
        const error = await failureOf(wrong.submit(request, rig().call(sample.model, request)))
        expect([error.kind, error.acceptance]).toEqual(["auth", "no"])
        const signal = AbortSignal.timeout(10_000)
        expect((await failureOf(wrong.testCredential({ signal }))).kind).toBe("auth")
        await rig().adapterOf(subject).testCredential({ signal })
      })

      it("a job that the vendor does not know any more", async () => {
        const { provider, submission } = await sendAny("A boat [[sandbox: forget]]")
        const report = await rig().outcome(provider, submission.jobRef)
        expect(report).toMatchObject({ status: "failed", failure: { kind: "lost" } })
      })

      it("fields and status words that nobody has documented: the job lives on", async () => {
        const { provider, submission } = await sendAny("A boat [[sandbox: hang, odd-words]]")
        const seen: string[] = []
        await until(async () => {
          seen.push((await provider.check(submission.jobRef, { signal: AbortSignal.timeout(10_000) })).status)
          return seen.length >= 4
        })
        expect(seen.every((status) => status === "queued" || status === "running")).toBe(true)
      })

      /** How a job with these words ended, refused at the door or later. */
      async function endOf(words: string): Promise<{ kind: string }> {
        const subject = await subjectOf()
        const provider = rig().adapterOf(subject)
        const { sample, request } = await any(words)
        const submission = await provider.submit(request, rig().call(sample.model, request)).catch((error: unknown) => error)
        if (submission instanceof Error) {
          const error = await failureOf(Promise.reject(submission))
          expect([error.acceptance, error.isRetryable]).toEqual(["no", false])
          return error
        }
        const report = await rig().outcome(provider, (submission as { jobRef: never }).jobRef)
        if (report.status !== "failed") throw new Error(JSON.stringify(report))
        return report.failure
      }
    })

    describe("never pays twice", { concurrent: true }, () => {
      it.each(["rate-limit", "rate-limit-bare"])("%s: turned away, and may be sent again", async (rehearsal) => {
        const { provider, call, request, replies } = await watched(`A boat [[sandbox: ${rehearsal}]]`)
        const error = await failureOf(provider.submit(request, call))
        expect([error.kind, error.acceptance, error.isRetryable]).toEqual(["rate_limited", "no", true])
        const stated = replies.at(-1)?.headers.get("retry-after")
        if (rehearsal === "rate-limit" && stated) expect(error.retryAfterSeconds).toBeGreaterThan(0)
        if (!stated) expect(error.retryAfterSeconds).toBeUndefined()
        await provider.submit(request, call)
      })

      it("a server error before the job was taken", async () => {
        const { provider, call, request, taken } = await watched("A boat [[sandbox: error-before, hang]]")
        const error = await failureOf(provider.submit(request, call))
        expect(error.kind).toBe("unavailable")
        // A bare 5xx may be a gateway's that lost the answer: only a clear refusal may be sent again.
        expect(error.isRetryable).toBe(error.acceptance === "no")
        expect(await taken()).toBe(0)
      })

      it.each(["cut-after", "error-after"])(
        "%s: taken, so it is never called refused, and not sent again",
        async (rehearsal) => {
          const { provider, call, request, taken } = await watched(`A boat [[sandbox: ${rehearsal}, hang]]`)
          const error = await failureOf(provider.submit(request, call))
          expect([error.acceptance, error.isRetryable]).toEqual(["maybe", false])
          expect(await taken()).toBe(1)
          if (!provider.lookup) return
          const found = await provider.lookup(call.idempotencyKey, request, { signal: AbortSignal.timeout(10_000) })
          expect(found?.vendorJobId).toBeTruthy()
          const report = await provider.check(found?.jobRef ?? null, { signal: AbortSignal.timeout(10_000) })
          expect(["queued", "running"]).toContain(report.status)
        },
      )

      it("what the vendor never took is not found", async (context) => {
        const { provider, request } = await watched("A boat")
        if (!provider.lookup) return context.skip()
        expect(await provider.lookup(crypto.randomUUID(), request, { signal: AbortSignal.timeout(10_000) })).toBeNull()
      })

      it("what the catalogue does not offer is refused before anything is sent", async () => {
        const { provider, call, request, replies } = await watched("A boat")
        const { createProviderFor } = await import("@/lib/providers/registry")
        const { vendor } = await subjectOf()
        const guarded = createProviderFor(vendor, provider)
        for (const wrong of [{ durationSeconds: 9_999 }, { model: `${vendor.id}/none` }, { prompt: "x".repeat(200_000) }]) {
          const error = await failureOf(guarded.submit({ ...request, ...wrong }, call))
          expect([error.kind, error.acceptance]).toEqual(["invalid_request", "no"])
        }
        expect(replies).toEqual([])
      })

      /** An adapter under a key of its own, whose replies are kept, and how many jobs that key has. */
      async function watched(words: string) {
        const subject = await subjectOf()
        const { sample, request } = await any(words)
        const replies: Response[] = []
        const before = new Set((await rig().jobs(subject.vendor)).map(({ account }) => account))
        const watching: typeof fetch = async (input, init) => {
          const reply = await fetch(input, init)
          replies.push(reply)
          return reply
        }
        const marker = crypto.randomUUID()
        const marked = { ...request, prompt: `${request.prompt} ${marker}` }
        const provider = rig().adapterOf(subject, { fetch: watching })
        const taken = async () =>
          (await rig().jobs(subject.vendor)).filter(
            (job) => !before.has(job.account) && JSON.stringify(job.request).includes(marker),
          ).length
        return { provider, call: rig().call(sample.model, marked), request: marked, replies, taken }
      }
    })

    it("fetches no clip from a link that has run out", async () => {
      const { provider, submission } = await sendAny("A boat [[sandbox: expired-link]]")
      const report = await rig().outcome(provider, submission.jobRef)
      if (report.status !== "succeeded" || !report.files[0]) throw new Error(JSON.stringify(report))
      expect((await failureOf(rig().fetchFile(provider, submission.jobRef, report.files[0]))).kind).toBe("not_found")
    })

    describe("stops a job", { concurrent: true }, () => {
      it.each(["queued", "running", "finished"] as const)("that is %s, and tells the truth about it", async (state) => {
        const at = state === "queued" ? stuck() : rig()
        const words = { queued: "A boat", running: "A boat [[sandbox: hang]]", finished: "A boat [[sandbox: fail]]" }[state]
        const { subject, provider, submission } = await sendAny(words, at)
        expect(provider.cancel !== undefined).toBe(subject.vendor.canCancel)
        if (!provider.cancel) return
        const find = async () => (await at.jobs(subject.vendor)).find(({ id }) => isSame(id, submission.vendorJobId))
        await until(async () => (state === "finished" ? ["failed"] : [state]).includes((await find())?.status ?? ""), 20)
        const { outcome } = await provider.cancel(submission.jobRef, { signal: AbortSignal.timeout(10_000) })
        if (outcome === "stopped" && state !== "finished") {
          const job = await find()
          expect(job === undefined || job.isGone || job.status === "cancelled").toBe(true)
          const report = await at.outcome(provider, submission.jobRef)
          expect(report.status === "cancelled" || (report.status === "failed" && report.failure.kind === "lost")).toBe(true)
        }
        // A clip that was still being made when we asked was not finished, and one that had ended was not stopped by us.
        if (outcome === "too_late") expect((await find())?.status).not.toBe("queued")
        if (state === "finished") expect(["too_late", "asked", "stopped"]).toContain(outcome)
      })
    })

    describe("hears from the vendor", { concurrent: true }, () => {
      it("nothing, where the vendor has no callbacks; else a report of its own job, once for each delivery", async () => {
        const { vendor } = await subjectOf()
        const { provider, deliveries, submission } = await heard("A boat [[sandbox: fail, duplicate-webhook]]", 2)
        expect(provider.webhook !== undefined).toBe(vendor.finish.by === "webhook")
        if (!provider.webhook) return expect(deliveries).toEqual([])
        const reports = await Promise.all(deliveries.map((delivery) => provider.webhook?.receive(delivery)))
        expect(new Set(reports.map((report) => report?.vendorJobId))).toEqual(new Set([submission.vendorJobId]))
        const byId = Map.groupBy(reports, (report) => report?.deliveryId)
        expect([...byId.values()].some((same) => same.length > 1)).toBe(true)
        expect(reports.some((report) => report?.report.status === "failed" || report?.report.status === "hint")).toBe(true)
      })

      it("no lie: a forged or an old delivery is not believed", async (context) => {
        const { vendor } = await subjectOf()
        if (vendor.finish.by === "poll") return context.skip()
        for (const rehearsal of ["forged-webhook", "stale-webhook"]) {
          const { provider, deliveries } = await heard(`A boat [[sandbox: fail, ${rehearsal}]]`, 2)
          const outcomes = await Promise.allSettled(deliveries.map((delivery) => provider.webhook?.receive(delivery)))
          const refused = outcomes.filter((outcome) => outcome.status === "rejected").map(({ reason }) => reason)
          expect(refused.every((error) => error instanceof WebhookVerificationError)).toBe(true)
          const hints = outcomes.filter((outcome) => outcome.status === "fulfilled" && outcome.value?.report.status === "hint")
          // Where nothing is signed, all may at most say: look for yourself.
          if (vendor.finish.signature === "unsigned") expect(hints).toHaveLength(outcomes.length)
          else expect(refused.length).toBeGreaterThan(0)
        }
      })

      it("early: before the answer to the submit", async (context) => {
        const { vendor } = await subjectOf()
        if (vendor.finish.by === "poll") return context.skip()
        const { provider, deliveries, submission } = await heard("A boat [[sandbox: fail, early-webhook]]", 1)
        const last = deliveries.at(-1)
        if (!last) throw new Error("nothing arrived")
        expect((await provider.webhook?.receive(last))?.vendorJobId).toBe(submission.vendorJobId)
      })

      /** What arrived for a job whose callback address is its own. */
      async function heard(words: string, least: number) {
        const mark = crypto.randomUUID()
        const { vendor } = await subjectOf()
        const callbackUrl = `${rig().receiver.url}?mark=${mark}`
        const key = rig().newKey()
        if (vendor.finish.by === "webhook" && vendor.finish.isRegistered) await rig().register(vendor, callbackUrl, key)
        const { provider, submission } = await sendAny(words, rig(), { callbackUrl }, key)
        const mine = (): Received[] => rig().receiver.received.filter(({ url }) => url.includes(mark))
        await rig().outcome(provider, submission.jobRef)
        if (vendor.finish.by === "webhook") {
          await until(async () => {
            const job = (await rig().jobs(vendor)).find(({ id }) => isSame(id, submission.vendorJobId))
            return mine().length >= least && job?.callbacks.every(({ state }) => state !== "due")
          }, 20)
        }
        const deliveries = mine().map(
          ({ body, headers }): RawDelivery => ({
            body: new TextEncoder().encode(body),
            headers: new Headers(Object.entries(headers).map(([key, value]) => [key, String(value)])),
          }),
        )
        return { provider, submission, deliveries }
      }
    })

    it("blocks a prompt that is one character too long, and sends the longest whole", async () => {
      const { vendor } = await subjectOf()
      const subject = await subjectOf()
      for (const model of playableModels(vendor)) {
        if (!model.textToVideo) continue
        const settings = {
          aspectRatio: model.textToVideo.aspectRatios[0],
          durationSeconds: model.textToVideo.durationsSeconds[0] ?? 5,
        }
        const words = "[[sandbox: hang]] "
          .padEnd(model.maxPromptCharacters, "long ")
          .trimEnd()
          .padEnd(model.maxPromptCharacters, "x")
        const request = requestFor(model, anAsk(settings, {}, words))
        expect(request.prompt).toBe(words)
        const { vendorJobId } = await rig().adapterOf(subject).submit(request, rig().call(model, request))
        expect(vendorJobId).toBeTruthy()
        expect(preflight(anAsk(settings, {}, `${words}x`), model, { revives: true }).blocked).toContain("too long")
      }
    })
  })
}

/** Vendors name a job by a path or a part of one; the sandbox keeps the part. */
function isSame(id: string, vendorJobId: string): boolean {
  return vendorJobId.includes(id) || id.includes(vendorJobId)
}

/** Which of the rig's stills a clip shows at an end, by its colour. */
async function colourAt(path: string, end: "first" | "last"): Promise<string> {
  const { frames, kept } = await decodeClip(path, () => true)
  const frame = kept.get(end === "first" ? 0 : frames - 1)
  if (!frame) throw new Error("no frame")
  const { yuv, width, height } = frame
  const plane = (from: number) => {
    const part = yuv.subarray(from, from + (width * height) / 4)
    return part.reduce((sum, value) => sum + value, 0) / part.length - 128
  }
  const [blue, red] = [plane(width * height), plane((width * height * 5) / 4)]
  return red > blue ? "first" : "last"
}
