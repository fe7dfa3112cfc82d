import { readFile, writeFile } from "node:fs/promises"
import path from "node:path"
import sharp from "sharp"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { probeVideo } from "@/lib/media/probe"
import { findModel } from "@/lib/providers/models"
import { preflight } from "@/lib/providers/preflight"
import type { ClipRef, FrameRequest, JobReport, Submission } from "@/lib/providers/provider"
import { createAdapter } from "@/lib/providers/runway/provider"
import { expectedSize } from "@/lib/providers/size"
import { testCall, testImage, testSettings } from "@/lib/providers/testing"
import { renderClip } from "@/lib/sandbox/render/render"
import { makeStill, openTestSandbox, until } from "@/lib/sandbox/testing/harness"
import { shotSettings } from "@/lib/shots/schema"

let sandbox: Awaited<ReturnType<typeof openTestSandbox>>
let clip: { ref: ClipRef; bytes: Buffer }
beforeAll(async () => {
  sandbox = await openTestSandbox({ speed: 40 })
  const output = path.join(sandbox.dataDir, "source.mp4")
  const size = { width: 480, height: 270, fps: 12, frames: 36 }
  const camera = { move: "static", strength: 1 } as const
  await renderClip({ model: "source", ...size, prompt: "a boat", seed: 1, camera, sound: true }, { output })
  const ref = { ...testImage({ clipId: "source", mime: "video/mp4", ...size }), durationSeconds: 3, fps: 12 }
  clip = { ref, bytes: await readFile(output) }
})
afterAll(() => sandbox.dispose())

const signal = AbortSignal.timeout(60_000)
const runway = () => createAdapter(testSettings(`${sandbox.url}/runway`, { apiKey: "sandbox-work" }))
const call = async () => {
  const still = await makeStill(640, 360, "png")
  return testCall({
    signal,
    readImage: async () => ({ bytes: still, mime: "image/png" }),
    readClip: async () => ({ bytes: clip.bytes, mime: "video/mp4" }),
  })
}

async function outcome({ jobRef }: Submission): Promise<JobReport & { status: "succeeded" }> {
  const report = await until(async () => {
    const seen = await runway().check(jobRef, { signal })
    return seen.status !== "queued" && seen.status !== "running" && seen
  }, 40)
  if (report.status !== "succeeded") throw new Error(JSON.stringify(report))
  return report
}

async function fetchFile(file: JobReport & { status: "succeeded" }, index = 0): Promise<Buffer> {
  const found = file.files[index]
  if (!found || !("url" in found)) throw new Error(`no file ${index}`)
  return Buffer.from(await (await fetch(found.url)).arrayBuffer())
}

describe("the adapter and the sandbox", { timeout: 90_000 }, () => {
  it.each([
    ["act_two", 150_000],
    ["aleph2", 840_000],
    ["enhance_frame_rate", 20_000],
  ])("make %s of a clip: as long, as large and as loud as pre-flight says, for the price it says", async (name, costMicros) => {
    const model = findModel(`runway/${name}`)
    if (!model) throw new Error("no model")
    const frames = { first: testImage(), last: null, references: [], source: clip.ref }
    const { request, blocked, priceMicros } = preflight(
      { text: "Night falls", negativePrompt: "", settings: shotSettings.parse({}), frames },
      model,
    )
    expect([blocked, priceMicros]).toEqual([null, costMicros])
    const report = await outcome(await runway().submit(request, await call()))
    expect(report.costMicros).toBe(costMicros)
    const file = path.join(sandbox.dataDir, `${name}.mp4`)
    await writeFile(file, await fetchFile(report))
    const facts = await probeVideo(file)
    // 480 × 270 is of no named size: an edit and a smoother clip keep it to the pixel.
    const [width, height] = name === "act_two" ? expectedSize(model, request) : [480, 270]
    expect(facts).toMatchObject({ width, height, hasAudio: true, fps: name === "enhance_frame_rate" ? 60 : 12 })
    expect(facts.durationSeconds).toBeCloseTo(3, 1)
  })

  it("make stills of the asked size, each another", async () => {
    const request: FrameRequest = {
      model: "runway/grok_imagine_image_2",
      prompt: "A lamp",
      aspectRatio: "9:16",
      size: "1k",
      count: 2,
      seed: undefined,
      referenceImages: [],
    }
    const submission = await runway().submitFrames?.(request, await call())
    if (!submission) throw new Error("makes no stills")
    const report = await outcome(submission)
    expect([report.files.length, report.costMicros]).toEqual([2, 120_000])
    const stills = [await fetchFile(report, 0), await fetchFile(report, 1)]
    for (const bytes of stills) expect(await sharp(bytes).metadata()).toMatchObject({ format: "png", width: 720, height: 1280 })
    expect(stills[0]?.equals(stills[1] ?? Buffer.alloc(0))).toBe(false)
  })
})
