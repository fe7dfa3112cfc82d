import type { Moment } from "@/lib/media/measure/moment"
import { rateOf } from "@/lib/media/measure/motion"
import { mean } from "@/lib/media/measure/numbers"
import type { Asked, ClipMeasures, NotMeasured, Span } from "@/lib/media/measure/schema"
import type { Drift } from "@/lib/media/measure/seconds"
import { spansOf } from "@/lib/media/measure/spans"
import { thresholds } from "@/lib/media/measure/thresholds"
import type { VideoFacts } from "@/lib/media/probe"

export function deliveredOf(facts: VideoFacts, asked: Asked): ClipMeasures["delivered"] {
  const against = (delivered: number, wanted: number | undefined) => ({ asked: wanted ?? null, delivered })
  return {
    durationSeconds: against(facts.durationSeconds, asked.durationSeconds),
    fps: against(facts.fps, asked.fps),
    width: against(facts.width, asked.width),
    height: against(facts.height, asked.height),
    audio: { asked: asked.audio ?? null, delivered: facts.hasAudio },
  }
}

type Spans = Pick<ClipMeasures, "frozenSpans" | "blackSpans" | "blurredSpans" | "blockySpans">

export function spansOfClip(moments: readonly Moment[], durationSeconds: number): Spans {
  const { blurredSeconds, blurredEffect, blockySeconds, blockyRatio } = thresholds
  const dark = moments.map(({ isBlack }, at) => ({ ...timesOf(moments, at, durationSeconds), isHit: isBlack }))
  const looked = moments.filter(({ wasLookedAt }) => wasLookedAt)
  const some = (readingOf: (moment: Moment) => number | undefined, bound: number, minSeconds: number) => {
    if (!looked.some((moment) => readingOf(moment) !== undefined))
      return { notMeasured: "Too small, too dark or too plain a picture." }
    const looks = looked.map((moment, at) => ({
      ...timesOf(looked, at, durationSeconds),
      isHit: (readingOf(moment) ?? 0) >= bound,
    }))
    return spansOf(looks, minSeconds)
  }
  return {
    frozenSpans: frozenSpans(moments, durationSeconds),
    blackSpans: spansOf(dark, 0),
    blurredSpans: some(({ blur }) => blur, blurredEffect, blurredSeconds),
    blockySpans: some(({ blocks }) => blocks, blockyRatio, blockySeconds),
  }
}

/**
 * Runs of frames that hold one picture for long enough. Two that touch are one: a key frame renews a still picture a little.
 * A slow move is none, as its frames soon differ from the first of them.
 */
function frozenSpans(moments: readonly Moment[], durationSeconds: number): Span[] {
  const spans: Span[] = []
  for (let first = 0, next: number; first < moments.length; first = next) {
    next = first + 1
    while (next < moments.length && moments[next]?.holds === first) next++
    const startSeconds = timesOf(moments, first, durationSeconds).atSeconds
    const endSeconds = timesOf(moments, next - 1, durationSeconds).untilSeconds
    if (endSeconds - startSeconds < thresholds.frozenSeconds - 1e-6) continue
    const last = spans.at(-1)
    if (last?.endSeconds === startSeconds) last.endSeconds = endSeconds
    else spans.push({ startSeconds, endSeconds })
  }
  return spans
}

function timesOf(moments: readonly Moment[], at: number, durationSeconds: number) {
  const atSeconds = moments[at]?.atSeconds ?? 0
  return { atSeconds, untilSeconds: moments[at + 1]?.atSeconds ?? Math.max(atSeconds, durationSeconds) }
}

export function informationOf(moments: readonly Moment[]): Pick<ClipMeasures, "si" | "ti"> {
  const si = moments.map((moment) => moment.si)
  const ti = moments.flatMap(({ change }) => (change ? [change.ti] : []))
  return {
    si: maxAndMean(si),
    ti: ti.length === 0 ? { notMeasured: "The clip has one frame." } : maxAndMean(ti),
  }
}

function maxAndMean(values: readonly number[]) {
  return { max: values.reduce((most, value) => Math.max(most, value), 0), mean: mean(values) }
}

/** One value for each second that has begun; the last may be short. */
export function curvesOf(moments: readonly Moment[], drift: Drift, width: number): ClipMeasures["perSecond"] {
  const bySecond = Array.from({ length: drift.colour.length }, (_, second) =>
    moments.filter(({ atSeconds }) => Math.floor(atSeconds + 1e-6) === second),
  )
  return {
    motion: bySecond.map((own) => rateOf(own, ({ motion }) => motion, width) ?? unknown("Too little texture to follow.")),
    sharpness: bySecond.map((own) => {
      const effects = own.flatMap(({ blur }) => (blur === undefined ? [] : [blur]))
      return effects.length === 0 ? unknown("No edges to judge by.") : 1 - mean(effects)
    }),
    brightness: bySecond.map((own) => mean(own.map(({ brightness }) => brightness / 255))),
    colourDrift: drift.colour,
    paletteDrift: drift.palette,
    pictureDrift: drift.picture,
  }
}

function unknown(why: string): NotMeasured {
  return { notMeasured: why }
}
