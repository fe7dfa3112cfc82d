import type { ShotAsk } from "@/lib/providers/preflight-types"
import type { ClipRef, ImageRef } from "@/lib/providers/provider"
import type { FrameView, ShotDraft } from "@/lib/shots/schema"

/** What pre-flight reads of a shot: the form as it stands and its frames. The same in the browser and on the server. */
export function toShotAsk(
  draft: Pick<ShotDraft, "text" | "negativePrompt" | "settings">,
  frames: readonly FrameView[],
): ShotAsk {
  const ofRole = (role: FrameView["role"]) =>
    frames
      .filter((frame) => frame.role === role)
      .sort((a, b) => a.position - b.position)
      .map(toImageRef)
  return {
    text: draft.text,
    negativePrompt: draft.negativePrompt,
    settings: draft.settings,
    frames: {
      first: ofRole("first")[0] ?? null,
      last: ofRole("last")[0] ?? null,
      references: ofRole("reference"),
      source: toClipRef(frames.find(({ role }) => role === "source")),
    },
  }
}

function toClipRef(frame: FrameView | undefined): ClipRef | null {
  if (frame === undefined || frame.durationSeconds === null || frame.fps === null) return null
  return { ...toImageRef(frame), durationSeconds: frame.durationSeconds, fps: frame.fps }
}

function toImageRef({ clipId, sha256, mime, width, height, bytes }: FrameView): ImageRef {
  return { clipId, sha256, mime, width, height, bytes }
}
