import { bounded, type Zoom } from "@/components/compare/zoom"

/** What moves with the hand: the part of the pictures that is seen, the wipe's line, and how much of the onion's skin. */
export type SightState = {
  zoom: Zoom
  /** Where the wipe's line lies on the picture: a share of its width, or of its height when it is turned. */
  line: number
  /** How opaque the take laid over A is in onion skin, 0 to 1. */
  skin: number
}

/** Kept out of React, so that a drag costs a few styles and not a render of the page. */
export class Sight {
  #state: SightState
  readonly #listeners = new Set<() => void>()

  constructor(state: SightState) {
    this.#state = state
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  getState = () => this.#state

  /** Changes some of it; what lies outside its bounds is brought inside. */
  set(change: Partial<SightState>) {
    const { zoom, line, skin } = { ...this.#state, ...change }
    const share = (value: number) => Math.min(1, Math.max(0, value))
    this.#state = { zoom: bounded(zoom), line: share(line), skin: share(skin) }
    for (const listener of this.#listeners) listener()
  }
}
