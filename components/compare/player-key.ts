/** One line of `?` about the players, and what its keys do. */
export type PlayerKey = {
  label: string
  /** As printed, e.g. "J K L". */
  shortcut: string
  /** KeyboardEvent.key in lower case; with ⌥ "alt+" stands before it. */
  on: Record<string, (event: KeyboardEvent) => void>
  /** A held key does it again and again. */
  repeats?: boolean
}

type Pressed = Pick<KeyboardEvent, "key" | "code" | "shiftKey" | "altKey">

/** What a pressed key does, and whether again and again while it is held; undefined where it means nothing to the players. */
export function meantBy(keys: readonly PlayerKey[], pressed: Pressed) {
  const name = nameOf(pressed)
  const found = keys.find(({ on }) => Object.hasOwn(on, name))
  const act = found?.on[name]
  return act && { act, repeats: found.repeats ?? false }
}

/** The key without ⇧: what ⇧ makes of a comma or a full stop differs between keyboards. */
function nameOf({ key, code, shiftKey, altKey }: Pressed): string {
  if (altKey) return `alt+${key.toLowerCase()}`
  if (shiftKey && !/^[a-z]$/i.test(key)) {
    if (code === "Comma") return ","
    if (code === "Period") return "."
  }
  return key.toLowerCase()
}

const pressers = ["checkbox", "radio", "button", "file"]
const arrows = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]

/** Whether a key belongs to the focused thing itself: Space presses what can be pressed, arrows move among radio buttons. */
export function belongsTo(focused: EventTarget | null, key: string): boolean {
  if (focused instanceof HTMLInputElement)
    return (key === " " && pressers.includes(focused.type)) || (focused.type === "radio" && arrows.includes(key))
  return key === " " && (focused instanceof HTMLButtonElement || focused instanceof HTMLAnchorElement)
}
