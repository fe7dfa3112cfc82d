import type { PlayerKey } from "@/components/compare/use-player-keys"
import type { Transport } from "@/components/player/transport"

type TransportActs = { transport: Transport | null; onHear: (index: number) => void }

/** The keys for the players' time and sound; while the clips open they do nothing. */
export function transportKeys({ transport, onHear }: TransportActs): PlayerKey[] {
  const now = () => transport?.getState().frame ?? 0
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
      label: "Loop from here, to here",
      shortcut: "I O",
      on: { i: () => transport?.setLoopEdge("first", now()), o: () => transport?.setLoopEdge("last", now()) },
    },
    { label: "Hear A, B", shortcut: "A B", on: { a: () => onHear(0), b: () => onHear(1) } },
  ]
}
