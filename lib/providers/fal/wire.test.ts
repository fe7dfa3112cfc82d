import { readFile } from "node:fs/promises"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { probeVideo } from "@/lib/media/probe"
import { createAdapter } from "@/lib/providers/fal/provider"
import { falVendor } from "@/lib/providers/fal/vendor"
import type { VideoRequest } from "@/lib/providers/provider"
import { anAsk, openRig, portrait, type Rig, requestFor, type Subject } from "@/lib/providers/testing/conformance-rig"

const subject: Subject = { vendor: falVendor, createAdapter }
let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig?.close())

const modelOf = (id: string) => {
  const model = falVendor.models.find((known) => known.id === id)
  if (!model) throw new Error(`no ${id}`)
  return model
}

async function make(request: VideoRequest) {
  const provider = rig.adapterOf(subject)
  const { jobRef } = await provider.submit(request, rig.call(modelOf(request.model), request))
  const report = await rig.outcome(provider, jobRef)
  if (report.status !== "succeeded" || !report.files[0]) throw new Error(JSON.stringify(report))
  return { report, path: await rig.fetchFile(provider, jobRef, report.files[0]) }
}

/** What the conformance suite's cheapest samples leave out. */
describe("fal's adapter, against its wire", { timeout: 60_000 }, () => {
  it("lets a character act out a clip, as long as the clip", async () => {
    const grok = modelOf("fal/grok-imagine")
    const driving = await make(requestFor(grok, anAsk({ resolution: "480p", durationSeconds: 3, sound: true })))
    const facts = await probeVideo(driving.path)
    const source = { ...facts, clipId: "driving", sha256: "driving", bytes: driving.report.files[0]?.bytes ?? 0 }
    rig.addClip(source, await readFile(driving.path))
    const first = await rig.still(portrait.first)
    const model = modelOf("fal/kling-2.6-standard-motion-control")
    const request = requestFor(model, anAsk({ resolution: "720p" }, { first, source }))
    expect(request).toMatchObject({ sourceClip: source, durationSeconds: 3, sound: false })
    const { path } = await make(request)
    const { width, height, durationSeconds, hasAudio } = await probeVideo(path)
    expect([width, height, hasAudio]).toEqual([1280, 720, false])
    expect(durationSeconds).toBeCloseTo(3, 1)
  })
})
