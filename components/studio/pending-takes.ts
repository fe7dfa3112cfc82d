import type { Bill } from "@/components/vendors/quote"
import { isVersion } from "@/lib/shots/equal"
import type { ShotDraft, StudioState } from "@/lib/shots/schema"
import type { TakeView } from "@/lib/takes/schema"

/**
 * The takes that a press is about to make, as they will look: shown in the next frame, before the server has answered.
 * Their numbers are foretold, so that the real ones take their places without a jump.
 */
export function pendingTakes(
  bill: Bill,
  { state, draft, takes, key }: { state: StudioState; draft: ShotDraft; takes: readonly TakeView[]; key: string },
): TakeView[] {
  const { shot, versions } = state
  const newest = versions[0]
  const versionNumber = newest && isVersion(newest, draft, shot.frames) ? newest.number : (newest?.number ?? 0) + 1
  const last = Math.max(shot.lastTakeNumber, ...takes.map(({ number }) => number))
  const now = new Date().toISOString()
  return bill.quotes
    .flatMap((quote) => Array.from({ length: draft.takesPerModel }, () => quote))
    .map(({ model, mode, micros, checked, auto }, index) => ({
      id: `pending:${key}:${index}`,
      generationId: "",
      projectId: state.project.id,
      batchId: "",
      shotId: shot.id,
      shotNumber: shot.number,
      shotName: shot.title,
      number: last + 1 + index,
      versionNumber,
      provider: model.provider,
      modelId: model.id,
      modelName: model.name,
      mode,
      auto,
      sentClipIds: [],
      status: "queued",
      waiting: null,
      progress: null,
      expectedSeconds: state.expectedSeconds[model.id] ?? null,
      createdAt: now,
      runningAt: null,
      finishedAt: null,
      failure: null,
      unknown: null,
      money: mode === "sandbox" ? { state: "free", micros: 0 } : { state: "held", micros },
      estimateMicros: checked.priceMicros,
      ingest: null,
      clip: null,
      proxy: null,
      loudnessLufs: null,
      posterUrl: null,
      filmstrip: null,
      firstFrameUrl: checked.request.firstFrame ? `/api/clips/${checked.request.firstFrame.clipId}` : null,
      hasLastFrame: false,
      differences: [],
      isPicked: false,
      rating: null,
      author: { id: "", name: "" },
      cancel: "impossible",
    }))
}

/** True for a take that `pendingTakes` foretold for the press with this key. */
export function isOfPress(take: TakeView, key: string): boolean {
  return take.id.startsWith(`pending:${key}:`)
}
