import type { PlayerKey } from "@/components/compare/player-key"
import type { Transport } from "@/components/player/transport"

type TransportActs = {
  transport: Transport | null
  /** The place of the take that was pointed at last: its slip is meant. */
  current: number
  onHear: (index: number) => void
  onSource: () => void
}

/** The keys for the players' time and sound; while the clips open they do nothing. */
export function transportKeys({ transport, current, onHear, onSource }: TransportActs): PlayerKey[] {
  const now = () => transport?.frameNow() ?? 0
  const ten = ({ shiftKey }: KeyboardEvent) => (shiftKey ? 10 : 1)
  return [
    { label: "Play, pause", shortcut: "Space", on: { " ": () => transport?.toggle() } },
    {
      label: "Backwards, stop, forwards; again for twice as fast",
      shortcut: "J K L",
      on: { j: () => transport?.shuttle(-1), k: () => transport?.pause(), l: () => transport?.shuttle(1) },
    },
    {
      label: "A frame back, on; ⇧ ten",
      shortcut: "← →",
      on: { arrowleft: (event) => transport?.step(-ten(event)), arrowright: (event) => transport?.step(ten(event)) },
      repeats: true,
    },
    {
      label: "First frame, last frame",
      shortcut: "Home End",
      on: { home: () => transport?.seekFrame(0), end: () => transport?.seekFrame(transport.grid.times.length - 1) },
    },
    {
      label: "Loop from here, to here; ⇧I the whole length",
      shortcut: "I O",
      on: {
        i: ({ shiftKey }) => (shiftKey ? transport?.setLoop(null) : transport?.setLoopEdge("first", now())),
        o: () => transport?.setLoopEdge("last", now()),
      },
    },
    {
      label: "Slip the take under the pointer a frame earlier, later; ⇧ ten",
      shortcut: ", .",
      on: {
        ",": (event) => transport?.slip(current, -ten(event)),
        ".": (event) => transport?.slip(current, ten(event)),
      },
      repeats: true,
    },
    {
      label: "Slower, faster",
      shortcut: "[ ]",
      on: { "[": () => transport?.changeSpeed(-1), "]": () => transport?.changeSpeed(1) },
    },
    { label: "Proxies, originals", shortcut: "Q", on: { q: onSource } },
    {
      label: "Hear A, B, C, D; again for silence",
      shortcut: "A B C, 1 2 3 4",
      on: {
        ...{ a: () => onHear(0), b: () => onHear(1), c: () => onHear(2) },
        ...{ "1": () => onHear(0), "2": () => onHear(1), "3": () => onHear(2), "4": () => onHear(3) },
      },
    },
  ]
}
