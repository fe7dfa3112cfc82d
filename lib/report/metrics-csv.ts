import { type Cell, csvOf } from "@/lib/csv"
import { faultsOf, measurement, type ScalarMeasures } from "@/lib/report/measured"
import type { NamedFacts } from "@/lib/report/named"

type Take = NamedFacts["takes"][number]
type Column = readonly [name: string, cell: (take: Take) => Cell]

/** Only where the take was measured. */
function measured(name: string, read: (measures: ScalarMeasures) => Cell | undefined): Column {
  return [name, ({ measures }) => (measures ? (read(measures) ?? null) : null)]
}

function askedAndDelivered(name: "durationSeconds" | "fps" | "width" | "height"): Column[] {
  const word = name.replace("Seconds", "")
  const unit = name === "durationSeconds" ? "_seconds" : ""
  return [
    measured(`asked_${word}${unit}`, ({ delivered }) => delivered[name].asked),
    [`delivered_${word}${unit}`, ({ measures, clip }) => measures?.delivered[name].delivered ?? clip?.[name] ?? null],
  ]
}

const spanSeconds = (spans: readonly { startSeconds: number; endSeconds: number }[]) =>
  spans.reduce((sum, { startSeconds, endSeconds }) => sum + endSeconds - startSeconds, 0)
const spansOrNot = (value: ScalarMeasures["blurredSpans"]) => (Array.isArray(value) ? spanSeconds(value) : null)

/** Micro-dollars as dollars, to the micro-dollar. */
const dollarsCell = (micros: number | null): Cell => (micros === null ? null : (micros / 1_000_000).toFixed(6))

const columns: readonly Column[] = [
  ["take_id", ({ id }) => id],
  ["project", ({ project }) => project.name],
  ["shot", ({ shot }) => shot.number],
  ["shot_name", ({ shot }) => shot.name],
  ["shot_tags", ({ shot }) => shot.tags.join(" ")],
  ["take", ({ number }) => number],
  ["prompt_version", ({ versionNumber }) => versionNumber],
  ["model", ({ model }) => model],
  ["model_id", ({ modelId }) => modelId],
  ["vendor_mode", ({ vendorMode }) => vendorMode],
  ["mode", ({ hasFirstFrame }) => (hasFirstFrame ? "image_to_video" : "text_to_video")],
  ["picked", ({ isPicked }) => isPicked],
  // In the sandbox nothing is paid: it is what the list asks.
  ["cost_usd", ({ costMicros }) => dollarsCell(costMicros)],
  ["cost_is_list_price", ({ vendorMode }) => vendorMode === "sandbox"],
  ["seconds_to_finish", ({ secondsToFinish }) => secondsToFinish],
  ...askedAndDelivered("durationSeconds"),
  ...askedAndDelivered("fps"),
  ...askedAndDelivered("width"),
  ...askedAndDelivered("height"),
  measured("asked_audio", ({ delivered }) => delivered.audio.asked),
  ["delivered_audio", ({ measures, clip }) => measures?.delivered.audio.delivered ?? clip?.hasAudio ?? null],
  measured("first_frame_ssim", ({ firstFrame }) => measurement(firstFrame)?.ssim),
  measured("first_frame_colour_mean", ({ firstFrame }) => measurement(firstFrame)?.colourMean),
  measured("first_frame_colour_95", ({ firstFrame }) => measurement(firstFrame)?.colour95),
  measured("first_frame_cropped_width", ({ firstFrame }) => measurement(firstFrame)?.croppedWidth),
  measured("first_frame_cropped_height", ({ firstFrame }) => measurement(firstFrame)?.croppedHeight),
  measured("flicker_percent", ({ flicker }) => measurement(flicker)?.percent),
  measured("flicker_measured_share", ({ flicker }) => measurement(flicker)?.measuredShare),
  measured("motion_widths_per_second", ({ motion }) => measurement(motion)?.amount),
  measured("motion_without_camera", ({ motion }) => measurement(measurement(motion)?.withoutCamera)),
  measured("smoothness_evenness", ({ smoothness }) => measurement(smoothness)?.evenness),
  measured("repeated_frames", ({ repeatedFrames }) => repeatedFrames),
  measured("camera_pan_widths", ({ camera }) => measurement(camera)?.panWidths),
  measured("camera_tilt_heights", ({ camera }) => measurement(camera)?.tiltHeights),
  measured("camera_zoom_factor", ({ camera }) => measurement(camera)?.zoomFactor),
  measured("camera_roll_degrees", ({ camera }) => measurement(camera)?.rollDegrees),
  measured("camera_shake_widths", ({ camera }) => measurement(camera)?.shakeWidths),
  measured("camera_moves", ({ camera }) => measurement(camera)?.moves.join(" ")),
  measured("camera_measured_share", ({ camera }) => measurement(camera)?.measuredShare),
  measured("camera_agreement", ({ camera }) => measurement(camera)?.agreement),
  measured("camera_asked", ({ cameraAsked }) => measurement(cameraAsked)?.asked),
  measured("camera_obeyed", ({ cameraAsked }) => measurement(cameraAsked)?.obeyed),
  measured("cuts", ({ cutsAtSeconds }) => cutsAtSeconds.length),
  measured("frozen_seconds", ({ frozenSpans }) => spanSeconds(frozenSpans)),
  measured("black_seconds", ({ blackSpans }) => spanSeconds(blackSpans)),
  measured("blurred_seconds", ({ blurredSpans }) => spansOrNot(blurredSpans)),
  measured("blocky_seconds", ({ blockySpans }) => spansOrNot(blockySpans)),
  measured("si_max", ({ si }) => si.max),
  measured("si_mean", ({ si }) => si.mean),
  measured("ti_max", ({ ti }) => measurement(ti)?.max),
  measured("ti_mean", ({ ti }) => measurement(ti)?.mean),
  measured("loudness_lufs", ({ sound }) => measurement(measurement(sound)?.loudnessLufs)),
  measured("sample_peak_dbfs", ({ sound }) => measurement(measurement(sound)?.samplePeakDbfs)),
  measured("silent_share", ({ sound }) => measurement(sound)?.silentShare),
  measured("clippings", ({ sound }) => measurement(sound)?.clippings),
  measured("faults", (measures) => faultsOf(measures).join("; ")),
  ["measure_version", ({ measureVersion }) => measureVersion],
  ["not_measured", ({ notMeasured }) => notMeasured],
]

/** One line per judged take: who made it, what it cost, and every number that was measured. An empty cell: not measured. */
export function metricsCsv(takes: readonly Take[]): string {
  return csvOf(
    columns.map(([name]) => name),
    takes.map((take) => columns.map(([, cell]) => cell(take))),
  )
}
