import {
  type DrillReport,
  type Figure,
  type HalfReport,
  type ModelReport,
  notMeasuredYet,
  type Obedience,
} from "@/lib/drills/report"
import { type DrillState, type Half, halves } from "@/lib/drills/schema"
import type { Criterion, Finding } from "@/lib/drills/verdict"
import { plural, secondsWords } from "@/lib/format"
import type { NotMeasured } from "@/lib/media/measure/schema"
import { dollars } from "@/lib/spend/rules"

/** What stands in one cell; where there is no figure, `note` says why. */
export type Cell = { value: string; note: string | null; isMeasured: boolean }
export type Row = { label: string; tip: string } & Record<Half, Cell>
export type RowGroup = { title: string; rows: Row[] }

export const halfTitles: Record<Half, string> = { words: "From words", frame: "From a frame" }

/** How far the drill is; at the end how many takes came, since a take that was refused has ended too. */
export function progressWords({ takes, ended, isFinished, models }: DrillReport): string {
  const reports = models.flatMap((model) => halves.map((half) => model[half]))
  const sum = (of: (half: HalfReport) => number) => reports.reduce((total, half) => total + of(half), 0)
  if (ended < takes) return `${ended} of ${plural(takes, "take")} ended. The report fills in by itself.`
  if (!isFinished) return `All ${takes} takes ended, ${sum(({ waiting }) => waiting)} still to be measured.`
  const came = sum(({ finished }) => finished.length)
  if (came === takes) return `Finished: ${plural(takes, "take")}.`
  return `Finished: ${came === 0 ? "none" : came} of ${plural(takes, "take")} came.`
}

/** Everything that is told of a model, in groups, both halves side by side. */
export function rowGroups(model: ModelReport, state: DrillState): RowGroup[] {
  const row = (label: string, tip: string, cell: (half: HalfReport) => Cell): Row => {
    return { label, tip, words: cell(model.words), frame: cell(model.frame) }
  }
  return [
    {
      title: "Character consistency",
      rows: [
        row(
          "Colour drift",
          "Largest change of the mean colour against the first second, in ΔE00; about 1 can be seen",
          (half) => figureCell(half.colourDrift, (value) => `ΔE00 ${value.toFixed(1)}`),
        ),
        row("Palette drift", "Share of the colours that are not those of the first second, wherever they lie", (half) =>
          figureCell(half.paletteDrift, percent),
        ),
        row("Picture drift", "Change of light in each part of the picture against the first second", (half) =>
          figureCell(half.pictureDrift, percent),
        ),
        row(
          "First frame like the still",
          "Structural similarity with the still, 1 is the same picture; and the colour's distance",
          stillCell,
        ),
        row("Identity holds", "No tool here can tell one face from another: people do, blind, in the Arena", (half) =>
          identityCell(state.identity[half.half], model.modelId),
        ),
      ],
    },
    {
      title: "Motion",
      rows: [
        row("Amount", "Way of what can be followed, in widths of the picture a second", (half) =>
          figureCell(half.motion, (value) => `${value.toFixed(3)} widths/s`),
        ),
        row("Smoothness", "1 is perfectly even", (half) => figureCell(half.evenness, (value) => value.toFixed(2))),
        row("Flicker", "Of full scale, where the picture stands still", (half) =>
          figureCell(half.flicker, (value) => `${value.toFixed(2)} %`),
        ),
        row(
          "Frozen or repeated",
          "Half a second and more of one picture; single frames that stand still amid motion",
          faultCell,
        ),
      ],
    },
    {
      title: "Camera",
      rows: [
        row("Obeyed", "The move that was asked for against the move that was measured", (half) => cameraCell(half.camera)),
      ],
    },
    {
      title: "Takes, cost and time",
      rows: [
        row("Takes", "Finished, of all that were asked for", takesCell),
        row("Cost", "Of all takes of this half", costCell),
        row("Time", "From the press until the take was here", (half) => figureCell(half.seconds, secondsWords)),
      ],
    },
  ]
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`

function figureCell(figure: Figure, words: (value: number) => string): Cell {
  if ("notMeasured" in figure) return notMeasuredCell(figure)
  return { value: words(figure.value), note: figure.takes > 1 ? `the middle of ${figure.takes}` : null, isMeasured: true }
}

function notMeasuredCell({ notMeasured }: NotMeasured): Cell {
  if (notMeasured === notMeasuredYet) return { value: "Not measured yet", note: null, isMeasured: false }
  return { value: "Not measured", note: notMeasured, isMeasured: false }
}

function stillCell({ half, ssim, stillColour }: HalfReport): Cell {
  if (half === "words") return { value: "No still in this half", note: null, isMeasured: false }
  if ("notMeasured" in ssim) return notMeasuredCell(ssim)
  const colour = "notMeasured" in stillColour ? null : `ΔE00 ${stillColour.value.toFixed(1)}`
  const middle = ssim.takes > 1 ? `the middle of ${ssim.takes}` : null
  return { value: `SSIM ${ssim.value.toFixed(3)}`, note: [colour, middle].filter(Boolean).join(", ") || null, isMeasured: true }
}

function identityCell(judged: DrillState["identity"][Half], modelId: string): Cell {
  const model = judged?.models.find((one) => one.model === modelId)
  if (!judged || !model) return { value: "For people to judge", note: "nobody has, yet", isMeasured: false }
  const ballots = plural(model.ballots, "ballot")
  if (judged.word === "not_enough") return { value: "Not enough ballots", note: `${ballots} so far`, isMeasured: false }
  const range = `${Math.round(model.low)} to ${Math.round(model.high)}`
  return { value: String(Math.round(model.rating)), note: `${range}, ${ballots}, ${judged.word}`, isMeasured: true }
}

function faultCell({ frozenSeconds, repeatedFrames, measured, motion }: HalfReport): Cell {
  if (frozenSeconds === null || repeatedFrames === null) {
    return "notMeasured" in motion ? notMeasuredCell(motion) : { value: "Not measured", note: null, isMeasured: false }
  }
  const of = measured > 1 ? `in ${measured} takes` : null
  if (frozenSeconds === 0 && repeatedFrames === 0) return { value: "None", note: of, isMeasured: true }
  const frozen = frozenSeconds > 0 && `${frozenSeconds.toFixed(1)} s frozen`
  const repeated = repeatedFrames > 0 && plural(repeatedFrames, "repeated frame")
  return { value: [frozen, repeated].filter(Boolean).join(", "), note: of, isMeasured: true }
}

const obeyedWords = { yes: "As asked", partly: "Partly", opposite: "The opposite", no: "Not as asked" } as const

function cameraCell(camera: Obedience | NotMeasured): Cell {
  if ("notMeasured" in camera) return notMeasuredCell(camera)
  const told = (Object.keys(obeyedWords) as (keyof typeof obeyedWords)[]).filter((word) => camera[word] > 0)
  const [first] = told
  if (first && told.length === 1) {
    return { value: obeyedWords[first], note: camera.takes > 1 ? `in all ${camera.takes}` : null, isMeasured: true }
  }
  const value = capital(told.map((word) => `${obeyedWords[word].toLowerCase()} in ${camera[word]}`).join(", "))
  return { value, note: `of ${camera.takes}`, isMeasured: true }
}

const capital = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`

function takesCell({ takes, finished, measured, waiting }: HalfReport): Cell {
  const ends = ["refused", "failed", "cancelled", "expired", "unknown"] as const
  const bad = ends.flatMap((end) => {
    const count = takes.filter(({ status }) => status === end).length
    return count > 0 ? [`${count} ${end}`] : []
  })
  const notes = [...bad, waiting > 0 && `${waiting} waiting to be measured`, finished.length > 0 && `${measured} measured`]
  return { value: `${finished.length} of ${takes.length}`, note: notes.filter(Boolean).join(", ") || null, isMeasured: true }
}

function costCell({ takes, cost }: HalfReport): Cell {
  if (takes.length === 0) return { value: "", note: null, isMeasured: true }
  if (cost.isFree) return { value: "free", note: "sandbox", isMeasured: true }
  const held = cost.heldMicros > 0 ? `${dollars(cost.heldMicros)} held` : null
  return { value: dollars(cost.chargedMicros), note: held, isMeasured: true }
}

export const criterionTitles: Record<Criterion, string> = {
  consistency: "Held its colours",
  motion: "Moved evenly",
  camera: "Followed the camera",
}

/** Who is ahead in one measure. */
export function findingWords({ ahead }: Finding): string {
  if (ahead === null) return "not compared"
  return ahead === "alike" ? "alike" : halfTitles[ahead].toLowerCase()
}
