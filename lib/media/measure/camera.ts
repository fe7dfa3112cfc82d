import type { Moment } from "@/lib/media/measure/moment"
import { agreementOf } from "@/lib/media/measure/motion"
import { mean } from "@/lib/media/measure/numbers"
import type { Camera, ClipMeasures, NotMeasured, SeenMove } from "@/lib/media/measure/schema"
import { thresholds } from "@/lib/media/measure/thresholds"
import type { CameraMotion } from "@/lib/providers/provider"

/** Share of the frames that must tell the camera's motion before the clip does. */
const minMeasuredShare = 0.5

/** The camera's way through a clip: the common motion of all frames, added up. The picture goes against the camera. */
export function cameraOf(moments: readonly Moment[], width: number, height: number): Camera | NotMeasured {
  const changes = moments.flatMap(({ change }) => (change && !change.isCut ? [change] : []))
  const measured = changes.filter(({ camera }) => camera)
  const measuredShare = changes.length === 0 ? 0 : measured.length / changes.length
  if (measuredShare < minMeasuredShare) {
    return { notMeasured: "Too little of the picture moves as one, or it has too little texture." }
  }
  let [x, y, logZoom, turn] = [0, 0, 0, 0]
  const path: { x: number; y: number }[] = []
  for (const { camera } of measured) {
    if (!camera) continue
    x -= camera.x
    y += camera.y
    logZoom += Math.log1p(camera.zoom)
    turn -= camera.turn
    path.push({ x, y })
  }
  const seconds = measured.reduce((sum, change) => sum + change.seconds, 0)
  const found = {
    panWidths: x / width,
    tiltHeights: y / height,
    zoomFactor: Math.exp(logZoom),
    rollDegrees: (turn * 180) / Math.PI,
    shakeWidths: shake(path, Math.round(path.length / seconds)) / width,
  }
  return { ...found, moves: namedMoves(found), measuredShare, agreement: agreementOf(moments) }
}

/**
 * Root mean square of what remains of a way when its running average is taken off twice, (1 − M)²: a glide that speeds up
 * or slows down leaves nothing. The average is over 1 s, less in clips too short for it.
 */
function shake(path: readonly { x: number; y: number }[], framesASecond: number): number {
  const half = Math.max(1, Math.min(Math.floor(framesASecond / 2), Math.floor(path.length / 8)))
  const across = lessAverage(
    lessAverage(
      path.map(({ x }) => x),
      half,
    ),
    half,
  )
  const along = lessAverage(
    lessAverage(
      path.map(({ y }) => y),
      half,
    ),
    half,
  )
  const squares = across.reduce((sum, x, at) => sum + x ** 2 + (along[at] ?? 0) ** 2, 0)
  return across.length === 0 ? 0 : Math.sqrt(squares / across.length)
}

/** Values less the average of those up to `half` away; the ends, which lack neighbours, are left out. */
function lessAverage(values: readonly number[], half: number): number[] {
  return values.slice(half, Math.max(half, values.length - half)).map((value, at) => {
    return value - mean(values.slice(at, at + 2 * half + 1))
  })
}

type Way = Pick<Camera, "panWidths" | "tiltHeights" | "zoomFactor" | "rollDegrees" | "shakeWidths">

function namedMoves({ panWidths, tiltHeights, zoomFactor, rollDegrees, shakeWidths }: Way): SeenMove[] {
  const logZoom = Math.log(zoomFactor)
  const strengths: [SeenMove, number][] = [
    [panWidths > 0 ? "right" : "left", Math.abs(panWidths) / thresholds.namedPan],
    [tiltHeights > 0 ? "up" : "down", Math.abs(tiltHeights) / thresholds.namedTilt],
    [logZoom > 0 ? "in" : "out", Math.abs(logZoom) / thresholds.namedZoom],
    [rollDegrees > 0 ? "roll_right" : "roll_left", Math.abs(rollDegrees) / thresholds.namedRollDegrees],
    ["shake", shakeWidths / thresholds.namedShake],
  ]
  return strengths
    .filter(([, strength]) => strength >= 1)
    .sort(([, a], [, b]) => b - a)
    .map(([move]) => move)
}

const expected: Partial<Record<CameraMotion, SeenMove>> = {
  push_in: "in",
  pull_out: "out",
  pan_left: "left",
  pan_right: "right",
  truck_left: "left",
  truck_right: "right",
  tilt_up: "up",
  tilt_down: "down",
  pedestal_up: "up",
  pedestal_down: "down",
  roll_left: "roll_left",
  roll_right: "roll_right",
  handheld: "shake",
}

const opposites: Partial<Record<SeenMove, SeenMove>> = {
  left: "right",
  right: "left",
  up: "down",
  down: "up",
  in: "out",
  out: "in",
  roll_left: "roll_right",
  roll_right: "roll_left",
}

/** Holds the camera's way against the move that was asked for. */
export function obedienceOf(found: Camera | NotMeasured, asked: CameraMotion | undefined): ClipMeasures["cameraAsked"] {
  if (asked === undefined) return { notMeasured: "No camera move was asked for." }
  if ("notMeasured" in found) return found
  if (asked === "static") return { asked, obeyed: found.moves.length === 0 ? "yes" : "no" }
  const move = expected[asked]
  if (!move) return { notMeasured: "An orbit needs depth; the picture's motion alone does not tell it." }
  const opposite = opposites[move]
  const place = found.moves.indexOf(move)
  if (place >= 0) return { asked, obeyed: place === 0 || asked === "handheld" ? "yes" : "partly" }
  return { asked, obeyed: opposite && found.moves.includes(opposite) ? "opposite" : "no" }
}
