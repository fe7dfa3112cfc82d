import type { Aim } from "@/components/player/clip-frames"
import type { FrameTable } from "@/components/player/frame-table"

/** One player's picture, as the transport drives it. */
export type Screen = {
  readonly table: FrameTable
  /** "frames": decoded one by one, exact. "video": the browser's own player, exact only when it stands. */
  readonly kind: "frames" | "video"
  /** Called whenever another frame can be shown. */
  onReady: () => void
  /** Why it cannot go on; undefined while all is well. */
  readonly error: unknown
  /**
   * What will be shown next, so that it can be made ready. `position` is in seconds from its own first frame (below 0 before
   * it begins); `rate` is 0 when standing.
   */
  aim(aim: Aim, position: number, rate: number): void
  isReady(frame: number): boolean
  /** Shows the frame now, in this animation tick. */
  show(frame: number): void
  close(): void
}

/** Writes down on the player what it shows: the frame's index, and when that frame begins in seconds. */
export function markShown(player: HTMLElement, frame: number, seconds: number) {
  player.dataset.frame = String(frame)
  player.dataset.time = seconds.toFixed(3)
}
