import { AV_LOG_FATAL } from "node-av/constants"
import { Log } from "node-av/lib"

let isSilent = false

/** FFmpeg writes every oddity of a file to stderr; what matters reaches us as errors. Call before any media work. */
export function silenceFfmpeg(): void {
  if (isSilent) return
  Log.setLevel(AV_LOG_FATAL)
  isSilent = true
}
