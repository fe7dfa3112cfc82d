import { parse } from "csv-parse/sync"
import { z } from "zod"
import { bareName, type ManifestRow } from "@/lib/imports/manifest-rows"

const maxRows = 5000
const names = {
  file: ["file", "filename", "file_name", "name", "path", "video", "output", "download", "id"],
  prompt: ["prompt", "text", "caption", "description", "title"],
  model: ["model", "model_name", "engine"],
  seed: ["seed"],
}

/**
 * Reads a list of prompts: CSV with a head line, JSON (a list of objects, or an object that holds one, as exports of
 * consoles do), told apart by its first letter. Columns go by many names; unknown ones are ignored. Throws ManifestError.
 */
export function readManifest(text: string): ManifestRow[] {
  const trimmed = text.replace(/^\uFEFF/, "").trim()
  if (trimmed === "") throw new ManifestError("The list of prompts is empty.")
  const records = /^[[{]/.test(trimmed) ? fromJson(trimmed) : fromCsv(trimmed)
  if (records.length > maxRows) throw new ManifestError(`The list has more than ${maxRows} lines.`)
  const rows = records.map(toRow)
  if (rows.every(({ prompt }) => prompt === "")) throw new ManifestError("The list has no column of prompts.")
  return rows
}

export class ManifestError extends Error {
  override readonly name = "ManifestError"
}

type LooseRecord = Record<string, unknown>
const record = z.record(z.string(), z.unknown())

function fromJson(text: string): LooseRecord[] {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new ManifestError("The list of prompts is not JSON that can be read.", { cause })
  }
  const list = Array.isArray(json) ? json : Object.values(record.safeParse(json).data ?? {}).find(Array.isArray)
  const records = z.array(record).safeParse(list)
  if (!records.success) throw new ManifestError("The JSON holds no list of clips.")
  return records.data
}

function fromCsv(text: string): LooseRecord[] {
  try {
    return parse(text, {
      columns: (head: string[]) => head.map((cell) => cell.trim()),
      relax_column_count: true,
      skip_empty_lines: true,
      delimiter: [",", ";", "\t"],
    })
  } catch (cause) {
    throw new ManifestError("The list of prompts is not CSV that can be read.", { cause })
  }
}

function toRow(given: LooseRecord): ManifestRow {
  const cells = new Map(Object.entries(given).map(([key, value]) => [key.trim().toLowerCase(), value]))
  const find = (known: readonly string[]) =>
    known.map((name) => cells.get(name)).find((value) => value !== undefined && value !== null && value !== "")
  const words = (known: readonly string[]) => {
    const value = find(known)
    return typeof value === "string" || typeof value === "number" ? String(value).trim() : ""
  }
  const seed = Number(find(names.seed))
  return {
    file: bareName(words(names.file)),
    prompt: words(names.prompt).slice(0, 20_000),
    model: words(names.model).slice(0, 80),
    seed: find(names.seed) !== undefined && Number.isInteger(seed) && seed >= 0 && seed <= 4_294_967_295 ? seed : null,
  }
}
