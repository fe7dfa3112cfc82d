import { createHash } from "node:crypto"

export const cameraMoves = [
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
export type CameraMove = (typeof cameraMoves)[number]

/** Everything a clip depends on: the same order always gives the same bytes. */
export type RenderOrder = {
  /** Printed on the slate, and chooses the grade. */
  model: string
  width: number
  height: number
  fps: number
  frames: number
  /** Without sandbox directives. */
  prompt: string
  seed: number
  camera: { move: CameraMove; strength: number }
  sound: boolean
  /** True: one picture, as a PNG. */
  isStill?: boolean
  /** sha256 of a stored image. */
  firstFrame?: string
  lastFrame?: string
}

/** Changes when the renderer draws differently, so that old clips are not taken for new ones. */
const revision = 1

/** The name under which a clip is kept. */
export function renderKey(order: RenderOrder): string {
  const { model, width, height, fps, frames, prompt, seed, camera, sound, isStill, firstFrame, lastFrame } = order
  const parts = [
    revision,
    model,
    width,
    height,
    fps,
    frames,
    prompt,
    seed,
    camera,
    sound,
    firstFrame ?? null,
    lastFrame ?? null,
    ...(isStill ? ["still"] : []),
  ]
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex")
}
