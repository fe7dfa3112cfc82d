import type { ModeLimits, VideoModel } from "@/lib/providers/catalogue"
import { vendorName } from "@/lib/providers/names"

/** The catalogue as a Markdown table, for docs/providers.md. */
export function capabilityTable(models: readonly VideoModel[]): string {
  const rows = models.map((model) => [
    `${model.name} (\`${model.id}\`)`,
    vendorName(model.provider),
    lifecycle(model),
    seconds(model),
    ratios(model),
    resolutions(model),
    frames(model),
    sound(model),
    model.seed === null ? "no" : "yes",
    model.maxNegativePromptCharacters === 0 ? "no" : "yes",
    String(model.maxPromptCharacters),
    model.cameraParameters.length === 0 ? "words" : `${model.cameraParameters.length} moves`,
    model.fps === undefined ? "not said" : String(model.fps),
    `${prices(model)}${model.pricedByPixels ? " at 16:9, by pixels elsewhere" : ""}`,
  ])
  const head = [
    "Model",
    "Vendor",
    "State",
    "Seconds",
    "Ratios",
    "Sizes",
    "Stills",
    "Sound",
    "Seed",
    "Negative",
    "Prompt",
    "Camera",
    "fps",
    "$ per second, silent / with sound",
  ]
  return markdownTable(head, rows)
}

/** Rows as a Markdown table; a bar inside a cell is escaped. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`
  return [head, head.map(() => "---"), ...rows].map(line).join("\n")
}

function modes(model: VideoModel): { name: string; mode: ModeLimits }[] {
  const { textToVideo, imageToVideo, referenceToVideo, sourceToVideo } = model
  const named = [
    { name: "text", mode: textToVideo },
    { name: "frame", mode: imageToVideo },
    { name: "references", mode: referenceToVideo },
    { name: "clip", mode: sourceToVideo },
  ]
  return named.flatMap(({ name, mode }) => (mode === undefined ? [] : [{ name, mode }]))
}

/** One text for all ways in where they agree, else each with its name. */
function perMode(model: VideoModel, words: (mode: ModeLimits) => string): string {
  const said = modes(model).map(({ name, mode }) => ({ name, words: words(mode) }))
  const distinct = new Set(said.map((part) => part.words))
  if (distinct.size === 1) return [...distinct].join("")
  return said.map((part) => `${part.name}: ${part.words}`).join("; ")
}

function seconds(model: VideoModel): string {
  return perMode(model, ({ durationsSeconds }) => {
    const [first] = durationsSeconds
    const last = durationsSeconds.at(-1)
    if (first === undefined || last === undefined) return "none"
    const isRun = durationsSeconds.length > 2 && last - first === durationsSeconds.length - 1
    return isRun ? `${first} to ${last}` : durationsSeconds.join(", ")
  })
}

function ratios(model: VideoModel): string {
  return perMode(model, ({ aspectRatios }) => aspectRatios.join(", "))
}

function resolutions(model: VideoModel): string {
  return perMode(model, (mode) => mode.resolutions.join(", "))
}

function lifecycle({ lifecycle: life }: VideoModel): string {
  if (life.state === "active") return "active"
  return life.state === "retired" ? `retired ${life.on}` : `until ${life.until}`
}

function frames(model: VideoModel): string {
  const only = model.lastFrameOnlyAt === undefined ? "" : ` (${model.lastFrameOnlyAt.join(", ")} only)`
  const parts = [
    ...(model.imageToVideo === undefined ? [] : [model.textToVideo === undefined ? "first (needed)" : "first"]),
    ...(model.lastFrame ? [`last${only}`] : []),
    ...(model.referenceToVideo === undefined ? [] : [`${model.maxReferenceImages} references instead`]),
    ...(model.sourceToVideo === undefined
      ? []
      : [`a clip${model.sourceToVideo.firstFrame === "needed" ? " with a still" : ""}`]),
  ]
  return parts.length === 0 ? "none" : parts.join(", ")
}

function sound(model: VideoModel): string {
  const words = { always: "always", optional: "choice", never: "no" }[model.sound]
  return model.soundOnlyAt === undefined ? words : `${words} (${model.soundOnlyAt.join(", ")} only)`
}

function prices(model: VideoModel): string {
  return model.prices
    .map(({ resolution, silentMicros, soundMicros, clipMicros }) => {
      const silent = perSecond(silentMicros)
      const money = silentMicros === soundMicros ? silent : `${silent} / ${perSecond(soundMicros)}`
      const whole = Object.entries(clipMicros ?? {}).map(([seconds, micros]) => ` (${seconds} s: ${perSecond(micros)})`)
      return `${resolution}: ${money}${whole.join("")}`
    })
    .join("; ")
}

function perSecond(micros: number): string {
  return (micros / 1_000_000).toFixed(3)
}
