import type { PlayerKey } from "@/components/compare/player-key"
import type { Pictures } from "@/components/compare/use-pictures"

/** The keys for how the pictures are laid and what of them is seen. */
export function pictureKeys(pictures: Pictures, count: number, onSave: () => void): PlayerKey[] {
  const { view, setView, over, setOver, isTurned, setTurned, follows, setFollows, isHeat, setHeat } = pictures
  const next = () => setOver(over >= count - 1 ? 1 : over + 1)
  const inView = (wanted: typeof view, act: () => void) => {
    if (view === wanted) act()
    else setView(wanted)
  }
  return [
    {
      label: "Grid, wipe, difference, onion skin",
      shortcut: "G W D S",
      on: {
        g: () => setView("grid"),
        w: ({ shiftKey }) => (shiftKey ? inView("wipe", () => setTurned(!isTurned)) : setView("wipe")),
        d: ({ shiftKey }) => (shiftKey ? inView("difference", () => setHeat(!isHeat)) : setView("difference")),
        s: ({ shiftKey }) => (shiftKey ? onSave() : setView("onion")),
      },
    },
    {
      label: "Turn the wipe's line, let it follow the pointer",
      shortcut: "⇧W F",
      on: { f: () => inView("wipe", () => setFollows(!follows)) },
    },
    { label: "Difference as a heat map", shortcut: "⇧D", on: {} },
    {
      label: "More, less: the wipe's line, the onion's skin, the gain",
      shortcut: "↑ ↓",
      on: view === "grid" ? {} : { arrowup: () => pictures.adjust(1), arrowdown: () => pictures.adjust(-1) },
      repeats: true,
    },
    ...(count > 2 ? [{ label: "Lay the next take over A", shortcut: "V", on: { v: next } }] : []),
    {
      label: "Zoom in, out, fit, pixel for pixel",
      shortcut: "+ − 0 Z",
      on: {
        "+": pictures.zoomIn,
        "=": pictures.zoomIn,
        "-": pictures.zoomOut,
        _: pictures.zoomOut,
        "0": pictures.fit,
        z: pictures.actual,
      },
      repeats: true,
    },
    {
      label: "Move what is seen when zoomed",
      shortcut: "⌥ ← ↑ ↓ →",
      on: {
        "alt+arrowleft": () => pictures.pan(-0.1, 0),
        "alt+arrowright": () => pictures.pan(0.1, 0),
        "alt+arrowup": () => pictures.pan(0, -0.1),
        "alt+arrowdown": () => pictures.pan(0, 0.1),
      },
      repeats: true,
    },
    { label: "Save frames as PNG", shortcut: "⇧S", on: {} },
  ]
}
