import { falWire } from "@/lib/sandbox/fal/wire"
import { geminiWire } from "@/lib/sandbox/gemini/wire"
import { heygenWire } from "@/lib/sandbox/heygen/wire"
import { klingWire } from "@/lib/sandbox/kling/wire"
import { lumaWire } from "@/lib/sandbox/luma/wire"
import { openAiWire } from "@/lib/sandbox/openai/wire"
import { replicateWire } from "@/lib/sandbox/replicate/wire"
import { runcrateWire } from "@/lib/sandbox/runcrate/wire"
import { runwayWire } from "@/lib/sandbox/runway/wire"
import { seedanceWire } from "@/lib/sandbox/seedance/wire"
import type { VendorWire } from "@/lib/sandbox/vendor-wire"
import { vertexWire } from "@/lib/sandbox/vertex/wire"

/** Every vendor that the sandbox plays. */
export const wires: readonly VendorWire[] = [
  falWire, //
  klingWire,
  runwayWire,
  lumaWire,
  runcrateWire,
  seedanceWire,
  openAiWire,
  geminiWire,
  vertexWire,
  heygenWire,
  replicateWire,
]
