type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">

const slotOf = (name: string) => `rushes:press:${name}`

/**
 * The key under which something that spends is sent: the same for the same thing until it is answered, in this tab and over
 * a refresh, so that a double click or a press after a lost answer is one press. `name` tells what is pressed.
 */
export function pressKey(store: Store, name: string, asked: unknown, newKey: () => string): string {
  const print = JSON.stringify(asked)
  const held = readHeld(store.getItem(slotOf(name)))
  if (held?.print === print) return held.key
  const key = newKey()
  store.setItem(slotOf(name), JSON.stringify({ print, key }))
  return key
}

/** It was answered: the next press is a new intent. */
export function pressAnswered(store: Store, name: string) {
  store.removeItem(slotOf(name))
}

function readHeld(text: string | null): { print: string; key: string } | null {
  return text === null ? null : (JSON.parse(text) as { print: string; key: string })
}
