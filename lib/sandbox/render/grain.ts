import type { Desk } from "@/lib/sandbox/render/kernels"
import type { Random } from "@/lib/sandbox/render/random"
import type { FrameBuffer } from "@/lib/sandbox/render/warp"

const tableBytes = 1 << 16
const longestRow = 8192

/** Fine film grain that moves, for the luma of a frame. */
export function createGrain(desk: Desk, random: Random): (frame: FrameBuffer) => void {
  const address = desk.allocate(tableBytes + longestRow)
  const table = new Int8Array(desk.memory.buffer, address, tableBytes + longestRow)
  for (let i = 0; i < table.length; i++) {
    const bell = random.next() + random.next() + random.next() - 1.5
    table[i] = Math.round(bell * 1.7)
  }
  return (frame) => {
    for (let y = 0; y < frame.height; y++) {
      const from = Math.floor(random.next() * (tableBytes / 16)) * 16
      // Only whole 16s: a row's last few pixels stay clean rather than grain the next row twice.
      desk.grainRow(frame.address + y * frame.width, address + from, frame.width & ~15)
    }
  }
}
