import { placeWords } from "@/lib/format"
import type { ClipMeasures, NotMeasured, SeenMove, Span } from "@/lib/media/measure/schema"

/** One line of the Measured panel. `note` is a second thing to know of it, e.g. what was asked. */
export type Fact = { label: string; value: string; note: string | null; isMeasured: boolean }

/** Everything measured of a take, in words, asked beside delivered. Names no model and no vendor. */
export function factsOf(measures: ClipMeasures): Fact[] {
  return [...deliveredFacts(measures), ...fidelityFacts(measures), ...motionFacts(measures), ...faultFacts(measures)]
}

function deliveredFacts({ delivered }: ClipMeasures): Fact[] {
  const { durationSeconds, fps, width, height, audio } = delivered
  const against = (label: string, words: (value: number) => string, tolerance: number, numbers: typeof fps) => {
    const isAsAsked = numbers.asked !== null && Math.abs(numbers.asked - numbers.delivered) <= tolerance
    const note = numbers.asked === null ? "not asked for" : isAsAsked ? "as asked" : `${words(numbers.asked)} asked`
    return fact(label, words(numbers.delivered), note)
  }
  const isSize = width.asked !== null && height.asked !== null
  const isAskedSize = width.asked === width.delivered && height.asked === height.delivered
  return [
    against("Length", (value) => `${round(value, 2)} s`, 0.05, durationSeconds),
    against("Frame rate", (value) => `${round(value, 2)} fps`, 0.01, fps),
    fact(
      "Size",
      `${width.delivered} × ${height.delivered}`,
      !isSize ? "not asked for" : isAskedSize ? "as asked" : `${width.asked} × ${height.asked} asked`,
    ),
    fact(
      "Sound",
      audio.delivered ? "yes" : "none",
      audio.asked === null
        ? "not asked for"
        : audio.asked === audio.delivered
          ? "as asked"
          : audio.asked
            ? "sound asked"
            : "none asked",
    ),
  ]
}

function fidelityFacts({ firstFrame }: ClipMeasures): Fact[] {
  return [
    orNot("First frame, likeness", firstFrame, ({ ssim }) => [
      `SSIM ${ssim.toFixed(3)}`,
      "1 is the same picture as the still it was given",
    ]),
    orNot("First frame, colour", firstFrame, ({ colourMean, colour95 }) => [
      `ΔE00 ${colourMean.toFixed(1)}`,
      `95 % of it below ${colour95.toFixed(1)}`,
    ]),
  ]
}

const moveWords: Record<SeenMove, string> = {
  left: "to the left",
  right: "to the right",
  up: "up",
  down: "down",
  in: "in",
  out: "out",
  roll_left: "rolls left",
  roll_right: "rolls right",
  shake: "shakes",
}

const obedienceWords = {
  yes: "as asked",
  partly: "only partly as asked",
  opposite: "the opposite of what was asked",
  no: "not as asked",
}

function motionFacts({ camera, cameraAsked, motion, smoothness, repeatedFrames, flicker, si, ti }: ClipMeasures): Fact[] {
  const asked = "notMeasured" in cameraAsked ? null : cameraAsked
  const move = asked?.asked.replaceAll("_", " ")
  return [
    orNot("Camera", camera, ({ moves }) => [
      moves.length === 0 ? "stands" : moves.map((seen) => moveWords[seen]).join(", "),
      asked ? `${move} asked: ${obedienceWords[asked.obeyed]}` : "notMeasured" in cameraAsked ? cameraAsked.notMeasured : null,
    ]),
    orNot("Motion", motion, ({ amount, withoutCamera }) => [
      `${amount.toFixed(3)} widths a second`,
      typeof withoutCamera === "number" ? `${withoutCamera.toFixed(3)} without the camera's` : withoutCamera.notMeasured,
    ]),
    orNot("Smoothness", smoothness, ({ evenness }) => [evenness.toFixed(2), "1 is perfectly even"]),
    fact("Repeated frames", String(repeatedFrames), null),
    orNot("Flicker", flicker, ({ percent, measuredShare }) => [
      `${percent.toFixed(2)} % of full scale`,
      `on the ${Math.round(measuredShare * 100)} % of the picture that stand still`,
    ]),
    fact(
      "Detail and change",
      `SI ${Math.round(si.max)}${"notMeasured" in ti ? "" : `, TI ${Math.round(ti.max)}`}`,
      "ITU-T P.910",
    ),
  ]
}

function faultFacts({ cutsAtSeconds, frozenSpans, blackSpans, blurredSpans, blockySpans, sound }: ClipMeasures): Fact[] {
  const spans = (label: string, found: readonly Span[] | NotMeasured) => orNot(label, found, (list) => [spansWords(list), null])
  return [
    fact("Cuts", cutsAtSeconds.length === 0 ? "none" : cutsAtSeconds.map(placeWords).join(", "), null),
    spans("Frozen", frozenSpans),
    spans("Black", blackSpans),
    spans("Blurred", blurredSpans),
    spans("Blocky", blockySpans),
    orNot("Loudness", "notMeasured" in sound ? sound : sound.loudnessLufs, (lufs) => [`${minus(lufs.toFixed(1))} LUFS`, null]),
    ...("notMeasured" in sound
      ? []
      : [
          spans("Silent", sound.silentSpans),
          fact("Clipped", spansWords(sound.clippedSpans), null),
          orNot("Highest sample", sound.samplePeakDbfs, (peak) => [`${minus(peak.toFixed(1))} dBFS`, null]),
        ]),
  ]
}

function spansWords(spans: readonly Span[]): string {
  if (spans.length === 0) return "none"
  return spans.map(({ startSeconds, endSeconds }) => `${placeWords(startSeconds)} to ${placeWords(endSeconds)}`).join(", ")
}

function fact(label: string, value: string, note: string | null): Fact {
  return { label, value, note, isMeasured: true }
}

function orNot<Measured>(
  label: string,
  found: Measured | NotMeasured,
  words: (measured: Measured) => [value: string, note: string | null],
): Fact {
  if (isNotMeasured(found)) return { label, value: "not measured", note: found.notMeasured, isMeasured: false }
  return fact(label, ...words(found))
}

function isNotMeasured(found: unknown): found is NotMeasured {
  return typeof found === "object" && found !== null && "notMeasured" in found
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits
}

function minus(words: string): string {
  return words.replace("-", "−")
}
