import { stillOf } from "@/components/compare/still-picture"
import { toast, toastFailure } from "@/components/ui/toast"

/** Makes a PNG of the frames that are shown and lets the browser save it; says so, or why not. */
export async function saveFrames(...about: Parameters<typeof stillOf>): Promise<void> {
  try {
    const { blob, name, width, height } = await stillOf(...about)
    const url = URL.createObjectURL(blob)
    Object.assign(document.createElement("a"), { href: url, download: name }).click()
    // The browser has taken the bytes over by the next turn of its clock, not before.
    setTimeout(() => URL.revokeObjectURL(url), 60_000)
    toast({ title: "The frames are saved", text: `${name}, ${width} × ${height}` })
  } catch (error) {
    toastFailure("Not saved", error instanceof Error ? error.message : "The browser could not make the picture.")
  }
}
