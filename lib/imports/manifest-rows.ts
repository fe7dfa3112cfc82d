/** What a list of old clips says about one of them. */
export type ManifestRow = {
  /** The file's bare name, lower-case; "" where the list names none and goes by order. */
  file: string
  prompt: string
  /** As the list names it, e.g. "sora-2"; "" when it does not say. */
  model: string
  seed: number | null
}

/** The row about a file: by its name, with or without its ending. */
export function rowFor(rows: readonly ManifestRow[], fileName: string): ManifestRow | undefined {
  const name = bareName(fileName)
  return rows.find(({ file }) => file !== "" && (file === name || withoutEnding(file) === withoutEnding(name)))
}

/** "a/b/Clip.MP4" → "clip.mp4" */
export function bareName(path: string): string {
  return (path.split(/[/\\]/).at(-1) ?? "").trim().toLowerCase()
}

function withoutEnding(name: string): string {
  return name.replace(/\.(mp4|mov|webm|m4v)$/, "")
}
