import { createHash } from "node:crypto"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import path from "node:path"
import sharp from "sharp"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { cameraFromWords, poseAt } from "@/lib/sandbox/render/camera"
import { cameraMoves, type RenderOrder } from "@/lib/sandbox/render/order"
import { renderClip } from "@/lib/sandbox/render/render"
import { decodeClip, ssim } from "@/lib/sandbox/testing/decode"
import { makeStill } from "@/lib/sandbox/testing/harness"

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "render-test-"))
  await writeFile(path.join(folder, "first"), await makeStill(1200, 900))
  await writeFile(path.join(folder, "last"), await makeStill(900, 1200))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const order: RenderOrder = {
  model: "Kling-3.0",
  width: 854,
  height: 480,
  fps: 24,
  frames: 36,
  prompt: "a boat in a harbour at dusk",
  seed: 0,
  camera: { move: "push_in", strength: 1 },
  sound: false,
}

async function render(change: Partial<RenderOrder>, stills: { firstFrame?: string; lastFrame?: string } = {}): Promise<string> {
  const output = path.join(folder, `${Math.random().toString(36).slice(2)}.mp4`)
  const paths = Object.fromEntries(Object.entries(stills).map(([role, name]) => [role, path.join(folder, name)]))
  await renderClip({ ...order, ...change, ...stills }, { output, ...paths })
  return output
}

async function lumaOf(still: string, width: number, height: number): Promise<Uint8Array> {
  const data = await sharp(path.join(folder, still)).resize(width, height, { fit: "cover" }).removeAlpha().raw().toBuffer()
  return Uint8Array.from(
    { length: width * height },
    (_, i) => 16.5 + 0.18259 * (data[3 * i] ?? 0) + 0.61423 * (data[3 * i + 1] ?? 0) + 0.06201 * (data[3 * i + 2] ?? 0),
  )
}

const hash = async (file: string) =>
  createHash("sha256")
    .update(await readFile(file))
    .digest("hex")

describe("the renderer", { timeout: 90_000 }, () => {
  it("makes an H.264 clip of exactly the asked size, length and rate", async () => {
    for (const [width, height] of [
      [854, 480],
      [480, 854],
      [1470, 630],
      [834, 1112],
    ] as const) {
      const clip = await decodeClip(await render({ width, height }), () => false)
      expect(clip).toMatchObject({ codec: "h264", width, height, frames: 36, fps: 24, hasAudio: false })
      expect(clip.seconds).toBeCloseTo(1.5, 2)
    }
  })

  it("begins on the exact first frame and ends on the exact last one, slate included in the measure", async () => {
    for (const move of ["push_in", "pan_left", "roll_left", "handheld"] as const) {
      const file = await render({ camera: { move, strength: 1 } }, { firstFrame: "first", lastFrame: "last" })
      const { kept } = await decodeClip(file, (index) => index === 0 || index === 35)
      for (const [index, still] of [
        [0, "first"],
        [35, "last"],
      ] as const) {
        const frame = kept.get(index)
        expect(ssim(frame?.luma ?? new Uint8Array(), await lumaOf(still, 854, 480), 854, 480)).toBeGreaterThan(0.95)
      }
    }
  })

  it("moves: the last frame of a push in is not the first", async () => {
    const { kept } = await decodeClip(await render({}, { firstFrame: "first" }), (index) => index === 0 || index === 35)
    expect(ssim(kept.get(0)?.luma ?? new Uint8Array(), kept.get(35)?.luma ?? new Uint8Array(), 854, 480)).toBeLessThan(0.92)
  })

  it("gives the same bytes for the same order, and others for another seed, prompt or model", async () => {
    const same = [await hash(await render({ sound: true })), await hash(await render({ sound: true }))]
    expect(same[0]).toBe(same[1])
    const others = await Promise.all(
      [{ seed: 1 }, { prompt: "a forest in fog" }, { model: "Gen-4.5" }].map(async (change) => change),
    )
    const hashes = new Set(same)
    for (const change of others) hashes.add(await hash(await render({ ...change, sound: true })))
    expect(hashes.size).toBe(4)
  })

  it("adds a sound track of the clip's length when asked", async () => {
    const clip = await decodeClip(await render({ sound: true }), () => false)
    expect(clip.hasAudio).toBe(true)
    expect(clip.seconds).toBeCloseTo(1.5, 1)
  })

  it("takes one picture as a PNG of exactly the asked size, from words and from a still", async () => {
    for (const [width, height, stills] of [
      [1104, 832, {}],
      [834, 1112, { firstFrame: "first" }],
    ] as const) {
      const file = await render({ width, height, frames: 1, isStill: true }, stills)
      const { format, width: w, height: h, channels } = await sharp(await readFile(file)).metadata()
      expect([format, w, h, channels]).toEqual(["png", width, height, 3])
      const { channels: colours } = await sharp(file).stats()
      expect(Math.max(...colours.map(({ stdev }) => stdev))).toBeGreaterThan(5)
    }
  })

  it("stands exactly still at the start of every move", () => {
    for (const move of cameraMoves) expect(poseAt(move, 1.6, 0, 1280, 720)).toEqual({ zoom: 1, x: 0, y: 0, turn: 0 })
  })

  it("reads the camera from the prompt's words", () => {
    expect(cameraFromWords("Slow push in on the lamp").move).toBe("push_in")
    expect(cameraFromWords("A street. Camera: pan left, fast.")).toEqual({ move: "pan_left", strength: 1.6 })
    expect(cameraFromWords("The camera dollies back").move).toBe("pull_out")
    expect(cameraFromWords("Static camera, rain").move).toBe("static")
    expect(cameraFromWords("The camera orbits left around her").move).toBe("orbit_left")
    expect(cameraFromWords("A lamp falls")).toEqual({ move: "push_in", strength: 0.6 })
  })
})
