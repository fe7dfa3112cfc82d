import { AVCOL_SPC_BT470BG, AVCOL_SPC_BT709, AVCOL_SPC_BT2020_NCL, AVCOL_SPC_SMPTE170M } from "node-av/constants"
import type { Frame } from "node-av/lib"
import { blockiness } from "@/lib/media/measure/blockiness"
import { matchBlocks } from "@/lib/media/measure/blocks"
import { blurEffect } from "@/lib/media/measure/blur"
import type { Matrix } from "@/lib/media/measure/colour"
import { isCut } from "@/lib/media/measure/cuts"
import { createFlickerMeter } from "@/lib/media/measure/flicker"
import { fitGlobalMotion } from "@/lib/media/measure/global-motion"
import type { Change, Moment } from "@/lib/media/measure/moment"
import { summariseMotion } from "@/lib/media/measure/motion"
import { createPlane, type Grid, gridOf, type Plane } from "@/lib/media/measure/plane"
import { createReducer } from "@/lib/media/measure/reduce"
import { createSecondsMeter, type Drift } from "@/lib/media/measure/seconds"
import { difference, spatialInformation } from "@/lib/media/measure/spatial-temporal"
import { thresholds } from "@/lib/media/measure/thresholds"
import { lumaWindows } from "@/lib/media/measure/windows"
import type { VideoFacts } from "@/lib/media/probe"

/** Looks at full size each second: blur and block edges last longer than a quarter. */
const looksASecond = 4

export type PictureMeter = {
  /** The next frame as it is shown; it stays the caller's. */
  add(frame: Frame): void
  finish(): { moments: Moment[]; drift: Drift; width: number; height: number }
  close(): void
}

type Before = { plane: Plane; meanAbsolute: number }

/** Measures decoded frames one by one; keeps two reduced pictures and some numbers for each frame. */
export function createPictureMeter(facts: VideoFacts): PictureMeter {
  const reducer = createReducer(facts)
  const { width, height } = reducer
  const grid = gridOf(width, height)
  const flicker = createFlickerMeter()
  const moments: Moment[] = []
  let seconds: ReturnType<typeof createSecondsMeter> | undefined
  let before: Before | undefined
  let held: { luma: Uint8Array; at: number } | undefined
  let start: number | undefined
  let nextLook = 0
  return {
    add(frame) {
      const small = reducer.read(frame)
      const place = secondsOf(frame)
      start ??= place
      const atSeconds = Number.isNaN(place) ? moments.length / facts.fps : place - start
      const plane = createPlane(small.luma, width, height)
      const elapsed = atSeconds - (moments.at(-1)?.atSeconds ?? atSeconds)
      const change = before && measureChange(plane, before, elapsed, grid, flicker)
      if (held === undefined || difference(small.luma, held.luma).meanAbsolute > thresholds.frozenLuma) {
        held = { luma: small.luma, at: moments.length }
      }
      const wasLookedAt = atSeconds >= nextLook
      if (wasLookedAt) nextLook = atSeconds + 1 / looksASecond - 0.5 / facts.fps
      const windows = wasLookedAt ? lumaWindows(frame) : undefined
      moments.push({
        atSeconds,
        ...light(plane),
        holds: held.at,
        si: spatialInformation(small.luma, width, height),
        change,
        wasLookedAt,
        blur: windows && blurEffect(windows),
        blocks: windows && blockiness(windows),
      })
      seconds ??= createSecondsMeter(matrixOf(frame))
      seconds.add(small, plane, Math.floor(atSeconds + 1e-6))
      before = { plane, meanAbsolute: change?.meanAbsolute ?? 0 }
    },
    finish() {
      const count = Math.floor((moments.at(-1)?.atSeconds ?? 0) + 1e-6) + 1
      return { moments, drift: seconds?.finish(count) ?? { colour: [], palette: [], picture: [] }, width, height }
    },
    close: () => reducer.close(),
  }
}

function measureChange(
  plane: Plane,
  before: Before,
  seconds: number,
  grid: Grid,
  flicker: ReturnType<typeof createFlickerMeter>,
): Change {
  const { ti, meanAbsolute } = difference(plane.luma, before.plane.luma)
  const found = matchBlocks(plane, before.plane, grid)
  const camera = fitGlobalMotion(found, grid)
  const summary = summariseMotion(found, grid, camera)
  const cut = isCut(meanAbsolute, before.meanAbsolute, summary.unmatched)
  if (cut) flicker.restart()
  const amplitude = cut ? undefined : flicker.add(found, camera)
  const change = { seconds, ti, meanAbsolute, isCut: cut, flicker: amplitude, camera, ...summary }
  return cut ? { ...change, camera: undefined, motion: undefined, motionWithoutCamera: undefined } : change
}

function light({ luma, sums }: Plane): { brightness: number; isBlack: boolean } {
  const bound = thresholds.blackLuma
  let dark = 0
  for (let at = 0; at < luma.length; at++) if ((luma[at] as number) <= bound) dark++
  return { brightness: (sums.at(-1) ?? 0) / luma.length, isBlack: dark >= thresholds.blackShare * luma.length }
}

/** Not a number when the frame does not say. */
function secondsOf({ bestEffortTimestamp, timeBase }: Frame): number {
  if (bestEffortTimestamp < -(2n ** 62n) || timeBase.den === 0 || timeBase.num === 0) return Number.NaN
  return (Number(bestEffortTimestamp) * timeBase.num) / timeBase.den
}

/** As browsers read it when the file does not say: BT.709 from 720 lines up, else BT.601. */
function matrixOf({ colorSpace, width, height }: Frame): Matrix {
  if (colorSpace === AVCOL_SPC_BT709) return "bt709"
  if (colorSpace === AVCOL_SPC_BT2020_NCL) return "bt2020"
  if (colorSpace === AVCOL_SPC_BT470BG || colorSpace === AVCOL_SPC_SMPTE170M) return "bt601"
  return Math.min(width, height) >= 720 ? "bt709" : "bt601"
}
