import { capabilityTable, markdownTable } from "@/lib/providers/capability-table"
import type { FrameModel, Source, VideoModel } from "@/lib/providers/catalogue"
import type { Vendor, VendorFinish } from "@/lib/providers/vendor"

const begin = "<!-- generated from the catalogue: npm run docs -->"
const end = "<!-- end of what is generated -->"

/** The document with its generated part as the registry has it now; a test holds docs/providers.md to it. */
export function withCatalogue(document: string, vendors: readonly Vendor[]): string {
  const [before, rest] = document.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error("docs/providers.md has lost its marks.")
  return `${before}${begin}\n\n${catalogueParts(vendors).join("\n\n")}\n\n${end}${after}`
}

function catalogueParts(vendors: readonly Vendor[]): string[] {
  const models = vendors.flatMap((vendor) => vendor.models)
  const frameModels = vendors.flatMap((vendor) => vendor.frameModels ?? [])
  return [
    "### Vendors",
    vendorTable(vendors),
    "### What each model takes",
    capabilityTable(models),
    "### Models that make stills",
    frameTable(frameModels),
    "### What vendors are known to refuse, and what is said of quality",
    noteTable(models),
    "### Where it was read",
    sourceTable([...models, ...frameModels]),
  ]
}

function vendorTable(vendors: readonly Vendor[]): string {
  const head = ["Vendor", "Models", "Finishes by", "Can stop a job", "Jobs at once", "Submits a minute", "Limits read from"]
  const rows = vendors.map(({ id, name, models, frameModels = [], finish, canCancel, limits }) => [
    `${name} (\`${id}\`)`,
    `${models.length}${frameModels.length > 0 ? `, ${frameModels.length} for stills` : ""}`,
    finishWords(finish),
    canCancel ? "yes" : "no",
    limits.concurrentJobs === null ? "not limited by us" : `${limits.concurrentJobs}${limits.perModel ? " per model" : ""}`,
    limits.submitsPerMinute === null ? "not limited by us" : String(limits.submitsPerMinute),
    sourceWords(limits.source),
  ])
  return markdownTable(head, rows)
}

function finishWords(finish: VendorFinish): string {
  if (finish.by === "poll") return "polling"
  const words = {
    always: "signed webhook",
    needs_secret: "webhook, signed with a secret; else a hint",
    unsigned: "unsigned webhook, then read again",
  }
  return words[finish.signature]
}

function frameTable(models: readonly FrameModel[]): string {
  const head = ["Model", "State", "Ratios", "Sizes, $ each", "At once", "References", "Prompt"]
  const rows = models.map((model) => [
    `${model.name} (\`${model.id}\`)`,
    stateWords(model),
    model.aspectRatios.join(", "),
    model.sizes.map(({ size, microsEach }) => `${size}: ${(microsEach / 1_000_000).toFixed(3)}`).join("; "),
    String(model.maxCount),
    model.minReferenceImages ? `${model.minReferenceImages} to ${model.maxReferenceImages}` : String(model.maxReferenceImages),
    String(model.maxPromptCharacters),
  ])
  return markdownTable(head, rows)
}

function stateWords({ lifecycle }: Pick<VideoModel, "lifecycle">): string {
  if (lifecycle.state === "active") return "active"
  return lifecycle.state === "retired" ? `retired ${lifecycle.on}` : `until ${lifecycle.until}`
}

function noteTable(models: readonly VideoModel[]): string {
  const rows = models.flatMap(({ id, refuses = [], qualities = [] }) => [
    ...refuses.map(({ kind, words, source }) => [
      `\`${id}\``,
      `refuses: ${kind.replace("_refused", "")}`,
      words,
      sourceWords(source),
    ]),
    ...qualities.map(({ of, grade, words, source }) => [
      `\`${id}\``,
      `${of.replaceAll("_", " ")}: ${grade} of 5`,
      words,
      sourceWords(source),
    ]),
  ])
  return rows.length === 0 ? "None." : markdownTable(["Model", "Note", "In words", "Read from"], rows)
}

function sourceTable(models: readonly (VideoModel | FrameModel)[]): string {
  const rows = models.map((model) => [
    `\`${model.id}\``,
    "source" in model && model.source ? sourceWords(model.source) : "with the price",
    sourceWords(model.priceSource),
  ])
  return markdownTable(["Model", "Limits", "Price"], rows)
}

function sourceWords({ evidence, readOn }: Source): string {
  return `${evidence} (${readOn})`
}
