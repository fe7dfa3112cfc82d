import type { FileHandle } from "node:fs/promises"
import { MediaError } from "@/lib/media/errors"

/**
 * Throws MediaError "truncated" when an mp4 or mov file says that it goes on after its end, or lacks its index. FFmpeg
 * itself plays what is there and says nothing. (A webm file is told by its frames: it may rightly not know its own size.)
 */
export async function assertWholeMp4(file: FileHandle): Promise<void> {
  const { size } = await file.stat()
  const header = Buffer.alloc(16)
  let hasIndex = false
  for (let at = 0; at < size; ) {
    const { bytesRead } = await file.read(header, 0, 16, at)
    if (bytesRead < 8) throw new MediaError("truncated", `half a box at ${at}`)
    const type = header.toString("latin1", 4, 8)
    const length = boxLength(header, bytesRead, size - at)
    if (at + length > size) throw new MediaError("truncated", `box ${type} ends ${at + length - size} bytes after the file`)
    hasIndex ||= type === "moov"
    at += length
  }
  if (!hasIndex) throw new MediaError("truncated", "no moov box")
}

/** 0 means "to the end", 1 means that 64 bits follow. Less than a header is nonsense, and would have us loop. */
function boxLength(header: Buffer, bytesRead: number, left: number): number {
  const length = header.readUInt32BE(0)
  if (length === 0) return left
  const long = length === 1 && bytesRead === 16 ? Number(header.readBigUInt64BE(8)) : length
  if (long < 8) throw new MediaError("not_a_video", "a box without a length")
  return long
}
