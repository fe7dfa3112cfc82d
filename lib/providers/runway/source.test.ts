import { describe, expect, it } from "vitest"
import { findModel } from "@/lib/providers/models"
import { preflight, type ShotAsk } from "@/lib/providers/preflight"
import type { ClipRef } from "@/lib/providers/provider"
import { testImage } from "@/lib/providers/testing"
import { shotSettings } from "@/lib/shots/schema"

const tall: ClipRef = { ...testImage({ mime: "video/mp4", width: 480, height: 854 }), durationSeconds: 4.2, fps: 24 }
const still = testImage({ clipId: "still" })

function flight(model: string, source: ClipRef | null, change: Partial<ShotAsk> = {}) {
  const found = findModel(`runway/${model}`)
  if (!found) throw new Error(`no ${model}`)
  const frames = { first: null, last: null, references: [], source }
  const ask = { text: "Night falls", negativePrompt: "", settings: shotSettings.parse({ sound: true }), frames, ...change }
  const { request, notes, blocked, priceMicros } = preflight(ask, found)
  const { aspectRatio, resolution, durationSeconds } = request
  return {
    request,
    blocked,
    priceMicros,
    shape: [aspectRatio, resolution, durationSeconds],
    notes: notes.map((one) => one.message),
  }
}

describe("work on a clip", () => {
  it("has the clip's length; an edit its size too, and the asked shape", () => {
    const edit = flight("aleph2", tall)
    expect(edit).toMatchObject({ blocked: null, shape: ["16:9", "480p", 5], priceMicros: 1_400_000 })
    expect(edit.notes).toEqual(["720p becomes 480p.", "As long as the source clip."])
  })

  it("has the clip's shape when it is enlarged, and shape and size when it is made smoother", () => {
    expect(flight("magnific_video_upscaler_creative", tall).shape).toEqual(["9:16", "720p", 5])
    expect(flight("enhance_frame_rate", tall).shape).toEqual(["9:16", "480p", 5])
  })

  it("owns that no words are sent, and needs none", () => {
    const { notes } = flight("enhance_frame_rate", tall)
    expect(notes).toContain("The prompt is not sent: Runway Frame Rate takes no words.")
    expect(flight("enhance_frame_rate", tall, { text: "" }).blocked).toBeNull()
    expect(flight("aleph2", tall, { text: "" }).blocked).toBe("Write a prompt first.")
  })

  it("is blocked without a clip, without the character's still, and by a clip of the wrong length", () => {
    expect(flight("aleph2", null).blocked).toBe("Aleph 2 needs a source clip to work on.")
    expect(flight("act_two", tall).blocked).toBe("Act-Two needs a first frame.")
    const frames = { first: still, last: null, references: [], source: tall }
    expect(flight("act_two", tall, { frames })).toMatchObject({
      blocked: null,
      request: { firstFrame: still, sourceClip: tall },
    })
    const short = { ...tall, durationSeconds: 1 }
    expect(flight("act_two", short, { frames: { ...frames, source: short } }).blocked).toBe(
      "Act-Two takes clips of 3 to 30 s and up to 200 MB.",
    )
  })
})
