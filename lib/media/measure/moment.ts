import type { GlobalMotion } from "@/lib/media/measure/global-motion"

/** What one frame of a clip was found to be; the change is the one from the frame before. */
export type Moment = {
  atSeconds: number
  /** Mean luma, 0 to 255. */
  brightness: number
  isBlack: boolean
  /** Index of the frame that this one holds: its own when it is a new picture. */
  holds: number
  si: number
  /** Undefined for the first frame. */
  change: Change | undefined
  /** Of those frames that were looked at in full size, a few each second. */
  blur: number | undefined
  blocks: number | undefined
  wasLookedAt: boolean
}

export type Change = {
  seconds: number
  ti: number
  meanAbsolute: number
  isCut: boolean
  /** Share of the textured blocks that are not in the frame before. */
  unmatched: number
  /** Mean way of the textured blocks, in pixels of the reduced picture. Undefined with too little texture, and on a cut. */
  motion: number | undefined
  /** The same, less the camera's. */
  motionWithoutCamera: number | undefined
  /** Undefined where no motion is common to enough blocks, and on a cut. */
  camera: GlobalMotion | undefined
  /** Mean motion (right, down) of the textured blocks in each ninth of the picture; NaN where there are none. */
  ninths: Float32Array
  /** Mean amplitude of the still blocks over this frame and the two before it, in luma. */
  flicker: number | undefined
}
