import { randomInt } from "node:crypto"
import { type Plan, withoutDirectives } from "@/lib/sandbox/rehearsals"
import { cameraFromWords } from "@/lib/sandbox/render/camera"
import type { RenderOrder } from "@/lib/sandbox/render/order"
import type { Size } from "@/lib/sandbox/size"

export type Wish = {
  /** For the slate. */
  name: string
  size: Size
  seconds: number
  fps?: number
  prompt: string
  /** Absent: one is drawn, as vendors do. */
  seed?: number | undefined
  camera?: RenderOrder["camera"] | undefined
  sound: boolean
  firstFrame?: string | undefined
  lastFrame?: string | undefined
  /** One picture in place of a clip; `seconds` and `fps` then mean nothing. */
  isStill?: boolean | undefined
}

/** The order for what a client asked, bent where the plan rehearses a wrong clip. */
export function compose(wish: Wish, plan: Plan): RenderOrder {
  const fps = wish.fps ?? 24
  const seconds = wish.seconds + (plan["wrong-length"] === undefined ? 0 : 1)
  const half = (side: number) => Math.max(2, Math.round(side / 4) * 2)
  const { width, height } = wish.size
  const size = plan["wrong-size"] === undefined ? { width, height } : { width: half(width), height: half(height) }
  const prompt = withoutDirectives(wish.prompt)
  return {
    model: wish.name,
    ...size,
    fps,
    frames: wish.isStill ? 1 : Math.max(1, Math.round(seconds * fps)),
    ...(wish.isStill && { isStill: true }),
    prompt,
    seed: wish.seed ?? plan["same-seed"] ?? randomInt(0, 2 ** 31),
    camera: wish.camera ?? cameraFromWords(prompt),
    sound: wish.sound,
    ...(wish.firstFrame !== undefined && { firstFrame: wish.firstFrame }),
    ...(wish.lastFrame !== undefined && { lastFrame: wish.lastFrame }),
  }
}
