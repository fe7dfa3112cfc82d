/** What this tab keeps under a key through a reload; undefined where nothing is kept or can be read. */
export function readKept<Value>(key: string): Value | undefined {
  try {
    const kept = sessionStorage.getItem(key)
    return kept === null ? undefined : (JSON.parse(kept) as Value)
  } catch {
    return undefined
  }
}

/** A full or forbidden storage only loses the reload. */
export function keepInTab(key: string, value: unknown) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value))
  } catch {}
}

export function dropKept(key: string) {
  try {
    sessionStorage.removeItem(key)
  } catch {}
}
