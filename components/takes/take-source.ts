import { toast, toastFailure } from "@/components/ui/toast"
import { attachFrameAction } from "@/lib/shots/actions"
import type { TakeView } from "@/lib/takes/schema"

/** Makes a take's clip the one that its shot's models work on, and says so; in words when it could not be done. */
export async function makeSource(team: string, take: TakeView): Promise<void> {
  if (!take.clip) return
  const result = await attachFrameAction({ team, shotId: take.shotId, role: "source", clipId: take.clip.id }).catch(() => null)
  if (result?.ok) {
    toast({ title: `Take ${take.number} is the source clip`, text: "Models that work on a clip are given it." })
  } else {
    toastFailure("The source clip is as it was", result?.error.message ?? "The studio did not answer. Try again.")
  }
}
