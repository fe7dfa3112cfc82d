import { z } from "zod"
import { cameraMotions } from "@/lib/providers/provider"

/** What could not be measured, and why, in words for people. Never 0, which is a measurement. */
const notMeasured = z.object({ notMeasured: z.string() })
export type NotMeasured = z.infer<typeof notMeasured>

const orNot = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, notMeasured])
const measuredNumber = orNot(z.number())

/** Seconds from the clip's first frame; the end is not included. */
const span = z.object({ startSeconds: z.number(), endSeconds: z.number() })
export type Span = z.infer<typeof span>

/** What the shot asked for, as far as a clip can be held to it. Everything may be left out. */
export const asked = z.strictObject({
  durationSeconds: z.number().positive().optional(),
  fps: z.number().positive().optional(),
  width: z.number().int().positive().optional(),
  height: z.number().int().positive().optional(),
  audio: z.boolean().optional(),
  camera: z.enum(cameraMotions).optional(),
})
export type Asked = z.infer<typeof asked>

const numbers = z.object({ asked: z.number().nullable(), delivered: z.number() })

/** Moves as a viewer sees them. A pan and a truck, a tilt and a pedestal, a zoom and a dolly look alike from here. */
const seenMoves = ["left", "right", "up", "down", "in", "out", "roll_left", "roll_right", "shake"] as const
export type SeenMove = (typeof seenMoves)[number]

const camera = z.object({
  /** Way of the view over the whole clip, right and up positive, in widths and heights of the picture. */
  panWidths: z.number(),
  tiltHeights: z.number(),
  /** Scale at the end by scale at the start: above 1 is in. */
  zoomFactor: z.number(),
  /** Turn of the camera, clockwise positive; the picture turns the other way. */
  rollDegrees: z.number(),
  /** Root mean square of the view's way less its running average, in widths. */
  shakeWidths: z.number(),
  /** Those beyond the thresholds, strongest first. None: the camera stands. */
  moves: z.array(z.enum(seenMoves)),
  /** Share of frames whose motion is the camera's, and of their blocks that agree with it. */
  measuredShare: z.number(),
  agreement: z.number(),
})
export type Camera = z.infer<typeof camera>

/** "partly": the move is there, and another is stronger. "opposite": it went the other way. */
const obedience = z.object({ asked: z.enum(cameraMotions), obeyed: z.enum(["yes", "partly", "opposite", "no"]) })

const perSecond = z.object({
  /** Mean way of the textured blocks, in widths of the picture a second. */
  motion: z.array(measuredNumber),
  /** 1 − Crété-Roffet's blur effect of the sharpest window: 0 to 1. */
  sharpness: z.array(measuredNumber),
  /** Mean luma, 0 to 1. */
  brightness: z.array(z.number()),
  /** Against second 0. Colour: ΔE00 of the mean colours. */
  colourDrift: z.array(z.number()),
  /** Half the L1 distance of the colour histograms, 0 to 1: where things are does not count. */
  paletteDrift: z.array(z.number()),
  /** Mean difference of the blocks' mean luma, 0 to 1: where things are counts. */
  pictureDrift: z.array(z.number()),
})

const sound = z.object({
  /** EBU R128 integrated. */
  loudnessLufs: measuredNumber,
  samplePeakDbfs: measuredNumber,
  silentSpans: z.array(span),
  silentShare: z.number(),
  /** Runs of samples at full scale, and the spans they lie in. */
  clippings: z.number().int(),
  clippedSpans: z.array(span),
})

/** Everything measured of one clip, as it is stored and printed. */
export const clipMeasures = z.object({
  tool: z.object({
    version: z.number().int(),
    ffmpeg: z.string(),
    picture: z.object({ width: z.number().int(), height: z.number().int() }),
    thresholds: z.record(z.string(), z.number()),
  }),
  delivered: z.object({
    durationSeconds: numbers,
    fps: numbers,
    width: numbers,
    height: numbers,
    audio: z.object({ asked: z.boolean().nullable(), delivered: z.boolean() }),
  }),
  firstFrame: orNot(
    z.object({
      /** Mean structural similarity of luma with the reference, both reduced until the shorter edge has at most 256 pixels. */
      ssim: z.number(),
      /** CIEDE2000 over cells of the picture, 32 along the longer edge. */
      colourMean: z.number(),
      colour95: z.number(),
      /** Shares of the reference's width and height that its crop to the clip's shape cut off. */
      croppedWidth: z.number(),
      croppedHeight: z.number(),
    }),
  ),
  /** Mean amplitude on still blocks, in % of full scale: a block that alternates between 50 and 52 % has 1. */
  flicker: orNot(z.object({ percent: z.number(), measuredShare: z.number() })),
  /** In widths of the picture a second; `withoutCamera` is what remains when the camera's motion is taken off. */
  motion: orNot(z.object({ amount: z.number(), withoutCamera: measuredNumber })),
  /** `evenness` is 1 ÷ (1 + change of motion from frame to frame by motion); repeated frames stand still amid motion. */
  smoothness: orNot(z.object({ evenness: z.number() })),
  repeatedFrames: z.number().int(),
  camera: orNot(camera),
  cameraAsked: orNot(obedience),
  cutsAtSeconds: z.array(z.number()),
  frozenSpans: z.array(span),
  blackSpans: z.array(span),
  blurredSpans: orNot(z.array(span)),
  blockySpans: orNot(z.array(span)),
  /** ITU-T P.910 on the reduced picture in full range: the greatest and the mean over time. */
  si: z.object({ max: z.number(), mean: z.number() }),
  ti: orNot(z.object({ max: z.number(), mean: z.number() })),
  sound: orNot(sound),
  perSecond,
})
export type ClipMeasures = z.infer<typeof clipMeasures>
