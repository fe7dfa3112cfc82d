import { evenFrames } from "@/components/player/frame-table"
import type { Screen } from "@/components/player/screen"

/** A screen of evenly timed frames that is ready for each of them and shows nothing to anybody. */
export function aScreen(count: number, rate: number): Screen {
  return {
    table: evenFrames(count, rate),
    kind: "frames",
    onReady: () => {},
    error: undefined,
    aim: () => {},
    isReady: () => true,
    show: () => {},
    close: () => {},
  }
}
